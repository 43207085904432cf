//! The last runs of this browser: a line of text each, to be laid beside the
//! next one.

use std::time::Duration;

use form_urlencoded::{Serializer, parse};

use crate::{analysis::comparison::Comparison, settings::Settings, strategy::Strategy};

/// How many runs are kept.
pub const KEPT: usize = 10;

/// What is kept of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Memory {
    /// When it ended, in milliseconds since 1970.
    pub when: u64,
    /// Its settings, as a link's query string.
    pub query: String,
    /// The median total of each strategy that was ranked.
    pub medians: Vec<(Strategy, Duration)>,
    /// What the page calls it, made once, since each drawing shows it; it is
    /// not kept.
    pub name: String,
}

impl Memory {
    /// What is worth keeping of a run; `None` if nothing was ranked.
    #[must_use]
    pub fn of(comparison: &Comparison, when: u64) -> Option<Self> {
        let begun = comparison.begun();
        let medians: Vec<_> = begun
            .filter_map(|strategy| Some((strategy, comparison.median(strategy)?)))
            .collect();
        (!medians.is_empty()).then(|| Self {
            when,
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

    /// Names it by its settings and by the moment when it ended, as the
    /// reader's system writes that.
    pub fn be_named(&mut self, moment: &str) {
        let settings = Settings::from_query(&self.query).0;
        self.name = format!("{moment}: {}", settings.in_words());
    }

    fn line(&self) -> String {
        let mut line = Serializer::new(String::new());
        line.append_pair("when", &self.when.to_string());
        line.append_pair("settings", &self.query);
        for (strategy, median) in &self.medians {
            line.append_pair(strategy.key(), &median.as_micros().to_string());
        }
        line.finish()
    }

    /// `None` for what is no such line: an older version may have written it.
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
            when: value("when")?.parse().ok()?,
            query: value("settings")?,
            medians: Strategy::all().filter_map(median).collect(),
            name: String::new(),
        })
    }
}

/// The runs that a text keeps, the latest first.
#[must_use]
pub fn read(text: &str) -> Vec<Memory> {
    text.lines().filter_map(Memory::read).take(KEPT).collect()
}

/// The text that keeps the latest of these runs.
#[must_use]
pub fn write(memories: &[Memory]) -> String {
    let lines: Vec<_> = memories.iter().take(KEPT).map(Memory::line).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn memory(when: u64) -> Memory {
        Memory {
            when,
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
        let all: Vec<_> = (0..12).map(memory).collect();
        assert_eq!(read(&write(&all)), all[..KEPT]);
    }

    #[test]
    fn it_is_named_by_its_moment_and_its_settings() {
        let mut one = memory(7);
        one.be_named("yesterday");
        assert!(
            one.name.starts_with("yesterday: 199 requests"),
            "{}",
            one.name
        );
    }

    #[test]
    fn what_others_have_written_is_passed_over() {
        let text = format!("{}\nnonsense\n\nwhen=x&settings=\n", memory(7).line());
        assert_eq!(read(&text), [memory(7)]);
        assert_eq!(read(""), []);
    }

    #[test]
    fn a_run_that_ranked_nothing_is_not_worth_keeping() {
        assert_eq!(Memory::of(&Comparison::new(Settings::default()), 1), None);
    }
}
