//! Medians, speed-ups and their intervals, over the rounds that may be compared.

use std::time::Duration;

use super::Comparison;
use crate::{
    statistics::{median, median_interval},
    strategy::Strategy,
};

/// The level of every interval.
pub const LEVEL: f64 = 0.95;

/// The fewest ranked rounds for which an interval of that level exists.
pub const ROUNDS_FOR_AN_INTERVAL: usize = 6;

/// How many times as fast as the reference, with an interval if there are
/// rounds enough.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Speedup {
    /// The median of the ratios within rounds.
    pub estimate: f64,
    /// The 95 % interval of that median.
    pub interval: Option<(f64, f64)>,
}

impl Comparison {
    /// What the others are compared with: the first chosen strategy.
    #[must_use]
    pub fn reference(&self) -> Option<Strategy> {
        self.settings.strategies.first().copied()
    }

    /// Totals of ranked rounds, in seconds, by round.
    fn totals(&self, strategy: Strategy) -> Vec<(usize, f64)> {
        let ranked = self
            .rounds(strategy)
            .iter()
            .filter(|round| round.is_ranked());
        ranked
            .filter_map(|round| Some((round.number, round.timeline.total()?.as_secs_f64())))
            .collect()
    }

    /// How many rounds of a strategy are ranked.
    #[must_use]
    pub fn ranked(&self, strategy: Strategy) -> usize {
        self.totals(strategy).len()
    }

    /// The median total over the ranked rounds.
    #[must_use]
    pub fn median(&self, strategy: Strategy) -> Option<Duration> {
        let totals: Vec<_> = self
            .totals(strategy)
            .into_iter()
            .map(|(_, total)| total)
            .collect();
        median(&totals).map(Duration::from_secs_f64)
    }

    /// How many times as fast as the reference.
    #[must_use]
    pub fn speedup(&self, strategy: Strategy) -> Option<Speedup> {
        if Some(strategy) == self.reference() {
            let exactly_one = Speedup {
                estimate: 1.0,
                interval: Some((1.0, 1.0)),
            };
            return (self.ranked(strategy) > 0).then_some(exactly_one);
        }
        self.ratio(strategy, self.reference()?)
    }

    /// How many times as fast as another: the paired ratios of the rounds in
    /// which both are ranked.
    #[must_use]
    pub fn ratio(&self, strategy: Strategy, other: Strategy) -> Option<Speedup> {
        let others = self.totals(other);
        let pairs = self.totals(strategy).into_iter();
        let ratios: Vec<f64> = pairs
            .filter_map(|(round, total)| {
                Some(others.iter().find(|(number, _)| *number == round)?.1 / total)
            })
            .filter(|ratio| ratio.is_finite())
            .collect();
        Some(Speedup {
            estimate: median(&ratios)?,
            interval: median_interval(&ratios, LEVEL),
        })
    }
}
