//! Every round: the parts add up to the whole, and virtual time has no overhead.

use std::time::Duration;

use inflight::{
    analysis::{
        comparison::{Category, Comparison, TimeBreakdown},
        timeline::Span,
    },
    settings::Settings,
    strategy::Strategy,
    world::answer::Outcome,
};
use proptest::{
    collection::vec, prop_assert, prop_assert_eq, proptest, strategy::Strategy as _,
    test_runner::Config,
};

use super::real;
use crate::helpers::{any_settings, compare, every_strategy, milliseconds, settings};

fn sum(breakdown: &TimeBreakdown) -> Duration {
    breakdown.parts.iter().sum()
}

/// The breakdown of each round that has one.
fn divided(comparison: &Comparison) -> Vec<(Strategy, TimeBreakdown)> {
    let of = |strategy| {
        let rounds = comparison.rounds(strategy).iter();
        rounds.filter_map(move |round| Some((strategy, comparison.breakdown(strategy, round)?)))
    };
    comparison.begun().flat_map(of).collect()
}

proptest! {
    // Each case is eight to sixteen rounds of up to 60 requests.
    #![proptest_config(Config::with_cases(64))]

    #[test]
    fn the_parts_add_up_to_the_time_of_all_slots_on_any_network(settings in any_settings()) {
        let comparison = compare(&settings);
        for strategy in every_strategy() {
            for round in comparison.rounds(strategy) {
                let skipped = round.timeline.count(Outcome::Skipped) > 0;
                let breakdown = comparison.breakdown(strategy, round);
                prop_assert_eq!(breakdown.is_none(), skipped, "{:?}", strategy);
                let Some(breakdown) = breakdown else { continue };
                prop_assert_eq!(sum(&breakdown), breakdown.total * breakdown.slots, "{:?}", strategy);
                prop_assert_eq!(breakdown.on(Category::Unknown), Duration::ZERO);
            }
        }
    }

    /// All time is planned, queued or idle: a strategy starts a request as soon as
    /// it may. (A retry would wait for its backoff.)
    #[test]
    fn in_virtual_time_the_page_costs_nothing(settings in any_settings()) {
        let settings = Settings { work: Duration::ZERO, retries: 0, ..settings };
        for (strategy, breakdown) in divided(&compare(&settings)) {
            prop_assert_eq!(breakdown.on(Category::Overhead), Duration::ZERO, "{:?}", strategy);
        }
    }

    #[test]
    fn a_request_is_queued_within_its_time_and_only_where_connections_are_few(
        settings in any_settings(),
    ) {
        let comparison = compare(&settings);
        let rounds = every_strategy().into_iter().flat_map(|one| comparison.rounds(one));
        for span in rounds.flat_map(|round| round.timeline.spans()) {
            let Span { started, finished, queued, .. } = span;
            prop_assert_eq!(queued.is_some(), settings.cap > 0 && !span.is_skipped());
            let latest = started.map(|started| started + queued.unwrap_or_default());
            prop_assert!(latest <= *finished, "{latest:?}");
        }
    }

    #[test]
    fn the_parts_add_up_where_the_browser_tells_and_where_it_does_not(
        latencies in vec(0_u64..=300, 1..40).prop_map(|numbers| milliseconds(&numbers)),
    ) {
        for strategy in every_strategy() {
            for (tells, waiting) in [(true, Category::Network), (false, Category::Unknown)] {
                for (_, breakdown) in divided(&real(strategy, &latencies, tells)) {
                    prop_assert_eq!(sum(&breakdown), breakdown.total * breakdown.slots);
                    prop_assert_eq!(breakdown.on(waiting), latencies.iter().sum::<Duration>());
                    prop_assert_eq!(sum(&breakdown), breakdown.on(waiting) + breakdown.on(Category::Idle));
                }
            }
        }
    }
}

#[test]
fn a_round_that_was_cut_or_skipped_requests_is_not_divided() {
    let failing = compare(&settings("requests=60&failures=100&strategies=sequential"));
    assert_eq!(divided(&failing), []);
    let mut cut = Comparison::new(settings("requests=2&strategies=joined"));
    let events = crate::helpers::events(&cut.settings);
    for event in events.into_iter().take(4) {
        cut.apply(event);
    }
    cut.cancel();
    assert_eq!(divided(&cut), []);
}

#[test]
fn every_part_has_a_name_and_a_key_of_its_own() {
    for (place, part) in Category::ALL.into_iter().enumerate() {
        assert_eq!(part as usize, place);
        let same = |other: &Category| other.key() == part.key() || other.name() == part.name();
        assert_eq!(Category::ALL.iter().filter(|other| same(other)).count(), 1);
    }
}
