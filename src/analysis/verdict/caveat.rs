//! Caveats: what the number of rounds does not yet allow a verdict to say.

use crate::{
    analysis::{
        comparison::{Comparison, ROUNDS_FOR_AN_INTERVAL},
        stopping::LOOKS,
    },
    format::{counted, decimal},
    strategy::Strategy,
};

/// How many ranked rounds an interval still needs; `None` if there are enough.
#[must_use]
pub fn caveat(comparison: &Comparison) -> Option<String> {
    let rounds = comparison
        .begun()
        .map(|strategy| comparison.ranked(strategy))
        .min_by_key(|ranked| (*ranked == 0, *ranked))?;
    let needed = if comparison.looks > 1 {
        LOOKS[0]
    } else {
        ROUNDS_FOR_AN_INTERVAL
    };
    let missing = needed.checked_sub(rounds).filter(|missing| *missing > 0)?;
    let first = match rounds {
        1 if opened_connections(comparison) => {
            "One round: the strategy that ran first also opened the connections. "
        }
        1 => "One round proves little. ",
        _ => "",
    };
    let level = level(comparison);
    Some(format!(
        "{first}A {level} interval needs {needed} ranked rounds, {missing} more."
    ))
}

/// Whether the only round began without open connections: it is the first one,
/// on a real network.
fn opened_connections(comparison: &Comparison) -> bool {
    let first_only = comparison
        .begun()
        .all(|one| comparison.rounds(one).len() == 1);
    first_only && !comparison.settings.is_simulated()
}

/// The level of the intervals, if several looks share their error.
pub(super) fn looks(comparison: &Comparison, ranked: &[Strategy]) -> Option<String> {
    let (first, others) = ranked.split_first()?;
    let mut ratios = others
        .iter()
        .filter_map(|other| comparison.ratio(*first, *other));
    let shared = comparison.looks > 1 && ratios.any(|ratio| ratio.interval.is_some());
    shared.then(|| {
        let looks = counted(usize::from(comparison.looks), "look");
        let level = level(comparison);
        format!("Intervals are at {level} for each of {looks}.")
    })
}

/// The level of the intervals: `95 %`, `98.75 %`.
fn level(comparison: &Comparison) -> String {
    decimal(100.0 * comparison.level(), 2) + "\u{a0}%"
}
