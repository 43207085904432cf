//! One after the other.
//!
//! ```text
//! 0 ███
//! 1    █████
//! 2         ██
//! ```

/// Awaits each job before the next one starts.
///
/// - **Starts** the next job when the previous one has finished.
/// - **Delivers** each answer at once, in request order.
/// - **Costs** the sum of all latencies, and only one connection.
///
/// This is `await` in a loop. In Rust, collecting the futures before the loop
/// does not help: futures are lazy, and a future does not start before it is
/// polled.
///
/// See also [`joined`](super::joined), which starts all jobs at once, and
/// [`blocking`](super::blocking), which also blocks the thread.
///
/// ```
/// # use inflight::strategy::sequential;
/// # use std::cell::RefCell;
/// let list = RefCell::new(Vec::new());
/// let jobs = ["wash", "dry", "fold"].map(|step| async move { step });
/// futures::executor::block_on(sequential(jobs, |_, step| list.borrow_mut().push(step)));
/// assert_eq!(list.into_inner(), ["wash", "dry", "fold"]);
/// ```
pub async fn sequential<J: Future>(
    jobs: impl IntoIterator<Item = J>,
    deliver: impl Fn(usize, J::Output),
) {
    for (slot, job) in jobs.into_iter().enumerate() {
        deliver(slot, job.await);
    }
}
