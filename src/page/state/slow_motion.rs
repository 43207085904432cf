//! Slow motion: the simulated network at a tenth of its speed, for a reader
//! who wants to follow each request.

use std::time::Duration;

use super::Page;

/// How many times slower slow motion is.
const TIMES: u32 = 10;

/// The longest that the settings `latency` and `timeout` may be.
const LONGEST_LATENCY: Duration = Duration::from_secs(10);
const LONGEST_TIMEOUT: Duration = Duration::from_secs(60);

impl Page {
    /// Whether the simulated network is in slow motion.
    #[must_use]
    pub fn is_slow(&self) -> bool {
        self.view.full_speed.is_some()
    }

    /// Whether slow motion can be turned on or off: there is a latency, and it
    /// can be ten times as long.
    #[must_use]
    pub fn can_toggle_slow_motion(&self) -> bool {
        let latency = self.settings.latency;
        let can_be_slower = self.settings.is_simulated()
            && !latency.is_zero()
            && latency * TIMES <= LONGEST_LATENCY;
        self.is_slow() || can_be_slower
    }

    /// Makes the simulated latencies ten times as long, or as long as before.
    /// The deadline changes with them, so that the same requests are late.
    pub(super) fn toggle_slow_motion(&mut self) {
        if !self.can_toggle_slow_motion() {
            return;
        }
        let mut settings = self.settings.clone();
        let now = (settings.latency, settings.timeout);
        let slow = (now.0 * TIMES, (now.1 * TIMES).min(LONGEST_TIMEOUT));
        let before = self.view.full_speed;
        (settings.latency, settings.timeout) = before.unwrap_or(slow);
        self.load(settings);
        self.view.full_speed = if before.is_some() { None } else { Some(now) };
    }
}
