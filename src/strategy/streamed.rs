//! A limited number in flight, delivered in request order.
//!
//! ```text
//! 0 █████         delivered first
//! 1 ██───         waits for 0
//! 2      ████     starts when 0 is delivered
//! ```

use std::num::NonZeroUsize;

use futures::stream::{self, StreamExt};

/// Delivers in request order during the round, from a window of jobs.
///
/// - **Starts** `concurrency` jobs, and one more whenever an answer is
///   delivered: an answer that waits for earlier ones keeps its place in the
///   window.
/// - **Delivers** each answer when all earlier answers have been delivered:
///   the list grows without holes.
/// - **Costs** at least as much time as [`windowed`](super::windowed) and at
///   most as much as [`batched`](super::batched): a slow job holds up all
///   later ones.
///
/// This is the combinator `buffered` of Rust's `futures`. It suits answers
/// that have to be written in order and in bounded memory.
///
/// See also [`windowed`](super::windowed), which delivers without waiting for
/// earlier answers.
///
/// ```
/// # use inflight::strategy::streamed;
/// # use std::{cell::RefCell, num::NonZeroUsize};
/// let list = RefCell::new(Vec::new());
/// let jobs = [3, 1, 2].map(|n| async move { n * n });
/// let two = NonZeroUsize::new(2).unwrap();
/// futures::executor::block_on(streamed(jobs, two, |_, square| list.borrow_mut().push(square)));
/// assert_eq!(list.into_inner(), [9, 1, 4]);
/// ```
pub async fn streamed<J: Future>(
    jobs: impl IntoIterator<Item = J>,
    concurrency: NonZeroUsize,
    deliver: impl Fn(usize, J::Output),
) {
    let mut answers = stream::iter(jobs).buffered(concurrency.get()).enumerate();
    while let Some((slot, answer)) = answers.next().await {
        deliver(slot, answer);
    }
}
