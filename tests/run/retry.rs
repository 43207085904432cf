//! Which requests are sent again, and how long a run backs off after a 429.

use std::time::Duration;

use inflight::{
    strategy::Strategy::{Blocking, Joined, Sequential},
    world::answer::{Failure, Outcome, Response},
};

use crate::{
    helpers::ms,
    load,
    server::{IN_TURN, response, round},
    timelines,
};

/// The server refuses every request with 503 while it serves the first one.
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

/// Refuses the third request that arrives.
fn third_refused(retry_after: Option<Duration>) -> impl Fn(usize) -> Result<Response, Failure> {
    move |place| Ok(response(if place == 2 { 429 } else { 200 }, retry_after, 1))
}

#[test]
fn a_429_holds_up_every_later_request_for_as_long_as_the_server_asked() {
    for strategy in IN_TURN {
        let script = third_refused(Some(ms(2_000)));
        let round = round(strategy, "requests=9&concurrency=3", ms(10), &script);
        let told = round.arrivals[2] + ms(10);
        // At the instant of the 429, other requests may start before it is read.
        let later = round.arrivals.iter().filter(|at| **at > told);
        assert!(later.clone().count() >= 4, "{strategy:?}");
        assert!(
            later.clone().all(|at| *at >= told + ms(2_000)),
            "{strategy:?}: {:?}",
            round.arrivals
        );
        assert_eq!(round.timeline.count(Outcome::Ok), 8, "{strategy:?}");
    }
}

/// The second 429 extends the pause while some requests already wait for its end.
#[test]
fn after_a_429_the_requests_go_on_in_their_order() {
    for pauses in [[1_000, 2_000], [2_000, 1_000], [1_000, 1_000]] {
        let script = move |place: usize| match place {
            2 => Ok(response(429, Some(ms(pauses[0])), 1)),
            3 | 4 => Ok(response(429, Some(ms(pauses[1])), 1)),
            _ => Ok(response(200, None, 1)),
        };
        for strategy in IN_TURN {
            for query in ["requests=20&concurrency=3", "requests=20&concurrency=7"] {
                let round = round(strategy, query, ms(10), &script);
                let in_order: Vec<_> = (1..=20).collect();
                assert_eq!(round.numbers, in_order, "{strategy:?}, {query}, {pauses:?}");
            }
        }
    }
}

/// Requests that are sent again come before those that were held back behind them.
#[test]
fn what_is_sent_again_after_a_429_keeps_its_place() {
    let script = third_refused(Some(ms(500)));
    for strategy in IN_TURN {
        let round = round(
            strategy,
            "requests=30&concurrency=4&retries=2",
            ms(10),
            &script,
        );
        let after = |number| round.numbers.iter().rposition(|one| *one == number);
        assert_eq!(round.timeline.count(Outcome::Ok), 30, "{strategy:?}");
        assert!(after(3) < after(12), "{strategy:?}: {:?}", round.numbers);
    }
}

#[test]
fn no_server_is_waited_for_longer_than_half_a_minute() {
    let script = third_refused(Some(ms(3_600_000)));
    let round = round(Sequential, "requests=4", ms(10), &script);
    assert_eq!(round.arrivals[3], round.arrivals[2] + ms(10) + ms(30_000));
}

#[test]
fn a_429_that_does_not_say_how_long_is_given_a_drawn_time_that_grows() {
    let pauses = |seed: u64| {
        let script = |_: usize| Ok(response(429, None, 1));
        let round = round(
            Sequential,
            &format!("requests=8&seed={seed}"),
            ms(10),
            &script,
        );
        let gaps = round
            .arrivals
            .windows(2)
            .map(|pair| pair[1].saturating_sub(pair[0] + ms(10)));
        gaps.collect::<Vec<_>>()
    };
    let all: Vec<_> = (0..50).map(pauses).collect();
    for (nth, longest) in [200, 400, 800, 1_600, 3_200, 5_000, 5_000]
        .into_iter()
        .enumerate()
    {
        let drawn: Vec<_> = all.iter().map(|pauses| pauses[nth]).collect();
        assert!(
            drawn.iter().all(|pause| *pause <= ms(longest)),
            "{nth}: {drawn:?}"
        );
        assert!(
            drawn.iter().any(|pause| *pause > ms(longest / 2)),
            "{nth}: {drawn:?}"
        );
    }
}

#[test]
fn what_is_in_flight_is_not_touched_and_a_page_does_not_stand_still_for_a_pause() {
    let script = third_refused(Some(ms(2_000)));
    let all_at_once = round(Joined, "requests=9", ms(10), &script);
    assert_eq!(all_at_once.timeline.total(), Some(ms(10)));
    let blocking = round(Blocking, "requests=9", ms(10), &script);
    assert_eq!(blocking.timeline.count(Outcome::Skipped), 6);
}
