//! Speed-ups: how many times as fast one strategy is as another.

use super::{Comparison, LEVEL};
use crate::{
    analysis::statistics::{median, median_interval},
    strategy::Strategy,
};

/// A speed-up, with an interval if there are enough rounds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Speedup {
    /// The median of the ratios within rounds.
    pub estimate: f64,
    /// An interval that contains the median of their distribution.
    pub interval: Option<(f64, f64)>,
}

impl Speedup {
    /// The speed-up of totals over others, with a 95 % interval. Totals are pairs
    /// of a round's number and seconds. The ratios are those of rounds with the
    /// same number, which have the same latencies on the simulated network.
    #[must_use]
    pub fn paired(totals: &[(usize, f64)], others: &[(usize, f64)]) -> Option<Self> {
        Self::of(&ratios(totals, others), LEVEL)
    }

    fn of(ratios: &[f64], level: f64) -> Option<Self> {
        Some(Self {
            estimate: median(ratios)?,
            interval: median_interval(ratios, level),
        })
    }
}

/// The level of each interval if several looks share the error of a single one
/// (Bonferroni's inequality); [`LEVEL`] for one look.
#[must_use]
pub const fn level_of_each(looks: u8) -> f64 {
    1.0 - (1.0 - LEVEL) / looks as f64
}

impl Comparison {
    /// The level of the intervals of [`ratio`](Self::ratio).
    #[must_use]
    pub fn level(&self) -> f64 {
        level_of_each(self.looks)
    }

    /// The speed-up over the recording, if there is one, or else over the reference,
    /// with a 95 % interval whatever the level of the run.
    #[must_use]
    pub fn speedup(&self, strategy: Strategy) -> Option<Speedup> {
        if let Some(recorded) = self.recorded_total {
            let totals = self.totals(strategy).into_iter();
            let ratios = totals.map(|(_, total)| recorded.as_secs_f64() / total);
            let ratios: Vec<_> = ratios.filter(|ratio| ratio.is_finite()).collect();
            return Speedup::of(&ratios, LEVEL);
        }
        let reference = self.reference()?;
        if strategy == reference {
            let exactly_one = Speedup {
                estimate: 1.0,
                interval: Some((1.0, 1.0)),
            };
            return (self.ranked(strategy) > 0).then_some(exactly_one);
        }
        Speedup::of(&self.ratios(strategy, reference, usize::MAX), LEVEL)
    }

    /// The speed-up over another strategy, with an interval of the run's level.
    #[must_use]
    pub fn ratio(&self, strategy: Strategy, other: Strategy) -> Option<Speedup> {
        Speedup::of(&self.ratios(strategy, other, usize::MAX), self.level())
    }

    /// The other strategy's total divided by this strategy's, for each of the
    /// first `rounds` rounds in which both are ranked.
    #[must_use]
    pub fn ratios(&self, strategy: Strategy, other: Strategy, rounds: usize) -> Vec<f64> {
        let mut totals = self.totals(strategy);
        totals.retain(|(round, _)| *round < rounds);
        ratios(&totals, &self.totals(other))
    }
}

fn ratios(totals: &[(usize, f64)], others: &[(usize, f64)]) -> Vec<f64> {
    let ratios = totals.iter().filter_map(|(round, total)| {
        Some(others.iter().find(|(number, _)| number == round)?.1 / total)
    });
    ratios.filter(|ratio| ratio.is_finite()).collect()
}
