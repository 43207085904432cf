//! The tests of `src/run.rs` and `src/run/`: whole runs, in virtual time.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used)] // a test that cannot go on has failed

mod breaker;
mod cancel;
mod consent;
mod limits;
mod quota;
mod request;
mod retry;
mod server;
mod yours;

#[path = "../helpers/mod.rs"]
mod helpers;

use std::collections::BTreeSet;

use inflight::{
    analysis::timeline::Timeline,
    run::{self, Event},
    settings::Settings,
    strategy::Strategy,
    world::answer::Outcome,
};
use proptest::{prop_assert, prop_assert_eq, proptest, test_runner::Config};

use helpers::{any_settings, compare, events, every_strategy, rounds, settings};

/// The same of each strategy whose times depend on latencies alone.
pub(crate) fn unpaced(query: &str) -> impl Iterator<Item = (Strategy, Timeline)> {
    let all = timelines(query).into_iter();
    all.filter(|(strategy, _)| !strategy.is_paced())
}

/// The only round of each strategy.
pub(crate) fn timelines(query: &str) -> Vec<(Strategy, Timeline)> {
    let settings = Settings {
        strategies: every_strategy(),
        ..settings(query)
    };
    let comparison = compare(&settings);
    let timeline = |strategy| comparison.rounds(strategy)[0].timeline.clone();
    every_strategy()
        .into_iter()
        .map(|strategy| (strategy, timeline(strategy)))
        .collect()
}

pub(crate) fn timeline(query: &str, strategy: Strategy) -> Timeline {
    let of_it = timelines(query)
        .into_iter()
        .find(|(one, _)| *one == strategy);
    of_it.expect("all strategies ran").1
}

/// How many attempts there were in total.
pub(crate) fn load(timeline: &Timeline) -> u32 {
    timeline.spans().iter().map(|span| span.attempts).sum()
}

proptest! {
    // Each case is eight to sixteen rounds of up to 60 requests.
    #![proptest_config(Config::with_cases(64))]

    #[test]
    fn each_request_ends_once_and_has_exactly_one_outcome(settings in any_settings()) {
        let mut ended = BTreeSet::new();
        for event in events(&settings) {
            match event {
                Event::Announced { .. } => ended.clear(),
                Event::Finished { index, .. } | Event::Skipped { index, .. } => {
                    prop_assert!(ended.insert(index), "{index} ended twice");
                }
                Event::Ended => prop_assert_eq!(ended.len(), settings.requests),
                _ => {}
            }
        }
        for (_, round) in rounds(&compare(&settings)) {
            let counts = Outcome::ALL.map(|outcome| round.timeline.count(outcome));
            prop_assert_eq!(counts.iter().sum::<usize>(), settings.requests);
            prop_assert_eq!(round.timeline.count(Outcome::Cancelled), 0);
        }
    }
}

#[test]
fn a_round_is_every_chosen_strategy_once_in_an_order_that_the_seed_fixes() {
    let orders = |seed: u64| {
        let all = settings(&format!("rounds=50&seed={seed}"));
        (0..all.rounds)
            .map(|round| run::order(&all, round))
            .collect::<Vec<_>>()
    };
    for order in orders(1) {
        let chosen: BTreeSet<_> = order.iter().copied().collect();
        assert_eq!(
            (order.len(), chosen),
            (5, settings("").strategies.into_iter().collect())
        );
    }
    assert_eq!(orders(1), orders(1));
    assert_ne!(orders(1), orders(2));
    assert!(orders(1).windows(2).any(|pair| pair[0] != pair[1]));
}
