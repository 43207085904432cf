//! How many times as fast: ratios within rounds.

use super::LEVEL;
use crate::statistics::{median, median_interval};

/// How many times as fast as the reference, with an interval if there are
/// rounds enough.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Speedup {
    /// The median of the ratios within rounds.
    pub estimate: f64,
    /// The 95 % interval of that median.
    pub interval: Option<(f64, f64)>,
}

impl Speedup {
    /// How many times as fast totals by round are as others: by the ratios of
    /// rounds with the same number, in which the same latencies are met.
    #[must_use]
    pub fn paired(totals: &[(usize, f64)], others: &[(usize, f64)]) -> Option<Self> {
        let ratios: Vec<f64> = totals
            .iter()
            .filter_map(|(round, total)| {
                Some(others.iter().find(|(number, _)| number == round)?.1 / total)
            })
            .filter(|ratio| ratio.is_finite())
            .collect();
        Some(Self {
            estimate: median(&ratios)?,
            interval: median_interval(&ratios, LEVEL),
        })
    }
}
