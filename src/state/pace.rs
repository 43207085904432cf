//! A tenth of the speed, for a reader who wants to follow each request.

use std::time::Duration;

use super::Page;

/// How many times as long everything takes then.
const TIMES: u32 = 10;

/// What a latency may be at most, and a deadline.
const LONGEST: (Duration, Duration) = (Duration::from_secs(10), Duration::from_secs(60));

impl Page {
    /// Whether the simulated network goes at a tenth of its speed.
    #[must_use]
    pub fn is_slow(&self) -> bool {
        self.full_speed.is_some()
    }

    /// Whether there is a latency that can be made ten times as long, or has
    /// been.
    #[must_use]
    pub fn can_change_pace(&self) -> bool {
        let (latency, simulated) = (self.settings.latency, self.settings.is_simulated());
        self.is_slow() || (simulated && !latency.is_zero() && latency * TIMES <= LONGEST.0)
    }

    /// Makes the simulated latencies ten times as long, or what they were; the
    /// deadline goes with them, so that the same requests arrive.
    pub(super) fn change_pace(&mut self) {
        let mut settings = self.settings.clone();
        let now = (settings.latency, settings.timeout);
        let (next, full_speed) = match self.full_speed {
            Some(before) => (before, None),
            None if self.can_change_pace() => {
                let timeout = (now.1 * TIMES).min(LONGEST.1);
                ((now.0 * TIMES, timeout), Some(now))
            }
            None => return,
        };
        (settings.latency, settings.timeout) = next;
        self.load(settings);
        self.full_speed = full_speed;
    }
}
