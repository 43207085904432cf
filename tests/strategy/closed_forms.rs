//! The total of each strategy equals its closed form, for jobs that only take
//! time, in virtual time.

use std::time::Duration;

use crate::helpers::{
    closed_form::{in_order, list_schedule, longest},
    every_strategy, milliseconds, ms, trace,
};
use inflight::strategy::Strategy::{
    self, AsCompleted, Batched, Blocking, Joined, Ordered, Sequential, Streamed, Windowed,
};

/// Hand-made latencies in milliseconds: none, one, all equal, falling, rising,
/// one slow among quick ones, ties, and some that take no time.
const CASES: [&[u64]; 9] = [
    &[],
    &[40],
    &[10, 10, 10, 10, 10, 10, 10],
    &[70, 60, 50, 40, 30, 20, 10],
    &[10, 20, 30, 40, 50, 60, 70],
    &[10, 10, 200, 10, 10, 10, 10, 10, 10, 10],
    &[30, 10, 20, 20, 10, 30, 30, 10, 20],
    &[0, 5, 0, 0, 7, 0],
    &[31, 4, 159, 26, 53, 58, 97, 93, 238, 46, 26, 43, 38, 32, 79],
];

/// Compares totals with a closed form, for every case and widths from 1 to
/// more than there are jobs.
fn costs(strategy: Strategy, closed_form: impl Fn(&[Duration], usize) -> Duration) {
    for case in CASES {
        let latencies = milliseconds(case);
        for width in 1..=16 {
            assert_eq!(
                trace(strategy, &latencies, width).total,
                closed_form(&latencies, width),
                "{} of {case:?}, {width} at a time",
                strategy.key()
            );
        }
    }
}

#[test]
fn one_after_the_other_costs_the_sum() {
    costs(Blocking, |latencies, _| latencies.iter().sum());
    costs(Sequential, |latencies, _| latencies.iter().sum());
}

#[test]
fn all_at_once_costs_the_longest() {
    costs(Joined, |latencies, _| longest(latencies));
    costs(Ordered, |latencies, _| longest(latencies));
    costs(AsCompleted, |latencies, _| longest(latencies));
}

#[test]
fn batches_cost_the_longest_of_each() {
    costs(Batched, |latencies, width| {
        latencies.chunks(width).map(longest).sum()
    });
}

#[test]
fn a_window_costs_what_list_scheduling_costs() {
    costs(Windowed, |latencies, width| {
        list_schedule(latencies, width).1
    });
}

#[test]
fn a_stream_costs_what_its_recurrence_says() {
    costs(Streamed, |latencies, width| {
        let (_, delivered) = in_order(latencies, width);
        delivered.last().copied().unwrap_or_default()
    });
}

#[test]
fn windowed_and_streamed_start_each_job_when_the_closed_form_does() {
    for case in CASES {
        let latencies = milliseconds(case);
        for width in 1..=16 {
            let starts = |strategy| trace(strategy, &latencies, width).started;
            assert_eq!(starts(Windowed), list_schedule(&latencies, width).0);
            assert_eq!(starts(Streamed), in_order(&latencies, width).0);
        }
    }
}

#[test]
fn batched_starts_a_batch_when_all_of_the_last_one_have_finished() {
    let started = trace(Batched, &milliseconds(&[30, 10, 20, 5, 40]), 2).started;
    assert_eq!(started, milliseconds(&[0, 0, 30, 30, 50]));
}

#[test]
fn nothing_to_do_takes_no_time_and_delivers_nothing() {
    for strategy in every_strategy() {
        let trace = trace(strategy, &[], 3);
        assert_eq!((trace.total, trace.delivered), (Duration::ZERO, vec![]));
    }
}

#[test]
fn a_width_greater_than_the_number_of_jobs_starts_them_all() {
    let latencies = milliseconds(&[30, 10, 20]);
    for strategy in [Batched, Windowed, Streamed] {
        let trace = trace(strategy, &latencies, 256);
        assert_eq!(trace.started, [Duration::ZERO; 3], "{strategy:?}");
        assert_eq!((trace.total, trace.peak), (ms(30), 3), "{strategy:?}");
    }
}

#[test]
fn a_width_of_one_is_sequential() {
    for case in CASES {
        let latencies = milliseconds(case);
        for strategy in [Batched, Windowed, Streamed] {
            assert_eq!(
                trace(strategy, &latencies, 1),
                trace(Sequential, &latencies, 1),
                "{strategy:?} of {case:?}"
            );
        }
    }
}
