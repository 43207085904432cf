//! When a run that goes on “until it is decided” may end.
//!
//! Whoever looks after every round, and stops at the first difference, finds
//! one by chance sooner or later. So there are a few looks, fixed beforehand,
//! and they share the 5 % of error that a single one would have
//! (Bonferroni's inequality; Jennison and Turnbull, *Group Sequential Methods
//! with Applications to Clinical Trials*, 1999, chapter 9 on repeated
//! confidence intervals).

use super::{
    comparison::{Comparison, level_of_each},
    statistics::median_interval,
};
use crate::{
    settings::{Settings, plan::MOST_ROUNDS},
    strategy::Strategy,
};

/// After how many rounds a run is looked at. The first is the fewest rounds
/// that have an interval of the level of a look.
pub const LOOKS: [usize; COUNT as usize] = [8, 16, 32, MOST_ROUNDS];
const COUNT: u8 = 4;

/// The level of the intervals at each look, 98.75 %: all of them hold at once
/// with a probability of at least 95 %.
pub const LOOK_LEVEL: f64 = level_of_each(COUNT);

/// Ratios within these are no difference that matters: neither takes more than
/// 5 % longer than the other.
const ALIKE: (f64, f64) = (1.0 / 1.05, 1.05);

/// The comparison of such a run, before its first round.
#[must_use]
pub fn until_decided(settings: Settings) -> Comparison {
    let mut comparison = Comparison::new(settings);
    comparison.looks = COUNT;
    comparison
}

/// What a look says of two strategies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finding {
    /// One is faster: the interval of their ratio lies on one side of 1.
    Different,
    /// Neither takes more than 5 % longer: the interval says so.
    Alike,
    /// The interval allows both, or there is none yet.
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

/// Whether an interval holds no difference of more than 5 %.
#[must_use]
pub fn is_alike((low, high): (f64, f64)) -> bool {
    low >= ALIKE.0 && high <= ALIKE.1
}

/// What the last look that was reached says of each chosen strategy and the
/// next one, in the table's order; before the first look all are open.
#[must_use]
pub fn pairs(comparison: &Comparison) -> Vec<(Strategy, Strategy, Finding)> {
    let done = rounds_done(comparison);
    let reached = LOOKS.into_iter().rfind(|look| *look <= done);
    pairs_after(comparison, reached.unwrap_or(0))
}

/// The same, of the first so many rounds.
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

/// Which pairs the last look that was reached has left open.
#[must_use]
pub fn undecided(comparison: &Comparison) -> Vec<(Strategy, Strategy)> {
    let pairs = pairs(comparison).into_iter();
    pairs
        .filter(|(.., finding)| *finding == Finding::Undecided)
        .map(|(one, next, _)| (one, next))
        .collect()
}

/// Whether a run ends after so many rounds: at a look that leaves nothing
/// open, and at the last one in any case.
#[must_use]
pub fn is_decided(comparison: &Comparison, rounds_done: usize) -> bool {
    let nothing_open = || {
        let pairs = pairs_after(comparison, rounds_done);
        pairs
            .iter()
            .all(|(.., finding)| *finding != Finding::Undecided)
    };
    rounds_done >= MOST_ROUNDS || (LOOKS.contains(&rounds_done) && nothing_open())
}

/// How many rounds every chosen strategy has come to the end of.
#[must_use]
pub fn rounds_done(comparison: &Comparison) -> usize {
    let strategies = comparison.settings.strategies.iter();
    let ended = |one: &Strategy| {
        let rounds = comparison.rounds(*one).iter();
        rounds.filter(|round| round.ended).count()
    };
    strategies.map(ended).min().unwrap_or(0)
}

/// How far such a run is, in a sentence.
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
            ", next look after {look}: still open {}",
            named(&undecided(comparison))
        ),
        None => String::new(), // never: after the last look it is decided
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
