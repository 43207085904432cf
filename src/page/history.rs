//! The past runs of this browser, for comparison with the present one.
//!
//! The text in the browser's storage has a line for each run, the latest first.
//! A line is a query string with the names `when` (the end of the run, in
//! milliseconds since 1970), `settings` (a query string) and the key of each
//! ranked strategy (its median total, in microseconds). The program contains a
//! reader of query strings anyway, for links.
//!
//! Reading and writing the same as JSON by serde would make the first program
//! 10.4 KiB larger, compressed by brotli.

use std::time::Duration;

use form_urlencoded::{Serializer, parse};

use crate::{analysis::comparison::Comparison, settings::Settings, strategy::Strategy};

/// The number of runs that are kept.
pub const KEPT: usize = 10;

/// A past run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastRun {
    /// The end of the run, in milliseconds since 1970.
    pub ended: u64,
    /// Its settings, as the query string of a link.
    pub query: String,
    /// The median total of each strategy that was ranked.
    pub medians: Vec<(Strategy, Duration)>,
    /// Its name on the page, which is written once for all drawings. It is not
    /// kept.
    pub name: String,
}

impl PastRun {
    /// The record of a run that ended at this time, in milliseconds since 1970;
    /// `None` if no strategy was ranked.
    #[must_use]
    pub fn of(comparison: &Comparison, ended: u64) -> Option<Self> {
        let begun = comparison.begun();
        let medians: Vec<_> = begun
            .filter_map(|strategy| Some((strategy, comparison.median(strategy)?)))
            .collect();
        (!medians.is_empty()).then(|| Self {
            ended,
            query: comparison.settings.to_query(),
            medians,
            name: String::new(),
        })
    }

    /// The median total of a strategy, if it was ranked.
    #[must_use]
    pub fn median(&self, strategy: Strategy) -> Option<Duration> {
        let mut medians = self.medians.iter();
        Some(medians.find(|(other, _)| *other == strategy)?.1)
    }

    /// Names the run by its settings and by `moment`, its end in the format of
    /// the reader's system.
    pub fn set_name(&mut self, moment: &str) {
        let settings = Settings::from_query(&self.query).0;
        self.name = format!("{moment}: {}", settings.summary());
    }

    fn line(&self) -> String {
        let mut line = Serializer::new(String::new());
        line.append_pair("when", &self.ended.to_string());
        line.append_pair("settings", &self.query);
        for (strategy, median) in &self.medians {
            line.append_pair(strategy.key(), &median.as_micros().to_string());
        }
        line.finish()
    }

    /// `None` if the line is not of this form: another version of the page may
    /// have written it.
    fn read(line: &str) -> Option<Self> {
        let value = |name: &str| {
            let mut pairs = parse(line.as_bytes());
            Some(pairs.find(|(other, _)| other == name)?.1.into_owned())
        };
        let median = |strategy: Strategy| {
            let microseconds = value(strategy.key())?.parse().ok()?;
            Some((strategy, Duration::from_micros(microseconds)))
        };
        Some(Self {
            ended: value("when")?.parse().ok()?,
            query: value("settings")?,
            medians: Strategy::all().filter_map(median).collect(),
            name: String::new(),
        })
    }
}

/// The runs in a text that [`write()`] wrote, the latest first. Lines of another
/// form are skipped.
#[must_use]
pub fn read(text: &str) -> Vec<PastRun> {
    text.lines().filter_map(PastRun::read).take(KEPT).collect()
}

/// The first [`KEPT`] of these runs as text.
#[must_use]
pub fn write(history: &[PastRun]) -> String {
    let lines: Vec<_> = history.iter().take(KEPT).map(PastRun::line).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn past(ended: u64) -> PastRun {
        PastRun {
            ended,
            query: "requests=199&endpoint=https%3A%2F%2Fa.example%2F%7Bid%7D".into(),
            medians: vec![
                (Strategy::Joined, Duration::from_micros(443_100)),
                (Strategy::AsCompleted, Duration::from_millis(440)),
            ],
            name: String::new(),
        }
    }

    #[test]
    fn the_latest_ten_runs_are_written_and_read() {
        let all: Vec<_> = (0..12).map(past).collect();
        assert_eq!(read(&write(&all)), all[..KEPT]);
    }

    #[test]
    fn a_run_is_named_by_its_end_and_its_settings() {
        let mut run = past(7);
        run.set_name("yesterday");
        assert!(
            run.name.starts_with("yesterday: 199 requests"),
            "{}",
            run.name
        );
    }

    #[test]
    fn a_line_of_another_form_is_skipped() {
        let text = format!("{}\nnonsense\n\nwhen=x&settings=\n", past(7).line());
        assert_eq!(read(&text), [past(7)]);
        assert_eq!(read(""), []);
    }

    #[test]
    fn a_run_without_a_ranked_strategy_is_not_kept() {
        assert_eq!(PastRun::of(&Comparison::new(Settings::default()), 1), None);
    }
}
