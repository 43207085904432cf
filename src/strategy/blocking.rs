//! One after the other, on a blocked thread.
//!
//! ```text
//! 0 ███
//! 1    █████
//! 2         ██
//!   ░░░░░░░░░░  nothing else runs: no click, no frame, no timer
//! ```

use futures::executor::block_on;

/// Blocks the thread until each job has finished.
///
/// - **Starts** the next job after the previous one has returned.
/// - **Delivers** each answer at once, in request order.
/// - **Costs** the sum of all latencies, and the thread: until the last job
///   has returned, nothing on the page can be clicked or drawn.
///
/// This is the only strategy that is not `async`, and therefore the only one
/// that cannot be cancelled. A page has one thread, so a job that needs the
/// event loop would wait for ever. Jobs for this strategy must do without it,
/// as a synchronous `XMLHttpRequest` does.
///
/// See also [`sequential`](super::sequential), which is as slow but leaves the
/// page usable.
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
