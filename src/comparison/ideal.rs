//! What would have been ideal: theory beside the measurement.

use std::time::Duration;

use super::{Comparison, Round};
use crate::{endpoint::Endpoint, network::Network, statistics::median, strategy::Strategy};

impl Comparison {
    /// The ideal of a round: max(ΣL / c, max L), with L the latencies as
    /// planned, or else as measured, and c the slots that the strategy may
    /// use: no schedule on c slots is shorter (Graham 1969). `None` where it
    /// says nothing: the thread is what one waits for, the server is
    /// overloaded, or nothing was delivered.
    #[must_use]
    pub fn ideal(&self, strategy: Strategy, round: &Round) -> Option<Duration> {
        let settings = &self.settings;
        round.timeline.total()?;
        if !settings.work.is_zero() || settings.overloads(strategy) {
            return None;
        }
        let planned = |index| Network::planned(settings, round.number, index);
        let latencies: Vec<Duration> = if settings.endpoint == Endpoint::Simulated {
            (0..settings.requests).map(planned).collect()
        } else {
            let spans = round.timeline.spans().iter();
            spans
                .filter_map(|span| span.finished?.checked_sub(span.started?))
                .collect()
        };
        let slots = u32::try_from(settings.slots(strategy)).ok()?;
        let longest = latencies.iter().max().copied()?;
        Some(longest.max(latencies.iter().sum::<Duration>() / slots))
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
