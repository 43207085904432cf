//! Slow motion: the simulated network at a tenth of its speed, so that the
//! reader can follow each request.

use std::time::Duration;

use super::Page;

/// The factor of latencies and deadlines in slow motion.
const FACTOR: u32 = 10;

/// The greatest values of the settings `latency` and `timeout`.
const LONGEST_LATENCY: Duration = Duration::from_secs(10);
const LONGEST_TIMEOUT: Duration = Duration::from_secs(60);

impl Page {
    /// Whether the simulated network is in slow motion.
    #[must_use]
    pub fn is_slow(&self) -> bool {
        self.view.full_speed.is_some()
    }

    /// Whether slow motion can be turned on or off. It can be turned on if there
    /// is a latency that can be ten times as long.
    #[must_use]
    pub fn can_toggle_slow_motion(&self) -> bool {
        let latency = self.settings.latency;
        let can_be_slower = self.settings.is_simulated()
            && !self.settings.has_recorded_latencies()
            && !latency.is_zero()
            && latency * FACTOR <= LONGEST_LATENCY;
        self.is_slow() || can_be_slower
    }

    /// Makes the simulated latencies ten times as long, or as long as before.
    /// The deadline changes with them, so that the same requests miss it.
    pub(super) fn toggle_slow_motion(&mut self) {
        if !self.can_toggle_slow_motion() {
            return;
        }
        let mut settings = self.settings.clone();
        let (latency, timeout) = (settings.latency, settings.timeout);
        let slow = (latency * FACTOR, (timeout * FACTOR).min(LONGEST_TIMEOUT));
        let full_speed = self.view.full_speed;
        (settings.latency, settings.timeout) = full_speed.unwrap_or(slow);
        self.load(settings);
        self.view.full_speed = match full_speed {
            Some(_) => None,
            None => Some((latency, timeout)),
        };
    }
}
