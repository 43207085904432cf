//! All at once, each answer into its own slot.
//!
//! ```text
//! 0 ███       delivered second
//! 1 █████     delivered third
//! 2 ██        delivered first, into the third slot
//! ```

use futures::future::join_all;

/// Starts every job and fills each slot when its job finishes.
///
/// - **Starts** all jobs at once.
/// - **Delivers** each answer into its own slot as it arrives: the list is in
///   request order, with holes until the last answer has arrived.
/// - **Costs** what [`joined`](super::joined) costs.
///
/// This is the tutorial post's `asynchronous_ordered`. Its final list is the
/// same as that of `joined`, which is in request order too. What it gains is
/// that the first answer can be shown long before the last.
///
/// See also [`as_completed`](super::as_completed), which leaves no holes and
/// gives up the request order.
///
/// ```
/// # use inflight::strategy::ordered;
/// # use std::cell::RefCell;
/// let slots = RefCell::new([None; 3]);
/// let jobs = [3, 1, 2].map(|n| async move { n * n });
/// futures::executor::block_on(ordered(jobs, |slot, n| slots.borrow_mut()[slot] = Some(n)));
/// assert_eq!(slots.into_inner(), [Some(9), Some(1), Some(4)]);
/// ```
pub async fn ordered<J: Future>(
    jobs: impl IntoIterator<Item = J>,
    deliver: impl Fn(usize, J::Output),
) {
    let fill = async |(slot, job): (usize, J)| deliver(slot, job.await);
    join_all(jobs.into_iter().enumerate().map(fill)).await;
}
