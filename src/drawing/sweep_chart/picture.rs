//! The chart of a sweep as pictures for the page, one for each theme.

use super::{chart, file::style, foretold, paces};
use crate::{
    analysis::{
        pace_sweep::PaceSweep,
        sweep::{Peak, Sweep},
    },
    drawing::element::Element,
    settings::Theme,
};

/// The pictures of a sweep, and its finding in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// The finding, which is also the text alternative of the pictures.
    pub finding: String,
    /// A `data:` URL of the picture in the light theme.
    pub light: String,
    /// A `data:` URL of the picture in the dark theme.
    pub dark: String,
}

impl Picture {
    /// The pictures of a sweep that is in progress or over.
    #[must_use]
    pub fn of(sweep: &Sweep) -> Self {
        Self::drawn(sweep.sentence(), &chart(sweep))
    }

    /// The pictures of a sweep in virtual time, with what was recorded.
    #[must_use]
    pub fn foretold(sweep: &Sweep, recorded: Option<Peak>) -> Self {
        Self::drawn(sweep.foretold(recorded), &foretold(sweep, recorded))
    }

    /// The pictures of a sweep over the pace.
    #[must_use]
    pub fn of_paces(sweep: &PaceSweep) -> Self {
        Self::drawn(sweep.sentence(), &paces::chart(sweep))
    }

    fn drawn(finding: String, chart: &Element) -> Self {
        let [light, dark] = [Theme::Light, Theme::Dark].map(|theme| {
            let chart = chart
                .clone()
                .attr("xmlns", "http://www.w3.org/2000/svg")
                .children([Element::new("style").text(style(theme))]);
            data_url(&chart.svg())
        });
        Self {
            finding,
            light,
            dark,
        }
    }

    /// The finding, the light and the dark picture as text, a line for each.
    #[must_use]
    pub fn text(&self) -> String {
        [&*self.finding, &self.light, &self.dark].join("\n")
    }

    /// The pictures in a text that [`text`](Self::text) wrote; a missing line is
    /// empty.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut lines = text.lines().map(str::to_owned);
        let mut line = || lines.next().unwrap_or_default();
        Self {
            finding: line(),
            light: line(),
            dark: line(),
        }
    }
}

/// A URL that contains the drawing. Bytes that may have a meaning in a URL are
/// percent-encoded.
fn data_url(svg: &str) -> String {
    let encoded = svg.bytes().map(|byte| {
        if byte.is_ascii_alphanumeric() || b"-.:;=/".contains(&byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    });
    "data:image/svg+xml,".to_owned() + &encoded.collect::<String>()
}
