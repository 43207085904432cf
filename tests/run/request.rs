//! A request: its chain of steps, its work, and its deadline.

use inflight::{
    strategy::Strategy::{Joined, Sequential, Windowed},
    world::{
        answer::{Outcome, Response, TodoFields},
        network::Network,
    },
};

use crate::{
    helpers::{durations, ms, settings},
    server::{IN_TURN, response, round},
    timeline, timelines, unpaced,
};

#[test]
fn steps_are_a_chain_that_takes_the_sum_whatever_the_strategy() {
    let query = "requests=1&steps=3";
    let planned = Network::planned(&settings(query), 0, 0);
    for (strategy, timeline) in unpaced(query) {
        assert_eq!(timeline.total(), Some(planned), "{strategy:?}");
    }
}

#[test]
fn several_chains_overlap_and_none_is_cut() {
    let query = "requests=20&steps=4";
    let planned = |index| Network::planned(&settings(query), 0, index);
    let planned: Vec<_> = (0..20).map(planned).collect();
    for (strategy, timeline) in unpaced(query) {
        assert_eq!(durations(&timeline), planned, "{strategy:?}");
    }
    assert_eq!(
        timeline(query, Joined).total(),
        planned.iter().max().copied()
    );
    assert_eq!(
        timeline(query, Sequential).total(),
        Some(planned.iter().sum())
    );
}

#[test]
fn a_step_asks_for_what_the_last_answer_named_and_no_two_ask_for_the_same() {
    for (strategy, timeline) in timelines("requests=5&steps=3") {
        let answers = timeline
            .spans()
            .iter()
            .filter_map(|span| span.answer.as_ref());
        let ids: Vec<_> = answers.filter_map(|answer| answer.id).collect();
        assert_eq!(ids, [11, 12, 13, 14, 15], "{strategy:?}");
    }
}

#[test]
fn a_chain_ends_with_its_first_failure() {
    let query = "requests=5&steps=3&failures=100&spread=0&latency=100";
    for (strategy, timeline) in timelines(query) {
        assert_eq!(durations(&timeline), [ms(100); 5], "{strategy:?}");
    }
}

#[test]
fn work_is_done_one_after_the_other_whatever_the_strategy() {
    for (strategy, timeline) in unpaced("requests=4&latency=0&work=40") {
        assert_eq!(timeline.total(), Some(ms(160)), "{strategy:?}");
    }
}

#[test]
fn an_answer_that_names_the_highest_id_there_is_ends_no_chain() {
    let script = |_: usize| {
        Ok(Response {
            todo: TodoFields {
                title: None,
                id: Some(usize::MAX),
            },
            ..response(200, None, 1)
        })
    };
    for strategy in IN_TURN {
        let round = round(strategy, "requests=3&steps=4", ms(10), &script);
        let ok = round.timeline.count(Outcome::Ok);
        assert_eq!((ok, round.arrivals.len()), (3, 12), "{strategy:?}");
    }
}

#[test]
fn what_is_late_ends_with_timeout_at_exactly_its_deadline() {
    for (strategy, timeline) in timelines("requests=12&latency=200&spread=0&timeout=150") {
        assert_eq!(timeline.count(Outcome::Timeout), 12, "{strategy:?}");
        assert_eq!(durations(&timeline), [ms(150); 12], "{strategy:?}");
    }
}

#[test]
fn an_answer_at_the_very_deadline_is_in_time() {
    for (strategy, timeline) in timelines("requests=12&latency=150&spread=0&timeout=150") {
        assert_eq!(timeline.count(Outcome::Ok), 12, "{strategy:?}");
    }
}

#[test]
fn with_any_spread_exactly_those_planned_beyond_the_deadline_are_late() {
    let query = "requests=30&timeout=150";
    for (strategy, timeline) in timelines(query) {
        let planned = |index| Network::planned(&settings(query), 0, index).min(ms(150));
        assert_eq!(
            durations(&timeline),
            (0..30).map(planned).collect::<Vec<_>>(),
            "{strategy:?}"
        );
    }
}

/// Two requests are served at a time, 100 ms each. The second pair would be done
/// at 200 ms, so it is late, and so are all later pairs.
#[test]
fn the_deadline_counts_the_wait_for_a_connection() {
    let query = "requests=12&latency=100&spread=0&timeout=150&cap=2";
    let joined = timeline(query, Joined);
    assert_eq!(
        [Outcome::Ok, Outcome::Timeout].map(|outcome| joined.count(outcome)),
        [2, 10]
    );
    assert_eq!(joined.total(), Some(ms(150)));
}

#[test]
fn those_who_gave_up_waiting_leave_their_connection_to_others() {
    let query = "requests=12&latency=100&spread=0&timeout=150&cap=2&concurrency=4";
    let timeline = timeline(query, Windowed);
    // 0 and 1 are served until 100; 2 and 3 from then until they are late, at 150, and
    // 4 and 5, which start at 100, from 150 until 250, which is their deadline; and so on.
    assert_eq!(
        durations(&timeline)[..6],
        [100, 100, 150, 150, 150, 150].map(ms)
    );
    let ok = |index: usize| timeline.outcome(&timeline.spans()[index]) == Some(Outcome::Ok);
    assert_eq!(
        [0, 1, 2, 3, 4, 5].map(ok),
        [true, true, false, false, true, true]
    );
}
