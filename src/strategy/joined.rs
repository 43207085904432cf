//! All at once, then the whole list.
//!
//! ```text
//! 0 ███──┐
//! 1 █████┤ delivered together
//! 2 ██───┘
//! ```

use futures::future::join_all;

/// Starts every job and waits for all of them.
///
/// - **Starts** all jobs at once.
/// - **Delivers** all answers when the last job has finished, in request
///   order, whichever finished first.
/// - **Costs** the longest latency, and as many connections as there are
///   jobs: over HTTP/1.1, a browser sends six requests and queues the rest.
///
/// This is Python's `asyncio.gather` and JavaScript's `Promise.all`.
///
/// See also [`ordered`](super::ordered), which puts the same load on the
/// network and shows each answer as it arrives, and
/// [`windowed`](super::windowed), which spares the server.
///
/// ```
/// # use inflight::strategy::joined;
/// # use std::cell::RefCell;
/// let list = RefCell::new(Vec::new());
/// let jobs = [3, 1, 2].map(|n| async move { n * n });
/// futures::executor::block_on(joined(jobs, |_, square| list.borrow_mut().push(square)));
/// assert_eq!(list.into_inner(), [9, 1, 4]);
/// ```
pub async fn joined<J: Future>(
    jobs: impl IntoIterator<Item = J>,
    deliver: impl Fn(usize, J::Output),
) {
    let answers = join_all(jobs).await;
    for (slot, answer) in answers.into_iter().enumerate() {
        deliver(slot, answer);
    }
}
