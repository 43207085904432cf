//! One strategy's round, and whether it may be compared.

use std::time::Duration;

use super::TimeBreakdown;
use crate::{analysis::timeline::Timeline, world::answer::Outcome};

/// One strategy's round, and what the page went through meanwhile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// Which round, from 0.
    pub number: usize,
    /// What happened to its requests.
    pub timeline: Timeline,
    /// The longest time for which the page's thread answered to nothing.
    pub longest_freeze: Duration,
    /// Whether the page could not be seen at some moment.
    pub hidden: bool,
    /// Whether it came to its own end.
    pub ended: bool,
    /// What would have been [ideal](super::Comparison::ideal); known when it is over.
    pub ideal: Option<Duration>,
    /// [Where the time went](super::Comparison::breakdown); known when it is over.
    pub breakdown: Option<TimeBreakdown>,
}

impl Round {
    /// Whether its time may be compared: all `ok`, never hidden, not
    /// interrupted.
    #[must_use]
    pub fn is_ranked(&self) -> bool {
        self.ended
            && !self.hidden
            && self.timeline.count(Outcome::Ok) == self.timeline.spans().len()
    }
}
