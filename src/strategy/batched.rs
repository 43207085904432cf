//! So many, wait for all, so many more.
//!
//! ```text
//! 0 ███
//! 1 ██████
//! 2       ██      0's slot stood idle while 1 ran
//! 3       ████
//! ```

use std::num::NonZeroUsize;

use futures::future::join_all;

/// Starts the jobs in batches; a batch waits for its slowest.
///
/// - **Starts** `concurrency` jobs, and the next ones when all of those have
///   finished.
/// - **Delivers** each answer into its own slot as it arrives.
/// - **Costs** the sum of each batch's longest latency. The more latencies
///   differ, the longer the slots of a batch stand idle.
///
/// The post's `asynchronous_ordered_batched`, without its empty last batch.
///
/// See also [`windowed`](super::windowed): the same load on the server, and
/// no slot idle before the end.
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
