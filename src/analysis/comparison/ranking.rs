//! The rounds that may be compared, and their medians.

use std::time::Duration;

use super::Comparison;
use crate::{analysis::statistics::median, strategy::Strategy};

/// The level of an interval in a run with a fixed number of rounds.
pub const LEVEL: f64 = 0.95;

/// The smallest number of ranked rounds that have an interval of that level.
pub const ROUNDS_FOR_AN_INTERVAL: usize = 6;

impl Comparison {
    /// The strategy that the others are compared with: the first chosen one.
    #[must_use]
    pub fn reference(&self) -> Option<Strategy> {
        self.settings.strategies.first().copied()
    }

    /// The number and the total, in seconds, of each ranked round.
    #[must_use]
    pub fn totals(&self, strategy: Strategy) -> Vec<(usize, f64)> {
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
}
