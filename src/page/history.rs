//! The last runs of this browser, to compare the next one with.
//!
//! Each is one line of text in the browser's storage, in the form of a query
//! string: the reader for it is in the program anyway, for links.

use std::time::Duration;

use form_urlencoded::{Serializer, parse};

use crate::{analysis::comparison::Comparison, settings::Settings, strategy::Strategy};

/// How many runs are kept.
pub const KEPT: usize = 10;

/// What is kept of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastRun {
    /// When it ended, in milliseconds since 1970.
    pub ended: u64,
    /// Its settings, as the query string of a link.
    pub query: String,
    /// The median total of each strategy that was ranked.
    pub medians: Vec<(Strategy, Duration)>,
    /// Its name on the page, made once because each drawing shows it; it is
    /// not kept.
    pub name: String,
}

impl PastRun {
    /// What is kept of a run; `None` if nothing was ranked.
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
        Some(medians.find(|(one, _)| *one == strategy)?.1)
    }

    /// Names the run by its settings and by the moment when it ended, in the
    /// format of the reader's system.
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
            Some(pairs.find(|(one, _)| one == name)?.1.into_owned())
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

/// The runs that a text keeps, the latest first.
#[must_use]
pub fn read(text: &str) -> Vec<PastRun> {
    text.lines().filter_map(PastRun::read).take(KEPT).collect()
}

/// The text that keeps the latest of these runs.
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
    fn what_is_written_is_read_and_only_the_last_ten_are_kept() {
        let all: Vec<_> = (0..12).map(past).collect();
        assert_eq!(read(&write(&all)), all[..KEPT]);
    }

    #[test]
    fn it_is_named_by_its_moment_and_its_settings() {
        let mut one = past(7);
        one.set_name("yesterday");
        assert!(
            one.name.starts_with("yesterday: 199 requests"),
            "{}",
            one.name
        );
    }

    #[test]
    fn what_others_have_written_is_passed_over() {
        let text = format!("{}\nnonsense\n\nwhen=x&settings=\n", past(7).line());
        assert_eq!(read(&text), [past(7)]);
        assert_eq!(read(""), []);
    }

    #[test]
    fn a_run_that_ranked_nothing_is_not_worth_keeping() {
        assert_eq!(PastRun::of(&Comparison::new(Settings::default()), 1), None);
    }
}
