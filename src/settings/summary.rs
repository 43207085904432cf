//! The settings as a reader would say them.

use std::time::Duration;

use super::Endpoint;
use super::Settings;
use crate::format::{count, counted, decimal};

impl Settings {
    /// What a run is, in a line: what is always of interest, and every other
    /// setting that differs from its default; how the page looks is none.
    #[must_use]
    pub fn in_words(&self) -> String {
        let default = Self::default();
        let simulated = self.is_simulated();
        let drawn = (self.latency, self.spread) != (default.latency, default.spread);
        let names: Vec<_> = self.strategies.iter().map(|one| one.name()).collect();
        let latency = milliseconds(self.latency);
        let spread = decimal(self.spread, 6);
        let phrases = [
            (true, counted(self.requests, "request")),
            (true, server(&self.endpoint)),
            (self.strategies != default.strategies, names.join(", ")),
            (
                simulated || drawn,
                format!("{latency} on average, spread {spread}"),
            ),
            (true, format!("{} at a time", self.concurrency)),
            (true, counted(self.rounds, "round")),
            (true, format!("seed {}", self.seed)),
            (self.failures > 0, format!("{}\u{a0}% fail", self.failures)),
            (self.cap > 0, counted(self.cap, "connection")),
            (
                self.capacity > 0,
                format!("the server bears {}", self.capacity),
            ),
            (self.steps > 1, format!("{} steps each", self.steps)),
            (
                !self.work.is_zero(),
                format!("{} of work each", milliseconds(self.work)),
            ),
            (
                self.timeout != default.timeout,
                format!("deadline {}", milliseconds(self.timeout)),
            ),
            (
                self.retries > 0,
                format!("sent again up to {} times", self.retries),
            ),
        ];
        let said = phrases.into_iter().filter(|(said, _)| *said);
        said.map(|(_, words)| words).collect::<Vec<_>>().join(" · ")
    }
}

/// Exactly: all settings are whole milliseconds.
fn milliseconds(time: Duration) -> String {
    count(usize::try_from(time.as_millis()).unwrap_or(usize::MAX)) + "\u{a0}ms"
}

fn server(endpoint: &Endpoint) -> String {
    match endpoint {
        Endpoint::Simulated => "simulated network".into(),
        Endpoint::Site => "the page’s own server".into(),
        Endpoint::JsonPlaceholder => "jsonplaceholder.typicode.com".into(),
        Endpoint::Url(url) => url.clone(),
    }
}
