//! What a round may still send to a real server.

use inflight::{
    run::limits::{LARGEST_ROUND, LONGEST_ROUND},
    world::answer::{Failure, Outcome},
};

use crate::{
    helpers::ms,
    server::{IN_TURN, response, round, round_until},
};

#[test]
fn a_round_sends_nothing_more_after_two_minutes() {
    let script = |_: usize| Ok(response(200, None, 1));
    for strategy in IN_TURN {
        let round = round(
            strategy,
            "requests=60&concurrency=2&timeout=60000",
            ms(25_000),
            &script,
        );
        assert!(
            round.arrivals.iter().all(|at| *at <= LONGEST_ROUND),
            "{strategy:?}"
        );
        let (ok, skipped) = (
            round.timeline.count(Outcome::Ok),
            round.timeline.count(Outcome::Skipped),
        );
        assert_eq!(
            (ok, ok + skipped),
            (round.arrivals.len(), 60),
            "{strategy:?}"
        );
        assert!(skipped > 0, "{strategy:?}");
    }
}

#[test]
fn a_round_asks_for_nothing_more_when_it_has_brought_32_mib() {
    let size = 1 << 20;
    let script = move |_: usize| Ok(response(200, None, size - 2));
    for strategy in IN_TURN {
        let round = round(strategy, "requests=60&concurrency=4", ms(10), &script);
        let most = LARGEST_ROUND / size + 4;
        assert!(
            round.arrivals.len() <= most,
            "{strategy:?}: {}",
            round.arrivals.len()
        );
        assert!(round.arrivals.len() * size > LARGEST_ROUND, "{strategy:?}");
        assert!(round.timeline.count(Outcome::Skipped) > 0, "{strategy:?}");
    }
}

#[test]
fn where_the_network_goes_away_the_rest_is_skipped_and_no_repetition_is_used_up() {
    let script = |place: usize| match place {
        0..6 => Ok(response(200, None, 1)),
        _ => Err(Failure::Network("gone".into())),
    };
    for strategy in IN_TURN {
        let round = round_until(
            6,
            strategy,
            "requests=20&concurrency=3&retries=5",
            ms(10),
            &script,
        );
        let counts =
            [Outcome::Ok, Outcome::Network, Outcome::Skipped].map(|one| round.timeline.count(one));
        assert_eq!(counts.iter().sum::<usize>(), 20, "{strategy:?}");
        assert!((1..=3).contains(&counts[1]), "{strategy:?}: {counts:?}");
        assert_eq!(
            counts[0] + counts[1],
            round.arrivals.len(),
            "{strategy:?}: each was sent once"
        );
    }
}
