//! The quota of the simulated server, the strategy that keeps to a pace, and what
//! becomes of refused requests.

use std::time::Duration;

use inflight::{
    analysis::timeline::{Span, Timeline, Try},
    settings::Settings,
    strategy::Strategy,
    world::{answer::Outcome, network::Network},
};
use proptest::{prop_assert, prop_assert_eq, prop_assume, proptest, test_runner::Config};

use crate::{helpers::settings, timelines};

/// When the quota let a request through, in order.
fn let_through(timeline: &Timeline) -> Vec<Duration> {
    let sendings = timeline.spans().iter().flat_map(|span| {
        let once = span.started.filter(|_| span.tries.is_empty());
        let once = once.map(|started| Try {
            started,
            finished: span.finished,
            status: span.answer.as_ref().and_then(|answer| answer.status),
        });
        once.into_iter().chain(span.tries.iter().copied())
    });
    let passed = sendings.filter(|one| one.status != Some(429));
    let mut passed: Vec<_> = passed.map(|one| one.started).collect();
    passed.sort();
    passed
}

fn starts(timeline: &Timeline) -> Vec<Duration> {
    let starts = timeline.spans().iter().flat_map(Span::in_flight);
    let mut starts: Vec<_> = starts.map(|(start, _)| start).collect();
    starts.sort();
    starts
}

/// How often the server refused.
fn refused(timeline: &Timeline) -> usize {
    let tries = timeline.spans().iter().flat_map(|span| &span.tries);
    tries.filter(|one| one.status == Some(429)).count()
}

#[test]
fn a_quota_refuses_what_is_beyond_it_and_everything_is_there_in_the_end() {
    for (strategy, timeline) in timelines("quota=5/s&retries=5") {
        assert_eq!(timeline.count(Outcome::Ok), 24, "{strategy:?}");
        let total = timeline.total().expect("a total");
        assert!(
            total >= Duration::from_millis(3_800),
            "{strategy:?}: {total:?}"
        );
        let was_refused = refused(&timeline) > 0;
        assert_eq!(was_refused, strategy != Strategy::Paced, "{strategy:?}");
    }
}

#[test]
fn without_retries_a_429_is_an_answer_like_any_other() {
    for (strategy, timeline) in timelines("quota=5/s&requests=12") {
        let http = timeline.count(Outcome::Http);
        let is_held = [Strategy::Paced, Strategy::Blocking].contains(&strategy);
        assert!(is_held || http > 0, "{strategy:?}");
        assert_eq!(refused(&timeline), 0, "{strategy:?}: nothing is sent again");
    }
}

#[test]
fn a_refused_request_waits_as_long_as_it_is_told_and_nothing_else_starts_meanwhile() {
    for (strategy, timeline) in timelines("quota=60/min&burst=3&retries=1&requests=8") {
        let second = Duration::from_secs(1);
        for span in timeline.spans() {
            for (from, to) in span.pauses(None) {
                assert!(
                    to.saturating_sub(from) >= second,
                    "{strategy:?}: {:?}",
                    span.tries
                );
                let early = starts(&timeline).into_iter();
                let early = early.filter(|start| *start > from && *start < from + second);
                assert_eq!(early.count(), 0, "{strategy:?}");
            }
        }
    }
}

#[test]
fn a_pause_of_more_than_half_a_minute_is_kept_too() {
    let quick = "quota=1/min&retries=1&requests=3&latency=10";
    for (strategy, timeline) in timelines(quick) {
        assert_eq!(timeline.count(Outcome::Ok), 3, "{strategy:?}");
        let total = timeline.total().expect("a total");
        assert!(total >= Duration::from_secs(120), "{strategy:?}: {total:?}");
    }
}

#[test]
fn a_round_against_a_quota_sends_nothing_after_ten_minutes() {
    let slow = "quota=1/h&retries=1&requests=3&latency=10";
    for (strategy, timeline) in timelines(slow) {
        assert!(timeline.end() <= Duration::from_secs(601), "{strategy:?}");
        let not_ok = timeline.count(Outcome::Http) + timeline.count(Outcome::Skipped);
        assert_eq!(
            (timeline.count(Outcome::Ok), not_ok),
            (1, 2),
            "{strategy:?}"
        );
    }
}

#[test]
fn held_back_requests_of_the_paced_strategy_do_not_start_together() {
    // The pace is four times the quota, so that the server refuses some.
    let timelines = timelines("quota=5/s&burst=1&pace=20/s&retries=5&requests=30");
    let (_, paced) = timelines.last().expect("the last strategy");
    assert!(refused(paced) > 0);
    let starts = starts(paced);
    let gaps = starts
        .windows(2)
        .map(|pair| pair[1].saturating_sub(pair[0]));
    assert!(gaps.min() >= Some(Duration::from_millis(50)), "{starts:?}");
}

#[test]
fn each_step_of_a_paced_request_keeps_to_the_pace() {
    let timelines = timelines("quota=10/s&burst=1&requests=6&steps=3&retries=1&latency=20");
    let (_, paced) = timelines.last().expect("the last strategy");
    assert_eq!((paced.count(Outcome::Ok), refused(paced)), (6, 0));
    assert!(paced.total() >= Some(Duration::from_millis(1_700)));
}

#[test]
fn a_pause_that_begins_while_waiting_requests_are_let_go_holds_the_rest_back() {
    // Answers take no time, so a refusal comes in the instant in which the next one is let go.
    let timelines = timelines("quota=9/s&burst=1&requests=10&concurrency=39&latency=0&retries=1");
    for (strategy, timeline) in &timelines {
        assert_eq!(timeline.count(Outcome::Ok), 10, "{strategy:?}");
    }
}

proptest! {
    #![proptest_config(Config::with_cases(60))]

    /// Over any interval of length t, at most burst + quota · t are let through.
    #[test]
    fn no_interval_lets_more_through_than_burst_and_quota(
        quota in 1_u32..60, per in 0_usize..2, burst in 0_usize..20, requests in 1_usize..60,
        concurrency in 1_usize..40, latency in 0_u32..400, seed in 0_u64..1_000,
    ) {
        let per = ["s", "min"][per];
        let query = format!("quota={quota}/{per}&burst={burst}&requests={requests}&concurrency={concurrency}&latency={latency}&seed={seed}&retries=1");
        let (rate, burst) = settings(&query).bucket().expect("a quota");
        prop_assume!(inflight::run::limits::too_long(&settings(&query)).is_none());
        for (strategy, timeline) in timelines(&query) {
            let passed = let_through(&timeline);
            for (first, from) in passed.iter().enumerate() {
                for (last, to) in passed.iter().enumerate().skip(first + burst) {
                    let beyond = last - first + 1 - burst;
                    // A token that comes at the end of the interval may be taken there.
                    prop_assert!(to.saturating_sub(*from) + Duration::from_nanos(1) >= rate.time_for(beyond), "{strategy:?}");
                }
            }
        }
    }

    /// A request that is let through is never late for it.
    #[test]
    fn what_is_let_through_takes_its_latency(
        quota in 1_u32..40, requests in 1_usize..40, concurrency in 1_usize..20, seed in 0_u64..1_000,
    ) {
        let query = format!("quota={quota}/s&requests={requests}&concurrency={concurrency}&seed={seed}&retries=3");
        let settings: Settings = settings(&query);
        for (strategy, timeline) in timelines(&query) {
            for (index, span) in timeline.spans().iter().enumerate() {
                let (start, end) = span.in_flight().last().expect("a sending");
                let took = end.expect("an end").saturating_sub(start);
                prop_assert_eq!(took, Network::planned(&settings, 0, index), "{:?}", strategy);
            }
        }
    }

    /// No two starts are closer than the pace allows, and no more than the width are
    /// in flight.
    #[test]
    fn paced_keeps_to_its_pace_and_to_its_width(
        pace in 1_u32..100, requests in 1_usize..60, concurrency in 1_usize..10, seed in 0_u64..1_000,
    ) {
        let query = format!("pace={pace}/s&requests={requests}&concurrency={concurrency}&seed={seed}");
        let interval = settings(&query).pace().interval();
        let timelines = timelines(&query);
        let (_, paced) = timelines.last().expect("the last strategy");
        let starts = starts(paced);
        prop_assert!(starts.windows(2).all(|pair| pair[1].saturating_sub(pair[0]) >= interval));
        prop_assert!(paced.peak_in_flight() <= concurrency);
        prop_assert_eq!(paced.count(Outcome::Ok), requests);
    }
}
