//! From where on more in flight is hardly worth anything.

use std::{num::NonZeroUsize, time::Duration};

use super::{Point, Sweep};
use crate::{
    analysis::{comparison::Speedup, statistics::median},
    strategy::Strategy,
};

/// How much longer than at the best width is hardly longer.
const HARDLY: f64 = 1.05;

/// Totals by round, in seconds.
type Totals = Vec<(usize, f64)>;

impl Sweep {
    /// The smallest width at which a strategy takes at most 5 % longer than at
    /// its best: by the ratios of rounds with the same number, in which the
    /// same latencies are met.
    ///
    /// With rounds enough for an interval, its upper end decides: that it is
    /// at most 5 % must have been shown. So chance makes the knee too wide
    /// rather than too narrow. Widths at which a round is not ranked do not
    /// count.
    #[must_use]
    pub fn knee(&self, strategy: Strategy) -> Option<NonZeroUsize> {
        let counting = self.counting(strategy);
        let (_, best) = fastest(&counting)?;
        let hardly_longer = |totals: &Totals| {
            let longer = Speedup::paired(best, totals);
            longer.is_some_and(|longer| most(longer) <= HARDLY)
        };
        let mut enough = counting.iter().filter(|(_, totals)| hardly_longer(totals));
        Some(enough.next()?.0)
    }

    /// The width at which a strategy is fastest.
    pub fn best(&self, strategy: Strategy) -> Option<NonZeroUsize> {
        Some(fastest(&self.counting(strategy))?.0)
    }

    /// The widths that count.
    pub fn counting(&self, strategy: Strategy) -> Vec<(NonZeroUsize, Totals)> {
        let points = self.points.iter();
        points
            .filter_map(|(width, point)| Some((*width, all_ranked(point, strategy)?)))
            .collect()
    }
}

/// The totals of a width all of whose rounds so far are ranked.
pub fn all_ranked(point: &Point, strategy: Strategy) -> Option<Totals> {
    let totals = point.totals(strategy);
    (!totals.is_empty() && totals.len() == point.rounds(strategy).len()).then_some(totals)
}

/// The width that none beats in the rounds that both have; among several, or
/// if each is beaten, the one with the lowest median.
fn fastest(counting: &[(NonZeroUsize, Totals)]) -> Option<&(NonZeroUsize, Totals)> {
    let beaten = |one: &Totals| {
        let mut ratios = counting
            .iter()
            .filter_map(|(_, other)| Speedup::paired(one, other));
        ratios.any(|ratio| ratio.estimate < 1.0)
    };
    let middle = |totals: &Totals| {
        let totals: Vec<f64> = totals.iter().map(|(_, total)| *total).collect();
        median(&totals).map(Duration::from_secs_f64)
    };
    let points = counting.iter();
    points.min_by_key(|(_, totals)| (beaten(totals), middle(totals)))
}

/// The most that a ratio may be.
fn most(ratio: Speedup) -> f64 {
    ratio.interval.map_or(ratio.estimate, |(_, high)| high)
}
