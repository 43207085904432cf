//! Deadlines, retries, the breaker and chains of requests, in whole runs.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used)] // a test that cannot go on has failed

#[path = "policy/chains.rs"]
mod chains;
#[path = "policy/deadlines.rs"]
mod deadlines;
#[path = "policy/servers.rs"]
mod servers;
mod virtual_time_support;

use inflight::{
    analysis::timeline::Timeline,
    settings::Settings,
    strategy::Strategy::{self, Batched, Blocking, Sequential},
    world::answer::Outcome,
};
use virtual_time_support::{compare, every_strategy, settings};

/// The only round of each strategy.
fn timelines(query: &str) -> Vec<(Strategy, Timeline)> {
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

fn timeline(query: &str, strategy: Strategy) -> Timeline {
    let of_it = timelines(query)
        .into_iter()
        .find(|(one, _)| *one == strategy);
    of_it.expect("all strategies ran").1
}

/// How often requests were sent, all in all.
fn load(timeline: &Timeline) -> u32 {
    timeline.spans().iter().map(|span| span.attempts).sum()
}

#[test]
fn after_twenty_failures_in_a_row_the_rest_is_skipped() {
    for strategy in [Blocking, Sequential, Batched] {
        let timeline = timeline("requests=60&failures=100&concurrency=10", strategy);
        assert_eq!(timeline.count(Outcome::Http), 20, "{strategy:?}");
        assert_eq!(timeline.count(Outcome::Skipped), 40, "{strategy:?}");
        assert!(
            timeline.total().is_some(),
            "those that were sent are delivered"
        );
    }
}

#[test]
fn what_was_in_flight_when_the_breaker_opened_still_ends() {
    let query = "requests=60&failures=100&concurrency=10";
    for (strategy, timeline) in timelines(query) {
        let width = strategy.width(60, settings(query).concurrency);
        let (sent, skipped) = (
            timeline.count(Outcome::Http),
            timeline.count(Outcome::Skipped),
        );
        assert!((20..20 + width).contains(&sent), "{strategy:?} sent {sent}");
        assert_eq!(sent + skipped, 60, "{strategy:?}");
    }
}

#[test]
fn when_half_of_the_last_forty_have_failed_the_rest_is_skipped() {
    let settings = settings("requests=400&failures=40&strategies=sequential");
    let comparison = compare(&settings);
    let timeline = &comparison.rounds(Sequential)[0].timeline;
    let failed: Vec<_> = timeline
        .spans()
        .iter()
        .filter(|span| !span.is_skipped())
        .map(|span| timeline.outcome(span) == Some(Outcome::Http))
        .collect();
    let half = |last: &[bool]| 2 * last.iter().filter(|failed| **failed).count() >= 40;
    let opened = failed
        .windows(40)
        .position(half)
        .expect("40 % are half at some time");
    assert_eq!(failed.len(), opened + 40);
    assert_eq!(timeline.count(Outcome::Skipped), 400 - failed.len());
}

/// All that comes while the first is being served is refused with 503.
#[test]
fn retries_add_at_most_a_tenth_to_the_load_on_a_server_that_refuses() {
    for requests in [1, 9, 19, 100, 400] {
        let query = format!("requests={requests}&capacity=1&retries=5&concurrency=50");
        for (strategy, timeline) in timelines(&query) {
            assert!(
                10 * load(&timeline) <= 11 * requests,
                "{strategy:?}: {}",
                load(&timeline)
            );
        }
    }
}

/// All 100 are late at the same instant; ten of the first twenty wait to be
/// sent again when the twentieth opens the breaker.
#[test]
fn what_waits_to_be_sent_again_is_not_once_the_breaker_has_opened() {
    let query = "requests=100&latency=200&spread=0&timeout=100&retries=1";
    let joined = timeline(query, Strategy::Joined);
    assert_eq!(joined.count(Outcome::Timeout), 100);
    assert_eq!(load(&joined), 100);
}

#[test]
fn what_was_late_is_sent_again_with_a_latency_of_its_own() {
    for (strategy, timeline) in timelines("requests=100&timeout=250&retries=1") {
        let again = timeline.spans().iter().filter(|span| span.attempts == 2);
        let saved = again.filter(|span| timeline.outcome(span) == Some(Outcome::Ok));
        assert!(saved.count() > 0, "{strategy:?}");
        assert!((101..=110).contains(&load(&timeline)), "{strategy:?}");
    }
}

#[test]
fn a_500_is_not_sent_again() {
    for (strategy, timeline) in timelines("requests=15&failures=100&retries=5") {
        assert_eq!(load(&timeline), 15, "{strategy:?}");
    }
}
