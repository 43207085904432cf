//! Median and speed-up of a strategy, calculated from its ranked rounds.

use crate::report::{
    json::{field, list, number, optional, text, truth},
    statistics::{interval, median},
};
use serde_json::Value;

/// Checks the entry of a strategy against its own rounds and those of the reference.
pub(crate) fn check(entry: &Value, reference: &Value) {
    let (own, others) = (totals(entry), totals(reference));
    let ranked: Vec<f64> = own.iter().copied().flatten().collect();
    close(optional(entry, "medianMs"), median(&ranked), 0.001);
    let pairs = others.iter().zip(&own);
    let ratios: Vec<f64> = pairs
        .filter_map(|(theirs, own)| Some((*theirs)? / (*own)?))
        .collect();
    let speedup = field(entry, "speedup");
    if speedup.is_null() {
        return assert!(ratios.is_empty(), "a speed-up is missing");
    }
    let is_reference = text(entry, "strategy") == text(reference, "strategy");
    let one = (is_reference && !ratios.is_empty()).then_some((1.0, 1.0));
    let bounds = one.or_else(|| interval(&ratios));
    close(optional(speedup, "estimate"), median(&ratios), 0.005);
    close(optional(speedup, "low"), bounds.map(|(low, _)| low), 0.005);
    close(
        optional(speedup, "high"),
        bounds.map(|(_, high)| high),
        0.005,
    );
}

/// The totals of the rounds, `None` for a round that is not ranked.
fn totals(entry: &Value) -> Vec<Option<f64>> {
    let counted = |round: &Value| truth(round, "ranked").then(|| number(round, "totalMs"));
    list(entry, "rounds").iter().map(counted).collect()
}

/// Checks that two numbers are equal, except for rounding.
fn close(reported: Option<f64>, expected: Option<f64>, tolerance: f64) {
    match (reported, expected) {
        (Some(reported), Some(expected)) => {
            assert!(
                (reported - expected).abs() <= tolerance * expected.abs(),
                "{reported}, not {expected}"
            );
        }
        _ => assert_eq!(reported, expected),
    }
}
