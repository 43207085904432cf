//! Without an event loop.
//!
//! ```text
//! 0 ███
//! 1    █████
//! 2         ██
//!   ░░░░░░░░░░  nothing else runs: no click, no frame, no timer
//! ```

use futures::executor::block_on;

/// Holds the thread until each job has finished.
///
/// - **Starts** the next job after the last has returned.
/// - **Delivers** each answer at once, in request order.
/// - **Costs** the sum of all latencies, and the thread: on a page, nothing
///   can be clicked or drawn until the last job has returned.
///
/// It is the only one that is not `async`, and so the only one that cannot be
/// cancelled. A page has one thread: a job that needs its event loop to go on
/// would wait for ever, so jobs given to this one must do without (a
/// synchronous `XMLHttpRequest` does).
///
/// See also [`sequential`](super::sequential): as slow, but the page lives.
///
/// ```
/// # use inflight::strategy::blocking;
/// # use std::cell::RefCell;
/// let list = RefCell::new(Vec::new());
/// blocking([async { "first" }], |slot, answer| list.borrow_mut().push((slot, answer)));
/// assert_eq!(list.into_inner(), [(0, "first")]);
/// ```
pub fn blocking<J: Future>(jobs: impl IntoIterator<Item = J>, deliver: impl Fn(usize, J::Output)) {
    for (slot, job) in jobs.into_iter().enumerate() {
        deliver(slot, block_on(job));
    }
}
