//! The settings in words.

use super::{SETTINGS, Setting, Settings};
use crate::{
    format::counted,
    strategy::{InFlight, Strategy},
};

/// The order of the settings in a summary.
const ORDER: [&str; 20] = [
    "requests",
    "endpoint",
    "quota",
    "burst",
    "pace",
    "strategies",
    "code",
    "latency",
    "spread",
    "latencies",
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
        // With recorded latencies, these have no effect.
        let is_void = |name| {
            self.has_recorded_latencies() && matches!(name, "latency" | "spread" | "timeout")
        };
        let settings = settings.filter(move |one| !is_void(one.name));
        let named = settings.filter(|one| always.contains(&one.name) || one.differs(self));
        named.map(|one| (one, one.words(self)))
    }

    /// The settings that the sentence beside *Run* names after the number of
    /// requests and the endpoint: those that every reader has to know, and all
    /// that differ from their defaults. The strategies are left out because the
    /// rows show them, and the code because its panel does.
    #[must_use]
    pub fn in_sentence(&self) -> Vec<&'static Setting> {
        let has_width = |one: &Strategy| {
            let in_flight = one.describe().in_flight;
            matches!(in_flight, InFlight::Concurrency | InFlight::Paced)
        };
        let mut always = vec!["rounds"];
        if self.is_simulated() {
            always.push("latency");
        }
        if self.strategies.iter().any(has_width) {
            always.push("concurrency");
        }
        let is_elsewhere = |name| matches!(name, "requests" | "endpoint" | "strategies" | "code");
        let phrases = self.phrases(&always).map(|(setting, _)| setting);
        phrases
            .filter(|setting| !is_elsewhere(setting.name))
            .collect()
    }

    /// The same sentence as a short text: `24 requests, 115 ms each, 10 at a time`.
    /// The simulated network and a single round go without saying.
    #[must_use]
    pub fn sentence(&self) -> String {
        let mut words = counted(self.requests, "request");
        if !self.is_simulated() {
            words = words + " " + &self.endpoint.short_destination();
        }
        for setting in self.in_sentence() {
            if setting.name != "rounds" || self.rounds > 1 {
                words = words + ", " + &setting.words(self).replace(" on average", "");
            }
        }
        words
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
