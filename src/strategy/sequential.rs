//! One after the other.
//!
//! ```text
//! 0 ███
//! 1    █████
//! 2         ██
//! ```

/// Awaits each job before the next one starts.
///
/// - **Starts** the next job after the last was awaited.
/// - **Delivers** each answer at once, in request order.
/// - **Costs** the sum of all latencies, and one connection.
///
/// This is `await` in a loop. In Rust no rewriting of the loop helps that
/// merely collects the futures first: they are lazy, and a future that nobody
/// polls has not started.
///
/// See also [`joined`](super::joined), which starts them all, and
/// [`blocking`](super::blocking), which does not even let go of the thread.
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
