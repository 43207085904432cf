//! The ideal total of a round, and what share of it a strategy reaches.

use inflight::{
    analysis::comparison::Comparison,
    run::Event,
    strategy::Strategy::{self, Joined, Sequential, Windowed},
    world::{answer::Outcome, network::Network},
};

use proptest::{prop_assert, proptest, test_runner::Config};

use crate::helpers::{
    any_settings, by_hand::add_round, compare, every_unpaced, milliseconds, ms, rounds, settings,
};

/// The ideal of a round in virtual time, in milliseconds.
fn ideal(query: &str, strategy: Strategy) -> Option<f64> {
    let mut settings = settings(query);
    settings.strategies = vec![strategy];
    let comparison = compare(&settings);
    let ideal = comparison.ideal(strategy, &comparison.rounds(strategy)[0]);
    ideal.map(|ideal| ideal.as_secs_f64() * 1e3)
}

#[test]
fn the_ideal_is_the_work_shared_by_the_slots_or_the_longest_request() {
    const EQUAL: &str = "requests=10&latency=100&spread=0&concurrency=4";
    assert_eq!(ideal(EQUAL, Sequential), Some(1_000.0));
    assert_eq!(ideal(EQUAL, Windowed), Some(250.0));
    assert_eq!(ideal(EQUAL, Joined), Some(100.0));
    assert_eq!(
        ideal("requests=3&latency=100&spread=0&concurrency=256", Windowed),
        Some(100.0)
    );
    assert_eq!(
        ideal("requests=1&latency=100&spread=0&steps=3", Windowed),
        Some(300.0)
    );

    let planned = |index| Network::planned(&settings("spread=2"), 0, index).as_secs_f64() * 1e3;
    let longest = (0..24).map(planned).fold(0.0, f64::max);
    assert_eq!(ideal("spread=2", Joined), Some(longest));
}

#[test]
fn the_simulated_cap_takes_slots_away() {
    const CAPPED: &str = "requests=12&latency=100&spread=0&concurrency=4&cap=3";
    assert_eq!(ideal(CAPPED, Sequential), Some(1_200.0));
    assert_eq!(ideal(CAPPED, Windowed), Some(400.0));
    assert_eq!(ideal(CAPPED, Joined), Some(400.0));
}

#[test]
fn there_is_no_ideal_where_it_says_nothing() {
    assert_eq!(ideal("work=1", Windowed), None);
    assert_eq!(ideal("capacity=9&concurrency=10", Windowed), None);
    assert!(ideal("capacity=10&concurrency=10", Windowed).is_some());
    assert!(ideal("capacity=9&concurrency=10", Sequential).is_some());
    let mut nothing = Comparison::new(settings("requests=1&strategies=joined"));
    nothing.apply(Event::Announced {
        round: 0,
        strategy: Joined,
    });
    nothing.cancel();
    assert_eq!(nothing.ideal(Joined, &nothing.rounds(Joined)[0]), None);
}

#[test]
fn on_a_real_network_the_ideal_is_of_the_latencies_as_measured() {
    let mut comparison = Comparison::new(settings("endpoint=site&requests=3&concurrency=2&cap=1"));
    let ends = milliseconds(&[10, 20, 60]);
    let requests: Vec<_> = ends.into_iter().map(|end| (end, 200)).collect();
    for strategy in [Sequential, Windowed, Joined] {
        add_round(&mut comparison, 0, strategy, &requests);
    }
    let ideal = |strategy| comparison.ideal(strategy, &comparison.rounds(strategy)[0]);
    assert_eq!(
        [ideal(Sequential), ideal(Windowed), ideal(Joined)],
        [90, 60, 60].map(ms).map(Some)
    );
}

#[test]
fn who_has_no_idle_slot_makes_all_of_the_ideal() {
    let mut settings = settings("requests=8&latency=100&spread=0&concurrency=4");
    settings.strategies = every_unpaced();
    let comparison = compare(&settings);
    for strategy in every_unpaced() {
        assert_eq!(comparison.of_ideal(strategy), Some(1.0), "{strategy:?}");
    }
}

proptest! {
    // Each case is eight to sixteen rounds of up to 60 requests.
    #![proptest_config(Config::with_cases(64))]

    /// Except where requests were given up before their planned latency had passed,
    /// or were never sent.
    #[test]
    fn no_round_is_quicker_than_its_ideal(settings in any_settings()) {
        let comparison = compare(&settings);
        for (strategy, round) in rounds(&comparison) {
            let cut_short = [Outcome::Timeout, Outcome::Skipped].map(|outcome| round.timeline.count(outcome));
            if cut_short == [0, 0] && settings.retries == 0 {
                let ideal = comparison.ideal(strategy, &round);
                prop_assert!(ideal <= round.timeline.total(), "{strategy:?}");
            }
        }
    }
}
