//! What strategies must take, computed without them.

use std::{cmp::Reverse, collections::BinaryHeap, time::Duration};

/// All of them at once.
pub(crate) fn longest(latencies: &[Duration]) -> Duration {
    latencies.iter().max().copied().unwrap_or_default()
}

/// List scheduling: each job on the slot that is free first. When each starts,
/// and when the last one ends.
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

/// Job i starts when job i − c was delivered, and is delivered when it and
/// job i − 1 are in. When each starts, and when each is delivered.
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
