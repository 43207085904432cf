//! The totals of strategies from formulas, without running them.

use std::{cmp::Reverse, collections::BinaryHeap, time::Duration};

/// All jobs at once: the longest latency.
pub(crate) fn longest(latencies: &[Duration]) -> Duration {
    latencies.iter().max().copied().unwrap_or_default()
}

/// List scheduling: each job takes the slot that is free first. Returns when
/// each job starts, and when the last one ends.
pub(crate) fn list_schedule(latencies: &[Duration], slots: usize) -> (Vec<Duration>, Duration) {
    let mut free: BinaryHeap<_> = vec![Reverse(Duration::ZERO); slots].into();
    let starts = latencies.iter().map(|latency| {
        let Reverse(start) = free.pop().unwrap_or_default();
        free.push(Reverse(start + *latency));
        start
    });
    let starts: Vec<_> = starts.collect();
    let end = free.into_iter().map(|Reverse(end)| end).max();
    (starts, end.unwrap_or_default())
}

/// With c slots, job i starts when job i − c has been delivered; it is delivered
/// when it has finished and job i − 1 has been delivered. Returns when each job
/// starts, and when each is delivered.
pub(crate) fn in_order(latencies: &[Duration], slots: usize) -> (Vec<Duration>, Vec<Duration>) {
    let (mut starts, mut delivered) = (Vec::new(), Vec::<Duration>::new());
    for (index, latency) in latencies.iter().enumerate() {
        let before = |places| index.checked_sub(places).map(|earlier| delivered[earlier]);
        let start = before(slots).unwrap_or_default();
        let predecessor = before(1).unwrap_or_default();
        starts.push(start);
        delivered.push(predecessor.max(start + *latency));
    }
    (starts, delivered)
}
