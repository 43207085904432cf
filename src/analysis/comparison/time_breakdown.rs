//! Where the time of a round went: what each slot of the strategy did or waited
//! for, from the start of the round to its last delivery.

use std::time::Duration;

/// What a slot may spend its time on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    /// A request is on the network or at the server.
    Network,
    /// A request waits in the browser for a connection.
    Queued,
    /// `Network` or `Queued`: the browser does not tell which.
    Unknown,
    /// The page computes what the settings ask for (`work`).
    Work,
    /// The slot waits because the pace, or a 429, allows no start.
    Held,
    /// The slot is empty, because the strategy can start no request before another
    /// one ends or is delivered.
    Idle,
    /// The page itself: a request could have been started but was not yet, or an
    /// answer had arrived but the page had not yet read it.
    Overhead,
}

impl Category {
    /// Every category, in the order in which they are listed.
    pub const ALL: [Self; 7] = [
        Self::Network,
        Self::Queued,
        Self::Unknown,
        Self::Work,
        Self::Held,
        Self::Idle,
        Self::Overhead,
    ];

    /// Its name on the page.
    #[must_use]
    pub fn name(self) -> &'static str {
        [
            "network",
            "queued in the browser",
            "network or queue (the browser does not tell)",
            "computing",
            "held back by the pace or by a 429",
            "idle slots",
            "page overhead",
        ][self as usize]
    }

    /// Its name in the style sheet.
    #[must_use]
    pub fn key(self) -> &'static str {
        [
            "network", "queued", "unknown", "work", "held", "idle", "overhead",
        ][self as usize]
    }
}

/// The time of all slots of a round, divided into categories: the parts add up to
/// exactly `total` · `slots`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeBreakdown {
    /// From the start of the round to the last delivery.
    pub total: Duration,
    /// How many requests the strategy may have in flight.
    pub slots: u32,
    /// The time of each category, in the order of [`Category::ALL`].
    pub parts: [Duration; 7],
}

impl TimeBreakdown {
    /// The time spent on a category, by all slots together.
    #[must_use]
    pub fn on(&self, category: Category) -> Duration {
        self.parts[category as usize]
    }

    /// The same as a share of the time of all slots, 0 to 1; `None` if that time
    /// is 0.
    #[must_use]
    pub fn share(&self, category: Category) -> Option<f64> {
        let all = self.total.as_secs_f64() * f64::from(self.slots);
        Some(self.on(category).as_secs_f64() / all).filter(|share| share.is_finite())
    }

    pub(super) fn add(&mut self, category: Category, time: Duration) {
        self.parts[category as usize] += time;
    }
}
