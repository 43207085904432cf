//! The rounds that may be compared, and their medians.

use std::time::Duration;

use super::Comparison;
use crate::{analysis::statistics::median, strategy::Strategy};

/// The level of an interval that nobody has looked at before its time.
pub const LEVEL: f64 = 0.95;

/// The fewest ranked rounds for which an interval of that level exists.
pub const ROUNDS_FOR_AN_INTERVAL: usize = 6;

impl Comparison {
    /// What the others are compared with: the first chosen strategy.
    #[must_use]
    pub fn reference(&self) -> Option<Strategy> {
        self.settings.strategies.first().copied()
    }

    /// Totals of ranked rounds, in seconds, by round.
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
