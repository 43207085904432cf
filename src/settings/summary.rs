//! The settings in words.

use super::{SETTINGS, Setting, Settings};

/// The settings in the order in which they are said.
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

/// The settings that every summary says; of a real network, the latency and
/// its spread only where they differ from the default.
const ALWAYS: [&str; 5] = ["requests", "endpoint", "concurrency", "rounds", "seed"];
const ALWAYS_SIMULATED: [&str; 2] = ["latency", "spread"];

impl Settings {
    /// These settings and all that differ from their defaults, each with its
    /// words.
    pub fn phrases(&self, always: &[&str]) -> impl Iterator<Item = (&'static Setting, String)> {
        let order = ORDER.into_iter();
        let settings = order.filter_map(|name| SETTINGS.iter().find(|one| one.name == name));
        let said = settings.filter(|one| always.contains(&one.name) || one.differs(self));
        said.map(|one| (one, one.words(self)))
    }

    /// What a run is, in a line.
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
