//! What was foretold of a recording, as text, for transfer from the on-demand program to
//! the page: a query string with the width that is enough and each strategy's total in
//! microseconds, then the [pictures](Picture::text) of the widths.

use std::time::Duration;

use form_urlencoded::{Serializer, parse};

use crate::{
    analysis::{foretold::Foretold, sweep::Peak},
    drawing::sweep_chart::Picture,
    settings::Settings,
    strategy::Strategy,
};

/// The input of the task: a line with the settings and, if it is known, one with how
/// many requests were in flight at most and how many microseconds the recording took.
#[must_use]
pub fn input(settings: &Settings, recorded: Option<Peak>) -> String {
    let recorded = recorded.map(|(peak, total)| format!("\n{peak} {}", total.as_micros()));
    settings.to_text() + &recorded.unwrap_or_default()
}

/// The settings and the recording in an [`input`].
#[must_use]
pub fn task(input: &str) -> (Settings, Option<Peak>) {
    let (settings, recorded) = input.split_once('\n').unwrap_or((input, ""));
    let peak = |(peak, total): (&str, &str)| {
        let total = Duration::from_micros(total.parse().ok()?);
        Some((peak.parse().ok()?, total))
    };
    let recorded = recorded.split_once(' ').and_then(peak);
    (Settings::from_text(settings), recorded)
}

/// The name of the width that is enough; the other names are those of strategies.
const ENOUGH: &str = "enough";

/// The text, which [`read`] reads.
#[must_use]
pub fn write(foretold: &Foretold, picture: &Picture) -> String {
    let mut first = Serializer::new(String::new());
    first.append_pair(ENOUGH, &foretold.enough.to_string());
    for (strategy, total) in &foretold.totals {
        first.append_pair(strategy.key(), &total.as_micros().to_string());
    }
    first.finish() + "\n" + &picture.text()
}

/// What was foretold; `None` if the text is something else.
#[must_use]
pub fn read(text: &str) -> Option<(Foretold, Picture)> {
    let (first, picture) = text.split_once('\n')?;
    let (mut enough, mut totals) = (None, vec![]);
    for (name, value) in parse(first.as_bytes()) {
        if name == ENOUGH {
            enough = value.parse().ok();
        } else {
            let total = Duration::from_micros(value.parse().ok()?);
            totals.push((Strategy::from_key(&name)?, total));
        }
    }
    let enough = enough?;
    Some((Foretold { totals, enough }, Picture::read(picture)))
}
