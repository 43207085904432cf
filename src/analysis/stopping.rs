//! When a run “until decided” ends.
//!
//! A run that is examined after every round, and ends at the first difference,
//! finds a difference by chance sooner or later. Therefore a run is examined at
//! only a few looks, which are fixed in advance and share the error of 5 % that a
//! single look would have (Bonferroni's inequality; Jennison and Turnbull, *Group
//! Sequential Methods with Applications to Clinical Trials*, 1999, chapter 9 on
//! repeated confidence intervals).

use super::{
    comparison::{Comparison, level_of_each},
    statistics::median_interval,
};
use crate::{
    settings::{Settings, plan::MOST_ROUNDS},
    strategy::Strategy,
};

/// The looks: after how many rounds a run is examined. The first look is at the
/// smallest number of rounds that has an interval of [`LOOK_LEVEL`].
pub const LOOKS: [usize; COUNT as usize] = [8, 16, 32, MOST_ROUNDS];
const COUNT: u8 = 4;

/// The level of the intervals at each look, 98.75 %. The intervals of a pair at
/// all looks hold together with a probability of at least 95 %.
pub const LOOK_LEVEL: f64 = level_of_each(COUNT);

/// Two strategies are alike if their ratio is between these: neither takes more
/// than 5 % longer than the other.
const ALIKE: (f64, f64) = (1.0 / 1.05, 1.05);

/// The comparison of a run until decided, before its first round.
#[must_use]
pub fn until_decided(settings: Settings) -> Comparison {
    let mut comparison = Comparison::new(settings);
    comparison.looks = COUNT;
    comparison
}

/// What a look finds about two strategies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// One is faster: the interval of their ratio lies on one side of 1.
    Different,
    /// Neither takes more than 5 % longer than the other, by the whole interval.
    Alike,
    /// The interval allows both findings, or there is none yet.
    Undecided,
}

impl Finding {
    fn of(interval: Option<(f64, f64)>) -> Self {
        match interval {
            Some((low, high)) if low > 1.0 || high < 1.0 => Self::Different,
            Some(interval) if is_alike(interval) => Self::Alike,
            _ => Self::Undecided,
        }
    }
}

/// Whether an interval excludes a difference of more than 5 %.
#[must_use]
pub fn is_alike((low, high): (f64, f64)) -> bool {
    low >= ALIKE.0 && high <= ALIKE.1
}

/// The findings of the latest look about each pair of neighbours: a chosen
/// strategy and the next one in the table's order. Before the first look, all are
/// undecided.
#[must_use]
pub fn pairs(comparison: &Comparison) -> Vec<(Strategy, Strategy, Finding)> {
    let done = rounds_done(comparison);
    let reached = LOOKS.into_iter().rfind(|look| *look <= done);
    pairs_after(comparison, reached.unwrap_or(0))
}

/// The same findings, from the first `rounds` rounds.
fn pairs_after(comparison: &Comparison, rounds: usize) -> Vec<(Strategy, Strategy, Finding)> {
    let strategies = &comparison.settings.strategies;
    let neighbours = strategies.iter().zip(strategies.iter().skip(1));
    neighbours
        .map(|(one, next)| {
            let ratios = comparison.ratios(*one, *next, rounds);
            let finding = Finding::of(median_interval(&ratios, LOOK_LEVEL));
            (*one, *next, finding)
        })
        .collect()
}

/// The pairs that the latest look left undecided.
#[must_use]
pub fn undecided(comparison: &Comparison) -> Vec<(Strategy, Strategy)> {
    let pairs = pairs(comparison).into_iter();
    pairs
        .filter(|(.., finding)| *finding == Finding::Undecided)
        .map(|(one, next, _)| (one, next))
        .collect()
}

/// Whether a run ends after this many rounds: at a look that leaves no pair
/// undecided, and at the final look in any case.
#[must_use]
pub fn is_decided(comparison: &Comparison, rounds_done: usize) -> bool {
    let all_decided = || {
        let pairs = pairs_after(comparison, rounds_done);
        pairs
            .iter()
            .all(|(.., finding)| *finding != Finding::Undecided)
    };
    rounds_done >= MOST_ROUNDS || (LOOKS.contains(&rounds_done) && all_decided())
}

/// How many rounds every chosen strategy has completed.
#[must_use]
pub fn rounds_done(comparison: &Comparison) -> usize {
    let strategies = comparison.settings.strategies.iter();
    let ended = |one: &Strategy| {
        let rounds = comparison.rounds(*one).iter();
        rounds.filter(|round| round.ended).count()
    };
    strategies.map(ended).min().unwrap_or(0)
}

/// How far a run until decided is, in a sentence.
#[must_use]
pub fn progress(comparison: &Comparison) -> String {
    let strategies = comparison.settings.strategies.iter();
    let begun = strategies.map(|one| comparison.rounds(*one).len()).max();
    let round = begun.unwrap_or(0).max(1);
    let done = rounds_done(comparison);
    let then = match LOOKS.into_iter().find(|look| *look > done) {
        Some(look) if look == LOOKS[0] => format!(", first look after {look}"),
        _ if is_decided(comparison, done) => ", the last".into(),
        Some(look) => format!(
            ", next look after {look}; still undecided: {}",
            named(&undecided(comparison))
        ),
        None => String::new(), // does not happen: the final look decides
    };
    format!("Round {round} of at most {MOST_ROUNDS}{then}.")
}

fn named(pairs: &[(Strategy, Strategy)]) -> String {
    let lower = |one: Strategy| one.name().to_ascii_lowercase();
    let names = pairs
        .iter()
        .map(|(one, next)| format!("{} and {}", lower(*one), lower(*next)));
    names.collect::<Vec<_>>().join(", ")
}
