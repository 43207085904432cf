//! All at once, each answer appended as it arrives.
//!
//! ```text
//! 0 ███       second in the list
//! 1 █████     third in the list
//! 2 ██        first in the list
//! ```

use futures::stream::{FuturesUnordered, StreamExt};

/// Starts every job and appends each answer as it arrives.
///
/// - **Starts** all jobs at once.
/// - **Delivers** each answer as it arrives, at the end of the list: in order
///   of completion, not in request order.
/// - **Costs** what [`joined`](super::joined) costs, and the request order.
///
/// This is Python's `asyncio.as_completed`.
///
/// See also [`ordered`](super::ordered), which keeps the request order and has
/// holes until the last answer has arrived, and [`windowed`](super::windowed),
/// which limits the number of jobs in flight.
///
/// ```
/// # use inflight::{strategy::as_completed, world::virtual_time::VirtualTime};
/// # use std::{cell::RefCell, time::Duration};
/// let time = VirtualTime::default();
/// let list = RefCell::new(Vec::new());
/// let jobs = [30, 10, 20].map(async |ms| {
///     time.sleep(Duration::from_millis(ms)).await;
///     ms
/// });
/// time.run(as_completed(jobs, |_, ms| list.borrow_mut().push(ms)));
/// assert_eq!(list.into_inner(), [10, 20, 30]);
/// ```
pub async fn as_completed<J: Future>(
    jobs: impl IntoIterator<Item = J>,
    deliver: impl Fn(usize, J::Output),
) {
    let jobs: FuturesUnordered<J> = jobs.into_iter().collect();
    let mut answers = jobs.enumerate();
    while let Some((place, answer)) = answers.next().await {
        deliver(place, answer);
    }
}
