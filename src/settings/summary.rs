//! The settings in words.

use super::{SETTINGS, Setting, Settings};

/// The order of the settings in a summary.
const ORDER: [&str; 15] = [
    "requests",
    "endpoint",
    "strategies",
    "latency",
    "spread",
    "steps",
    "work",
    "cap",
    "capacity",
    "failures",
    "retries",
    "timeout",
    "concurrency",
    "rounds",
    "seed",
];

/// The settings that every summary has.
const ALWAYS: [&str; 5] = ["requests", "endpoint", "concurrency", "rounds", "seed"];
/// The settings that every summary of a run on the simulated network has too.
const ALWAYS_SIMULATED: [&str; 2] = ["latency", "spread"];

impl Settings {
    /// The settings with these names and all that differ from their defaults,
    /// each with its words.
    pub fn phrases(&self, always: &[&str]) -> impl Iterator<Item = (&'static Setting, String)> {
        let order = ORDER.into_iter();
        let settings = order.filter_map(|name| SETTINGS.iter().find(|one| one.name == name));
        let named = settings.filter(|one| always.contains(&one.name) || one.differs(self));
        named.map(|one| (one, one.words(self)))
    }

    /// One line that describes a run.
    #[must_use]
    pub fn summary(&self) -> String {
        let mut always = ALWAYS.to_vec();
        if self.is_simulated() {
            always.extend(ALWAYS_SIMULATED);
        }
        let words: Vec<_> = self.phrases(&always).map(|(_, words)| words).collect();
        words.join(" · ")
    }
}
