//! In batches, each of which starts when the previous one has finished.
//!
//! ```text
//! 0 ███
//! 1 ██████
//! 2       ██      the slot of 0 was idle until 1 finished
//! 3       ████
//! ```

use std::num::NonZeroUsize;

use futures::future::join_all;

/// Starts the jobs in batches; each batch waits for its slowest job.
///
/// - **Starts** `concurrency` jobs, and the next batch when all of them have
///   finished.
/// - **Delivers** each answer into its own slot as it arrives.
/// - **Costs** the sum of the longest latencies, one of each batch. The more
///   latencies differ, the longer slots are idle.
///
/// This is the tutorial post's `asynchronous_ordered_batched`, without the
/// empty batch at its end.
///
/// See also [`windowed`](super::windowed), which puts the same load on the
/// server and leaves no slot idle while jobs remain.
///
/// ```
/// # use inflight::strategy::batched;
/// # use std::{cell::RefCell, num::NonZeroUsize};
/// let slots = RefCell::new([None; 3]);
/// let jobs = [3, 1, 2].map(|n| async move { n * n });
/// let two = NonZeroUsize::new(2).unwrap();
/// futures::executor::block_on(batched(jobs, two, |slot, n| slots.borrow_mut()[slot] = Some(n)));
/// assert_eq!(slots.into_inner(), [Some(9), Some(1), Some(4)]);
/// ```
pub async fn batched<J: Future>(
    jobs: impl IntoIterator<Item = J>,
    concurrency: NonZeroUsize,
    deliver: impl Fn(usize, J::Output),
) {
    let fill = async |(slot, job): (usize, J)| deliver(slot, job.await);
    let mut jobs = jobs.into_iter().enumerate().peekable();
    while jobs.peek().is_some() {
        join_all(jobs.by_ref().take(concurrency.get()).map(fill)).await;
    }
}
