//! A strategy's round, and whether it is ranked.

use std::time::Duration;

use super::TimeBreakdown;
use crate::{analysis::timeline::Timeline, world::answer::Outcome};

/// A strategy's round, and the state of the page during it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// The number of the round, from 0.
    pub number: usize,
    /// The timeline of its requests.
    pub timeline: Timeline,
    /// The longest time for which the page's thread was blocked.
    pub longest_freeze: Duration,
    /// Whether the page was hidden at some moment.
    pub hidden: bool,
    /// Whether it was completed: it neither runs nor was cancelled.
    pub ended: bool,
    /// Its [ideal time](super::Comparison::ideal), known when it is over.
    pub ideal: Option<Duration>,
    /// [Where its time went](super::Comparison::breakdown), known when it is over.
    pub breakdown: Option<TimeBreakdown>,
}

impl Round {
    /// Whether its time may be compared: it was completed, all its requests are
    /// `ok` and were delivered, and the page was never hidden.
    #[must_use]
    pub fn is_ranked(&self) -> bool {
        self.ended
            && !self.hidden
            && self.timeline.count(Outcome::Ok) == self.timeline.spans().len()
            && self.timeline.is_delivered()
    }
}
