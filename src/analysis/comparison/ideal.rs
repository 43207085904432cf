//! The ideal time of a round, from theory.

use std::time::Duration;

use super::{Comparison, Round};
use crate::{
    analysis::statistics::median,
    strategy::Strategy,
    world::{answer::Outcome, network::Network},
};

/// The lower bound of the time of any schedule: max(ΣL / c, max L), where L are
/// the latencies and c is the number of slots (Graham 1969), and no less than
/// quota and pace allow: (M − burst) / quota and (M − 1) / pace for M requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    /// ΣL: all latencies together.
    pub sum: Duration,
    /// c: how many requests may be in flight.
    pub slots: u32,
    /// max L: the longest latency.
    pub longest: Duration,
    /// The time that the quota or the pace takes, and which of them takes it;
    /// `None` if there is neither.
    pub rate: Option<(Duration, Limit)>,
}

/// What keeps a round from being shorter than its bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// The number of slots: ΣL / c.
    Slots,
    /// The longest request.
    Longest,
    /// The quota of the server.
    Quota,
    /// The pace of the strategy.
    Pace,
}

impl Limit {
    /// It in words, as the row says it.
    #[must_use]
    pub fn words(self) -> &'static str {
        ["width binds", "longest binds", "quota binds", "pace binds"][self as usize]
    }
}

impl Bound {
    /// The shortest time that the bound allows.
    #[must_use]
    pub fn least(&self) -> Duration {
        self.limits()
            .map(|(time, _)| time)
            .max()
            .unwrap_or_default()
    }

    /// Which of the limits the bound is.
    #[must_use]
    pub fn binding(&self) -> Limit {
        let longest = self.limits().max_by_key(|(time, _)| *time);
        longest.map_or(Limit::Slots, |(_, limit)| limit)
    }

    fn limits(&self) -> impl Iterator<Item = (Duration, Limit)> {
        let of_latencies = [
            (self.sum / self.slots, Limit::Slots),
            (self.longest, Limit::Longest),
        ];
        of_latencies.into_iter().chain(self.rate)
    }
}

impl Comparison {
    /// The ideal time of a round: the shortest that its [`bound`](Self::bound)
    /// allows.
    #[must_use]
    pub fn ideal(&self, strategy: Strategy, round: &Round) -> Option<Duration> {
        self.bound(strategy, round).map(|bound| bound.least())
    }

    /// The bound of a round, with the planned latencies on the simulated network
    /// and the measured ones on any other. The latter is an estimate, because a
    /// server's latencies may depend on its load. `None` where the bound does not
    /// apply: if jobs compute on the thread, if the server is overloaded, if
    /// nothing was delivered, or if a quota or a pace limits a round in which not
    /// all requests were `ok` in the end, or if a function of the reader's had more
    /// in flight than its width.
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
        let rate = settings.binding_rate(strategy);
        let all_ok = round.timeline.count(Outcome::Ok) == round.timeline.spans().len();
        let exceeds = round.timeline.peak_in_flight() > settings.slots(strategy);
        if slots == 0 || (rate.is_some() && !all_ok) || (strategy.is_asked() && exceeds) {
            return None;
        }
        Some(Bound {
            sum: latencies.iter().sum(),
            slots,
            longest: latencies.iter().max().copied()?,
            rate: rate.map(|(time, is_pace)| {
                let limit = if is_pace { Limit::Pace } else { Limit::Quota };
                (time, limit)
            }),
        })
    }

    /// How well a strategy used its slots: the median of ideal divided by total
    /// over the ranked rounds; 1 is perfect.
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
