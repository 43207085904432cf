//! What holds whatever the latencies are, on instances nobody thought of:
//! first for plain jobs, then for whole runs on any simulated network.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used)] // a test that cannot go on has failed

mod virtual_time_support;

use std::{collections::BTreeSet, time::Duration};

use inflight::{
    answer::Outcome,
    comparison::{Comparison, Round},
    run::Event,
    strategy::Strategy::{self, AsCompleted, Batched, Sequential, Streamed, Windowed},
    timeline::{Span, Timeline},
};
use proptest::{
    collection::vec, prop_assert, prop_assert_eq, prop_oneof, proptest,
    strategy::Strategy as Generator, test_runner::Config,
};
use virtual_time_support::{
    any_settings, compare, events, every_strategy, milliseconds, settings, trace,
};

/// Up to 60 latencies of up to a second; short ones often, so that some tie.
fn any_latencies() -> impl Generator<Value = Vec<Duration>> {
    vec(prop_oneof![0_u64..=5, 0_u64..=1_000], 1..60).prop_map(|numbers| milliseconds(&numbers))
}

proptest! {
    #[test]
    fn windowed_is_between_the_ideal_and_streamed_then_come_batched_and_sequential(
        latencies in any_latencies(), width in 1_u32..=16,
    ) {
        let total = |strategy| trace(strategy, &latencies, width as usize).total;
        let sum: Duration = latencies.iter().sum();
        let longest = latencies.iter().max().copied().unwrap_or_default();
        prop_assert!(longest <= total(Windowed));
        prop_assert!(sum <= total(Windowed) * width);
        prop_assert!(total(Windowed) <= total(Streamed));
        prop_assert!(total(Streamed) <= total(Batched));
        prop_assert!(total(Batched) <= total(Sequential));
    }

    /// Graham's bound, multiplied by c: no division rounds anything off. The
    /// optimum itself is at least max(ΣL / c, max L).
    #[test]
    fn windowed_takes_at_most_two_less_one_cth_times_the_optimum(
        latencies in any_latencies(), width in 1_u32..=16,
    ) {
        let c_totals = trace(Windowed, &latencies, width as usize).total * width;
        let sum: Duration = latencies.iter().sum();
        let longest = latencies.iter().max().copied().unwrap_or_default();
        prop_assert!(c_totals <= sum + longest * (width - 1));
        prop_assert!(c_totals * width <= sum.max(longest * width) * (2 * width - 1));
    }

    #[test]
    fn never_more_jobs_are_in_flight_than_promised(
        latencies in any_latencies(), width in 1_usize..=16,
    ) {
        let concurrency = width.try_into().expect("at least 1");
        for strategy in every_strategy() {
            let peak = trace(strategy, &latencies, width).peak;
            prop_assert!(peak <= strategy.width(latencies.len(), concurrency), "{strategy:?}: {peak}");
        }
    }

    #[test]
    fn every_job_is_delivered_once_and_into_a_slot_of_its_own(
        latencies in any_latencies(), width in 1_usize..=16,
    ) {
        for strategy in every_strategy() {
            let delivered = trace(strategy, &latencies, width).delivered;
            let slots: BTreeSet<_> = delivered.iter().map(|(slot, ..)| *slot).collect();
            let jobs: BTreeSet<_> = delivered.iter().map(|(_, job, _)| *job).collect();
            prop_assert_eq!(delivered.len(), latencies.len());
            prop_assert_eq!((slots.len(), jobs.len()), (latencies.len(), latencies.len()));
            let in_request_order = delivered.iter().all(|(slot, job, _)| slot == job);
            prop_assert!(in_request_order || strategy == AsCompleted, "{strategy:?}");
        }
    }

}

proptest! {
    // Each case is eight to sixteen rounds of up to 60 requests.
    #![proptest_config(Config::with_cases(64))]

    #[test]
    fn each_request_ends_once_and_has_exactly_one_outcome(settings in any_settings()) {
        let mut ended = BTreeSet::new();
        for event in events(&settings) {
            match event {
                Event::Announced { .. } => ended.clear(),
                Event::Finished { index, .. } | Event::Skipped { index } => {
                    prop_assert!(ended.insert(index), "{index} ended twice");
                }
                Event::Ended => prop_assert_eq!(ended.len(), settings.requests),
                _ => {}
            }
        }
        for (_, round) in rounds(&compare(&settings)) {
            let counts = Outcome::ALL.map(|outcome| round.timeline.count(outcome));
            prop_assert_eq!(counts.iter().sum::<usize>(), settings.requests);
            prop_assert_eq!(round.timeline.count(Outcome::Cancelled), 0);
        }
    }

    #[test]
    fn the_readers_list_is_in_request_order_or_for_as_completed_in_that_of_completion(
        settings in any_settings(),
    ) {
        for (strategy, Round { timeline, .. }) in rounds(&compare(&settings)) {
            if strategy == AsCompleted {
                let list = timeline.list().iter().flatten();
                let finished = list.map(|index| timeline.spans()[*index].finished);
                prop_assert!(finished.is_sorted());
            } else {
                for (slot, span) in timeline.spans().iter().enumerate() {
                    prop_assert_eq!(timeline.list()[slot], (!span.skipped).then_some(slot));
                }
            }
        }
    }

    #[test]
    fn a_request_is_started_then_finished_then_delivered_unless_it_is_skipped(
        settings in any_settings(),
    ) {
        for (strategy, Round { timeline, .. }) in rounds(&compare(&settings)) {
            for Span { started, finished, delivered, skipped, .. } in timeline.spans() {
                let instants = [*started, *finished, *delivered];
                prop_assert!(instants.is_sorted(), "{strategy:?}: {instants:?}");
                prop_assert!(instants.iter().all(|instant| instant.is_none() == *skipped));
            }
            let delivered = || timeline.spans().iter().filter_map(|span| span.delivered);
            prop_assert_eq!(timeline.total(), delivered().max());
            prop_assert_eq!(timeline.first_delivered(), delivered().min());
        }
    }

    #[test]
    fn the_peak_is_the_one_in_the_spans_and_within_the_promise(settings in any_settings()) {
        for (strategy, Round { timeline, .. }) in rounds(&compare(&settings)) {
            let peak = timeline.peak_in_flight();
            prop_assert_eq!(peak, peak_of_spans(&timeline), "{:?}", strategy);
            prop_assert!(peak <= strategy.width(settings.requests, settings.concurrency));
        }
    }

    /// Unless requests were given up before their planned latency was over, or
    /// were never sent.
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

fn rounds(comparison: &Comparison) -> Vec<(Strategy, Round)> {
    let rounds = |strategy| {
        comparison
            .rounds(strategy)
            .iter()
            .map(move |round| (strategy, Round::clone(round)))
    };
    comparison.begun().flat_map(rounds).collect()
}

/// The most spans that hold one instant, each from its start up to but not
/// including its end.
fn peak_of_spans(timeline: &Timeline) -> usize {
    let spans = || {
        timeline
            .spans()
            .iter()
            .filter_map(|span| Some((span.started?, span.finished?)))
    };
    let at = |now| {
        spans()
            .filter(|(started, finished)| *started <= now && now < *finished)
            .count()
    };
    spans().map(|(started, _)| at(started)).max().unwrap_or(0)
}

#[test]
fn requests_that_take_no_time_are_in_flight_one_at_a_time() {
    let settings = settings("latency=0&strategies=joined,windowed,as-completed");
    for (strategy, round) in rounds(&compare(&settings)) {
        assert_eq!(round.timeline.peak_in_flight(), 1, "{strategy:?}");
    }
}
