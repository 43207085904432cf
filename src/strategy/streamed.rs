//! So many in flight, handed over in order.
//!
//! ```text
//! 0 █████         delivered first
//! 1 ██───         waits for 0
//! 2      ████     starts when 0 was delivered
//! ```

use std::num::NonZeroUsize;

use futures::stream::{self, StreamExt};

/// Delivers in request order while it goes, with a bounded window ahead.
///
/// - **Starts** `concurrency` jobs; an answer that waits for its predecessors
///   still holds its place, so one more starts only when one was delivered.
/// - **Delivers** each answer once all before it are in: the list grows
///   without holes.
/// - **Costs** between [`windowed`](super::windowed) and
///   [`batched`](super::batched): one slow job holds up all behind it.
///
/// The combinator `buffered` of Rust's `futures`; good for what must be
/// written out in order, in bounded memory.
///
/// See also [`windowed`](super::windowed), which does not wait.
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
