//! When the breaker opens, and what becomes of the requests of its round.

use inflight::{
    strategy::Strategy::{self, Batched, Blocking, Sequential},
    world::answer::Outcome,
};

use crate::{
    helpers::{compare, settings},
    load, timeline, timelines,
};

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

/// All 100 requests are late at the same instant. Ten of the first twenty wait
/// for a second attempt when the twentieth opens the breaker.
#[test]
fn what_waits_to_be_sent_again_is_not_once_the_breaker_has_opened() {
    let query = "requests=100&latency=200&spread=0&timeout=100&retries=1";
    let joined = timeline(query, Strategy::Joined);
    assert_eq!(joined.count(Outcome::Timeout), 100);
    assert_eq!(load(&joined), 100);
}
