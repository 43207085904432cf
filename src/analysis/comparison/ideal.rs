//! What would have been ideal: theory beside the measurement.

use std::time::Duration;

use super::{Comparison, Round};
use crate::{analysis::statistics::median, strategy::Strategy, world::network::Network};

/// What no schedule can be shorter than: max(ΣL / c, max L), with L the
/// latencies and c the slots (Graham 1969).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    /// ΣL: all latencies together.
    pub sum: Duration,
    /// c: how many requests may be in flight.
    pub slots: u32,
    /// max L: the longest latency.
    pub longest: Duration,
}

impl Bound {
    /// The least time.
    #[must_use]
    pub fn least(&self) -> Duration {
        self.longest.max(self.sum / self.slots)
    }
}

impl Comparison {
    /// The ideal of a round: the least time of its [`bound`](Self::bound).
    #[must_use]
    pub fn ideal(&self, strategy: Strategy, round: &Round) -> Option<Duration> {
        self.bound(strategy, round).map(|bound| bound.least())
    }

    /// The bound of a round, with the latencies as planned, or else as
    /// measured: then it is an estimate, for a server's latencies may depend
    /// on its load. `None` where it says nothing: the thread is what one waits
    /// for, the server is overloaded, or nothing was delivered.
    #[must_use]
    pub fn bound(&self, strategy: Strategy, round: &Round) -> Option<Bound> {
        let settings = &self.settings;
        round.timeline.total()?;
        if !settings.work.is_zero() || settings.overloads(strategy) {
            return None;
        }
        let planned = |index| Network::planned(settings, round.number, index);
        let latencies: Vec<Duration> = if settings.is_simulated() {
            (0..settings.requests).map(planned).collect()
        } else {
            let spans = round.timeline.spans().iter();
            spans
                .filter_map(|span| span.finished?.checked_sub(span.started?))
                .collect()
        };
        let slots = u32::try_from(settings.slots(strategy)).ok()?;
        Some(Bound {
            sum: latencies.iter().sum(),
            slots: Some(slots).filter(|slots| *slots > 0)?,
            longest: latencies.iter().max().copied()?,
        })
    }

    /// What a strategy made of its own slots: the median of ideal over total,
    /// in the ranked rounds; 1 is perfect.
    #[must_use]
    pub fn of_ideal(&self, strategy: Strategy) -> Option<f64> {
        let ranked = self
            .rounds(strategy)
            .iter()
            .filter(|round| round.is_ranked());
        let shares: Vec<f64> = ranked
            .filter_map(|round| {
                let ideal = round.ideal?;
                Some(ideal.as_secs_f64() / round.timeline.total()?.as_secs_f64())
            })
            .filter(|share| share.is_finite())
            .collect();
        median(&shares)
    }
}
