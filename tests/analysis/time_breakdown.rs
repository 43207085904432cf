//! Where the time of a round went: exact values on small rounds, then what holds
//! for every round.

mod simulated;
mod sums;

use std::{cell::RefCell, time::Duration};

use crate::helpers::{milliseconds, ms, settings};
use inflight::{
    analysis::comparison::{
        Category::{self, Idle, Network, Overhead, Unknown},
        Comparison, TimeBreakdown,
    },
    run::Event,
    strategy::Strategy::{
        self, AsCompleted, Batched, Blocking, Joined, Ordered, Sequential, Streamed, Windowed,
    },
    world::{Clock, answer::Answer, todo, virtual_time::VirtualTime},
};

fn started(index: usize, at: Duration) -> Event {
    Event::Started { index, at }
}

fn delivered(index: usize, at: Duration) -> Event {
    let slot = index;
    Event::Delivered { index, slot, at }
}

/// A request ended with `ok`.
fn finished(index: usize, at: Duration, queued: Option<Duration>) -> Event {
    let answer = Answer::judge(Ok(todo::response(index + 1, 200)), None);
    Event::Finished {
        index,
        at,
        answer,
        queued,
    }
}

/// A round against a real server with these latencies and a concurrency of
/// three. If the browser `tells`, no request was queued.
fn real(strategy: Strategy, latencies: &[Duration], tells: bool) -> Comparison {
    let (time, events) = (VirtualTime::default(), RefCell::new(Vec::new()));
    let tell = |event| events.borrow_mut().push(event);
    tell(Event::Announced { round: 0, strategy });
    let job = async |index: usize| {
        tell(started(index, time.now()));
        match strategy {
            Blocking => time.spin(latencies[index]),
            _ => time.sleep(latencies[index]).await,
        }
        tell(finished(index, time.now(), tells.then_some(Duration::ZERO)));
        index
    };
    let query = format!("endpoint=site&concurrency=3&requests={}", latencies.len());
    let mut settings = settings(&query);
    settings.strategies = vec![strategy];
    let jobs = (0..latencies.len()).map(&job);
    let all = strategy.start(
        jobs,
        settings.concurrency,
        async || {},
        |slot, index| {
            let at = time.now();
            tell(Event::Delivered { index, slot, at });
        },
    );
    time.run(all).expect("a strategy comes to its end");
    tell(Event::Ended);
    after(Comparison::new(settings), events.take())
}

fn after(mut comparison: Comparison, events: Vec<Event>) -> Comparison {
    for event in events {
        comparison.apply(event);
    }
    comparison
}

/// Where the time of a strategy's first round went.
fn breakdown(comparison: &Comparison, strategy: Strategy) -> TimeBreakdown {
    let breakdown = comparison.breakdown(strategy, &comparison.rounds(strategy)[0]);
    breakdown.expect("the round came to its end")
}

/// The parts that are not zero, in milliseconds.
fn parts(breakdown: &TimeBreakdown) -> Vec<(Category, u128)> {
    let parts = Category::ALL.map(|part| (part, breakdown.on(part).as_millis()));
    parts.into_iter().filter(|(_, time)| *time > 0).collect()
}

/// Latencies of 10, 20, … 70 ms, three at a time where that means anything:
/// 280 ms of network, and gaps that can be counted.
#[test]
fn slots_are_idle_where_nothing_may_be_started() {
    let latencies = milliseconds(&[10, 20, 30, 40, 50, 60, 70]);
    for (strategy, total, slots, idle) in [
        (Blocking, 280, 1, 0),
        (Sequential, 280, 1, 0),
        // 60 + 50 + 40 + 30 + 20 + 10, after the ends.
        (Joined, 70, 7, 210),
        (Ordered, 70, 7, 210),
        (AsCompleted, 70, 7, 210),
        // 20 + 10 in the first batch, 20 + 10 in the second, 2 · 70 in the last.
        (Batched, 160, 3, 200),
        // The last one starts at 50: the others end at 70 and 90.
        (Windowed, 120, 3, 80),
        (Streamed, 120, 3, 80),
    ] {
        let breakdown = breakdown(&real(strategy, &latencies, true), strategy);
        assert_eq!(
            (breakdown.total, breakdown.slots),
            (ms(total), slots),
            "{strategy:?}"
        );
        let mut expected = vec![(Network, 280), (Idle, idle)];
        expected.retain(|(_, time)| *time > 0);
        assert_eq!(parts(&breakdown), expected, "{strategy:?}");
    }
}

/// 90, 10, 10 ms, and 50 ms that may start at 10 or at 90.
#[test]
fn an_answer_that_waits_for_its_predecessor_holds_its_slot() {
    let latencies = milliseconds(&[90, 10, 10, 50]);
    let idle = |strategy| breakdown(&real(strategy, &latencies, true), strategy).on(Idle);
    assert_eq!(idle(Windowed), ms(30 + 80));
    assert_eq!(idle(Streamed), ms(80 + 80 + 2 * 50));
    assert_eq!(idle(Batched), idle(Streamed));
}

#[test]
fn what_the_browser_does_not_tell_is_not_guessed() {
    let latencies = milliseconds(&[10, 20, 30]);
    let silent = breakdown(&real(Joined, &latencies, false), Joined);
    assert_eq!(parts(&silent), [(Unknown, 60), (Idle, 30)]);
}

/// Two pairs of requests, all of them answered after 15 to 20 ms; the page
/// needs 5 ms to send one.
#[test]
fn a_slot_that_might_have_been_used_is_overhead_until_it_is() {
    for (strategy, overhead, idle) in [
        (Windowed, 5 + 5, 0),
        (Batched, 5 + 5, 0),
        (Streamed, 5 + 5, 0),
        // Four slots: at first all requests might be sent, at last one.
        (Joined, 3 * 5 + 2 * 15 + 5, 2 * 5 + 2 * 15),
    ] {
        let mut events = vec![Event::Announced { round: 0, strategy }];
        for (first, at) in [(0, 0), (2, 20)] {
            events.extend([started(first, ms(at)), started(first + 1, ms(at + 5))]);
            for index in [first, first + 1] {
                let end = ms(at + 20);
                events.extend([finished(index, end, Some(ms(0))), delivered(index, end)]);
            }
        }
        events.push(Event::Ended);
        let mut settings = settings("endpoint=site&requests=4&concurrency=2");
        settings.strategies = vec![strategy];
        let breakdown = breakdown(&after(Comparison::new(settings), events), strategy);
        let expected = [ms(70), ms(idle), ms(overhead)];
        assert_eq!(
            [Network, Idle, Overhead].map(|part| breakdown.on(part)),
            expected,
            "{strategy:?}"
        );
    }
}

/// Two requests that are planned to take 100 ms, by hand: sent late, answered
/// late, delivered late.
#[test]
fn what_the_page_took_for_itself_is_its_overhead() {
    let strategy = Windowed;
    let query = "requests=2&latency=100&spread=0&concurrency=1&strategies=windowed";
    let started = |index, at| Event::Started { index, at };
    let events = vec![
        Event::Announced { round: 0, strategy },
        started(0, ms(3)),
        finished(0, ms(104), None),
        delivered(0, ms(104)),
        started(1, ms(109)),
        finished(1, ms(216), None),
        delivered(1, ms(220)),
        Event::Ended,
    ];
    let breakdown = breakdown(&after(Comparison::new(settings(query)), events), strategy);
    assert_eq!(
        parts(&breakdown),
        [(Network, 200), (Overhead, 3 + 1 + 5 + 7 + 4)]
    );
}
