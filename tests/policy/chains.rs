//! Dependent requests, and work on the page's thread.

use inflight::{
    strategy::Strategy::{Joined, Sequential},
    world::network::Network,
};

use crate::{
    timeline, timelines,
    virtual_time_support::{durations, ms, settings},
};

#[test]
fn steps_are_a_chain_that_takes_the_sum_whatever_the_strategy() {
    let query = "requests=1&steps=3";
    let planned = Network::planned(&settings(query), 0, 0);
    for (strategy, timeline) in timelines(query) {
        assert_eq!(timeline.total(), Some(planned), "{strategy:?}");
    }
}

#[test]
fn several_chains_overlap_and_none_is_cut() {
    let query = "requests=20&steps=4";
    let planned = |index| Network::planned(&settings(query), 0, index);
    let planned: Vec<_> = (0..20).map(planned).collect();
    for (strategy, timeline) in timelines(query) {
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
    for (strategy, timeline) in timelines("requests=4&latency=0&work=40") {
        assert_eq!(timeline.total(), Some(ms(160)), "{strategy:?}");
    }
}
