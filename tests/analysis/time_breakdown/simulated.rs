//! Rounds on the simulated network, in virtual time: queues, computing,
//! deadlines and an overloaded server.

use std::time::Duration;

use inflight::{
    analysis::comparison::{
        Category::{Idle, Network, Overhead, Queued, Work},
        Comparison, TimeBreakdown,
    },
    run::Event,
    strategy::Strategy::{self, Batched, Blocking, Joined, Sequential},
    world::answer::{Answer, Failure},
};

use super::{after, breakdown, delivered, parts, started};
use crate::helpers::{compare, every_unpaced, milliseconds, ms, settings};

/// A round on the simulated network, in virtual time.
fn simulated(strategy: Strategy, query: &str) -> TimeBreakdown {
    let mut settings = settings(query);
    settings.strategies = vec![strategy];
    breakdown(&compare(&settings), strategy)
}

#[test]
fn the_queue_is_the_wait_for_a_connection() {
    const CAPPED: &str = "requests=5&latency=100&spread=0&cap=2";
    // Two requests wait for 100 ms, and the last one waits for 200.
    let joined = simulated(Joined, CAPPED);
    assert_eq!(parts(&joined), [(Network, 500), (Queued, 400), (Idle, 600)]);
    // Only the first batch is larger than two; it has three slots.
    let batched = simulated(Batched, &format!("{CAPPED}&concurrency=3"));
    assert_eq!(
        parts(&batched),
        [(Network, 500), (Queued, 100), (Idle, 300)]
    );
    let sequential = simulated(Sequential, CAPPED);
    assert_eq!(parts(&sequential), [(Network, 500)]);
}

/// How long each request of a joined round waited for a connection.
fn queued(query: &str) -> Vec<Option<Duration>> {
    let comparison = compare(&settings(&format!("{query}&strategies=joined")));
    let spans = comparison.rounds(Joined)[0].timeline.spans().iter();
    spans.map(|span| span.queued).collect()
}

#[test]
fn every_step_waits_anew_and_no_longer_than_its_deadline() {
    let each =
        |numbers: &[u64]| -> Vec<_> { milliseconds(numbers).into_iter().map(Some).collect() };
    let steps = queued("requests=2&latency=100&spread=0&cap=1&steps=2");
    assert_eq!(steps, each(&[100, 200]));
    let late = queued("requests=4&latency=100&spread=0&cap=1&timeout=150");
    assert_eq!(late, each(&[0, 100, 150, 150]));
    assert_eq!(queued("requests=2"), [None; 2]);
}

/// All three answers are there at 100 ms, and the thread computes for each of
/// them in turn: the second waits for 20 ms, the third for 40.
#[test]
fn computing_holds_up_whoever_comes_meanwhile() {
    const WORK: &str = "requests=3&latency=100&spread=0&work=20&concurrency=2";
    let joined = simulated(Joined, WORK);
    let expected = [(Network, 300), (Work, 60), (Idle, 60), (Overhead, 60)];
    assert_eq!(parts(&joined), expected);
    let blocking = simulated(Blocking, WORK);
    assert_eq!(parts(&blocking), [(Network, 300), (Work, 60)]);
}

#[test]
fn a_request_that_was_given_up_was_waiting_for_the_network() {
    for strategy in every_unpaced() {
        let late = simulated(strategy, "requests=2&latency=100&spread=0&timeout=30");
        assert_eq!(parts(&late), [(Network, 60)], "{strategy:?}");
    }
    let overloaded = simulated(Joined, "requests=5&latency=64&spread=0&capacity=4");
    // (5 / 4)³ · 64 ms for the fifth request, one more than the capacity.
    assert_eq!(
        parts(&overloaded),
        [(Network, 4 * 64 + 125), (Idle, 4 * 61)]
    );
}

/// The plan says 100 ms. What happened after the deadline is unknown.
#[test]
fn a_request_without_an_answer_tells_nothing_of_the_page() {
    let strategy = Joined;
    let late = Event::Finished {
        index: 0,
        at: ms(160),
        answer: Answer::judge(Err(Failure::Timeout(ms(160))), None),
        queued: None,
    };
    let events = vec![
        Event::Announced { round: 0, strategy },
        started(0, ms(0)),
        late,
        delivered(0, ms(160)),
        Event::Ended,
    ];
    let settings = settings("requests=1&latency=100&spread=0&strategies=joined");
    let comparison = after(Comparison::new(settings), events);
    assert_eq!(parts(&breakdown(&comparison, Joined)), [(Network, 160)]);
}
