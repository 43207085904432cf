//! At most one start in each interval, and a limited number in flight.
//!
//! ```text
//!   |  |  |  |     a permit at each mark
//! 0 ███████
//! 1    ██
//! 2       ████     two are in flight, although 1 ended early
//! 3          ██
//! ```

use std::num::NonZeroUsize;

use futures::stream::{self, StreamExt};

/// Starts no job before its permit: a rate is kept, whatever the latencies are.
///
/// - **Starts** a job whenever `permit` ends, which is handed in: a timer, or
///   whatever else knows how many requests a server allows in a second. At most
///   `concurrency` jobs are in flight.
/// - **Delivers** each answer into its own slot as it arrives.
/// - **Costs** the number of jobs, less one, divided by the rate, and the last
///   latency, if the window is wide enough: at least rate times latency.
///
/// A width is no rate: one request in flight, with answers after 115 ms, is 8.7
/// in a second. Relatives: `p-queue` with an interval in JavaScript, `aiolimiter`
/// in Python, `governor` in Rust.
///
/// See also [`windowed`](super::windowed), which starts as soon as a slot is free.
///
/// ```
/// # use inflight::strategy::paced;
/// # use std::{cell::RefCell, num::NonZeroUsize};
/// let slots = RefCell::new([None; 3]);
/// let jobs = [3, 1, 2].map(|n| async move { n * n });
/// let two = NonZeroUsize::new(2).unwrap();
/// let at_once = async || {};
/// futures::executor::block_on(paced(jobs, two, at_once, |slot, n| slots.borrow_mut()[slot] = Some(n)));
/// assert_eq!(slots.into_inner(), [Some(9), Some(1), Some(4)]);
/// ```
pub async fn paced<J: Future>(
    jobs: impl IntoIterator<Item = J>,
    concurrency: NonZeroUsize,
    permit: impl AsyncFn(),
    deliver: impl Fn(usize, J::Output),
) {
    let fill = async |(slot, job): (usize, J)| {
        permit().await;
        deliver(slot, job.await);
    };
    stream::iter(jobs)
        .enumerate()
        .for_each_concurrent(concurrency.get(), fill)
        .await;
}
