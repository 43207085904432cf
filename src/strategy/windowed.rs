//! Always the same number in flight.
//!
//! ```text
//! 0 ███
//! 1 ██████
//! 2    ██         starts where 0 ended
//! 3      ████     starts where 2 ended
//! ```

use std::num::NonZeroUsize;

use futures::stream::{self, StreamExt};

/// Keeps a window of jobs in flight: when one ends, the next one starts.
///
/// - **Starts** `concurrency` jobs, and one more whenever one finishes.
/// - **Delivers** each answer into its own slot as it arrives.
/// - **Costs** usually little more than the sum of all latencies divided by
///   `concurrency`. This is list scheduling, which takes at most
///   2 − 1/`concurrency` times the shortest possible time (Graham, *Bounds on
///   multiprocessing timing anomalies*, 1969).
///
/// See also [`batched`](super::batched), which waits for the slowest job of
/// each batch, and [`streamed`](super::streamed), which delivers in request
/// order.
///
/// ```
/// # use inflight::strategy::windowed;
/// # use std::{cell::RefCell, num::NonZeroUsize};
/// let slots = RefCell::new([None; 3]);
/// let jobs = [3, 1, 2].map(|n| async move { n * n });
/// let two = NonZeroUsize::new(2).unwrap();
/// futures::executor::block_on(windowed(jobs, two, |slot, n| slots.borrow_mut()[slot] = Some(n)));
/// assert_eq!(slots.into_inner(), [Some(9), Some(1), Some(4)]);
/// ```
pub async fn windowed<J: Future>(
    jobs: impl IntoIterator<Item = J>,
    concurrency: NonZeroUsize,
    deliver: impl Fn(usize, J::Output),
) {
    let fill = async |(slot, job): (usize, J)| deliver(slot, job.await);
    stream::iter(jobs)
        .enumerate()
        .for_each_concurrent(concurrency.get(), fill)
        .await;
}
