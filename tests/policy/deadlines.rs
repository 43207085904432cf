//! What is late, and what is not.

use inflight::{
    strategy::Strategy::{Joined, Windowed},
    world::{answer::Outcome, network::Network},
};

use crate::{
    timeline, timelines,
    virtual_time_support::{durations, ms, settings},
};

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

/// Two are served at a time, 100 ms each: those of the second turn would be
/// done at 200 ms, and whoever waits for a third turn is late too.
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
    // 4 and 5, who came at 100, from then until 250, which is their deadline; and so on.
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
