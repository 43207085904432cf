//! The knee: the width from which a larger one saves hardly any time.

use std::{num::NonZeroUsize, time::Duration};

use super::{Point, Sweep};
use crate::{
    analysis::{comparison::Speedup, statistics::median},
    strategy::Strategy,
};

/// A width at which a strategy takes at most this many times as long as at its
/// best width is wide enough.
const TOLERANCE: f64 = 1.05;

/// The number and the total, in seconds, of each round.
type Totals = Vec<(usize, f64)>;

impl Sweep {
    /// The smallest width at which a strategy takes at most 5 % longer than at its
    /// best width. Rounds with the same number are compared, because they have the
    /// same latencies on the simulated network.
    ///
    /// If there are enough rounds for an interval, its upper end must be at most
    /// 5 %. Chance may then make the knee too wide, but hardly too narrow. Widths
    /// at which a round is not ranked do not count.
    #[must_use]
    pub fn knee(&self, strategy: Strategy) -> Option<NonZeroUsize> {
        let counting = self.counting(strategy);
        let (_, best) = fastest(&counting)?;
        let hardly_longer = |totals: &Totals| {
            let longer = Speedup::paired(best, totals);
            longer.is_some_and(|longer| upper_end(longer) <= TOLERANCE)
        };
        let mut wide_enough = counting.iter().filter(|(_, totals)| hardly_longer(totals));
        Some(wide_enough.next()?.0)
    }

    /// The width at which a strategy is fastest.
    #[must_use]
    pub fn best(&self, strategy: Strategy) -> Option<NonZeroUsize> {
        Some(fastest(&self.counting(strategy))?.0)
    }

    /// The widths that count, with their totals.
    #[must_use]
    pub fn counting(&self, strategy: Strategy) -> Vec<(NonZeroUsize, Totals)> {
        let points = self.points.iter();
        points
            .filter_map(|(width, point)| Some((*width, all_ranked(point, strategy)?)))
            .collect()
    }
}

/// The totals of a width, if all its rounds so far are ranked.
#[must_use]
pub fn all_ranked(point: &Point, strategy: Strategy) -> Option<Totals> {
    let totals = point.totals(strategy);
    (!totals.is_empty() && totals.len() == point.rounds(strategy).len()).then_some(totals)
}

/// The width that no other width beats in the rounds that both have. If there are
/// several, or if every width is beaten, it is the one with the lowest median.
fn fastest(counting: &[(NonZeroUsize, Totals)]) -> Option<&(NonZeroUsize, Totals)> {
    let beaten = |one: &Totals| {
        let mut ratios = counting
            .iter()
            .filter_map(|(_, other)| Speedup::paired(one, other));
        ratios.any(|ratio| ratio.estimate < 1.0)
    };
    let median_total = |totals: &Totals| {
        let totals: Vec<f64> = totals.iter().map(|(_, total)| *total).collect();
        median(&totals).map(Duration::from_secs_f64)
    };
    let points = counting.iter();
    points.min_by_key(|(_, totals)| (beaten(totals), median_total(totals)))
}

/// The largest value that a ratio may have.
fn upper_end(ratio: Speedup) -> f64 {
    ratio.interval.map_or(ratio.estimate, |(_, high)| high)
}
