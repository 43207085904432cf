//! A sweep as pictures for the page: one for each theme.

use super::{chart, file::style};
use crate::{analysis::sweep::Sweep, drawing::element::Element, settings::Theme};

/// The pictures of a sweep, and the finding in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// The finding, which is also what the pictures say to whom cannot see them.
    pub finding: String,
    /// The address of the picture in the light theme: the picture itself.
    pub light: String,
    /// The same in the dark theme.
    pub dark: String,
}

impl Picture {
    /// The pictures of a sweep that runs or is over.
    #[must_use]
    pub fn of(sweep: &Sweep) -> Self {
        let [light, dark] = [Theme::Light, Theme::Dark].map(|theme| {
            let chart = chart(sweep)
                .attr("xmlns", "http://www.w3.org/2000/svg")
                .children([Element::new("style").text(style(theme))]);
            address(&chart.svg())
        });
        Self {
            finding: sweep.sentence(),
            light,
            dark,
        }
    }

    /// As text: a line for each.
    #[must_use]
    pub fn text(&self) -> String {
        [&*self.finding, &self.light, &self.dark].join("\n")
    }

    /// From such a text.
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

/// An address that is the drawing itself: what might mean something else in an
/// address is written by its number.
fn address(svg: &str) -> String {
    let written = svg.bytes().map(|byte| {
        if byte.is_ascii_alphanumeric() || b"-.:;=/".contains(&byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    });
    "data:image/svg+xml,".to_owned() + &written.collect::<String>()
}
