//! Bounds that hold for plain jobs with any latencies.

use std::{collections::BTreeSet, time::Duration};

use crate::helpers::{every_strategy, milliseconds, trace};
use inflight::strategy::Strategy::{AsCompleted, Batched, Sequential, Streamed, Windowed};
use proptest::{
    collection::vec, prop_assert, prop_assert_eq, prop_oneof, proptest,
    strategy::Strategy as Generator,
};

/// Up to 60 latencies of up to a second. Short ones are frequent, so that some
/// are equal.
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

    /// Graham's bound, multiplied by c to avoid the rounding of a division. The
    /// optimum is at least max(ΣL / c, max L).
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
