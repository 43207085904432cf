//! When each strategy delivers an answer, and into which slot.

use std::time::Duration;

use inflight::strategy::Strategy::{
    self, AsCompleted, Batched, Blocking, Joined, Ordered, Sequential, Streamed, Windowed,
};

use crate::helpers::{milliseconds, trace};

/// Slot, job and instant in milliseconds of each delivery, two at a time.
fn deliveries(strategy: Strategy, latencies: &[u64]) -> Vec<(usize, usize, u128)> {
    let delivered = trace(strategy, &milliseconds(latencies), 2).delivered;
    let in_ms = |(slot, job, at): (_, _, Duration)| (slot, job, at.as_millis());
    delivered.into_iter().map(in_ms).collect()
}

#[test]
fn one_after_the_other_delivers_each_at_once_in_request_order() {
    for strategy in [Blocking, Sequential] {
        assert_eq!(
            deliveries(strategy, &[30, 10, 20]),
            [(0, 0, 30), (1, 1, 40), (2, 2, 60)]
        );
    }
}

#[test]
fn joined_delivers_all_in_request_order_when_the_last_has_finished() {
    assert_eq!(
        deliveries(Joined, &[30, 10, 20]),
        [(0, 0, 30), (1, 1, 30), (2, 2, 30)]
    );
}

#[test]
fn ordered_fills_each_slot_as_its_answer_arrives() {
    assert_eq!(
        deliveries(Ordered, &[30, 10, 20]),
        [(1, 1, 10), (2, 2, 20), (0, 0, 30)]
    );
}

#[test]
fn batched_fills_each_slot_as_its_answer_arrives() {
    assert_eq!(
        deliveries(Batched, &[30, 10, 20]),
        [(1, 1, 10), (0, 0, 30), (2, 2, 50)]
    );
}

#[test]
fn windowed_fills_each_slot_as_its_answer_arrives() {
    assert_eq!(
        deliveries(Windowed, &[50, 10, 20]),
        [(1, 1, 10), (2, 2, 30), (0, 0, 50)]
    );
}

#[test]
fn as_completed_appends_each_answer_as_it_arrives() {
    assert_eq!(
        deliveries(AsCompleted, &[30, 10, 20]),
        [(0, 1, 10), (1, 2, 20), (2, 0, 30)]
    );
}

#[test]
fn streamed_delivers_each_once_its_predecessors_are_in() {
    assert_eq!(
        deliveries(Streamed, &[30, 10, 20, 5]),
        [(0, 0, 30), (1, 1, 30), (2, 2, 50), (3, 3, 50)]
    );
}
