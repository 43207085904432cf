//! Whether the comparison can be trusted: where the truth is known, the intervals
//! contain it as often as they promise. `cargo test --test trust --
//! --nocapture` prints the numbers.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used)] // a test that cannot go on has failed
#![allow(clippy::cast_precision_loss)] // counts of trials

mod coverage;
mod noisy;

use inflight::{
    analysis::{
        comparison::Comparison,
        statistics::median,
        stopping::{self, Finding, LOOKS},
    },
    settings::plan::MOST_ROUNDS,
    strategy::Strategy::{Joined, Ordered},
};
use noisy::Trial;

const SEEDS: usize = 400;
const ROUNDS: usize = 11;

fn share(count: usize, of: usize) -> f64 {
    count as f64 / of as f64
}

/// Whether the interval of the ratio lies on one side of 1.
fn tells_apart(comparison: &Comparison) -> bool {
    let ratio = comparison.ratio(Joined, Ordered);
    let (low, high) = ratio
        .and_then(|ratio| ratio.interval)
        .expect("rounds enough for an interval");
    low > 1.0 || high < 1.0
}

/// The share of seeds in which a difference is found after a fixed number of
/// rounds, with this slowdown of one strategy.
fn found(slowdown: f64) -> f64 {
    let apart = (0..SEEDS).filter(|seed| {
        let mut trial = Trial::new(*seed as u64, slowdown);
        (0..ROUNDS).for_each(|_| trial.round());
        tells_apart(&trial.comparison)
    });
    share(apart.count(), SEEDS)
}

#[test]
fn where_there_is_no_difference_the_interval_holds_one() {
    let found = found(1.0);
    println!("no difference, {ROUNDS} rounds: found in {found:.4} of {SEEDS} seeds");
    assert!(found <= 0.05);
}

#[test]
fn a_difference_of_a_fifth_is_found() {
    let found = found(1.2);
    println!("a difference of 20 %, {ROUNDS} rounds: found in {found:.4} of {SEEDS} seeds");
    assert!(found >= 0.95);
}

/// How a run that goes on until it is decided ends, and after how many rounds.
fn until_decided(seed: usize, slowdown: f64) -> (Finding, usize) {
    let mut trial = Trial::new(seed as u64, slowdown);
    let mut rounds = 0;
    while !stopping::is_decided(&trial.comparison, rounds) {
        trial.round();
        rounds += 1;
    }
    let (.., finding) = stopping::pairs(&trial.comparison)[0];
    (finding, rounds)
}

/// The shares of the seeds that end with each finding, as they are declared.
fn findings(slowdown: f64) -> [f64; 3] {
    let runs: Vec<_> = (0..SEEDS)
        .map(|seed| until_decided(seed, slowdown))
        .collect();
    let rounds: Vec<f64> = runs.iter().map(|(_, rounds)| *rounds as f64).collect();
    let shares = [Finding::Different, Finding::Alike, Finding::Undecided].map(|finding| {
        let such = runs.iter().filter(|(found, _)| *found == finding);
        share(such.count(), runs.len())
    });
    let ends = LOOKS.map(|look| runs.iter().filter(|(_, rounds)| *rounds == look).count());
    println!(
        "until decided, {slowdown:.2} times as long: different, alike, open {shares:?}; \
         rounds: median {:?}; runs that ended at each of {LOOKS:?}: {ends:?}",
        median(&rounds)
    );
    assert!(rounds.iter().all(|rounds| *rounds <= MOST_ROUNDS as f64));
    shares
}

#[test]
fn to_look_until_it_is_decided_finds_no_more_by_chance() {
    let [different, ..] = findings(1.0);
    assert!(different <= 0.05);
}

#[test]
fn to_look_until_it_is_decided_finds_a_difference_of_a_fifth() {
    let [different, ..] = findings(1.2);
    assert!(different >= 0.95);
}
