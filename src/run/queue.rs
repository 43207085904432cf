//! The queue of requests that wait for the end of a backoff: they go on in the
//! order of the list, whatever order they came in.

use std::cell::{Cell, RefCell};

use futures::channel::oneshot;

/// A queue of waiting requests.
#[derive(Debug, Default)]
pub(super) struct Queue {
    waiting: RefCell<Vec<(usize, oneshot::Sender<()>)>>,
    /// Whether one of them waits for the end of the backoff, for all.
    has_first: Cell<bool>,
}

impl Queue {
    pub(super) fn is_empty(&self) -> bool {
        self.waiting.borrow().is_empty()
    }

    /// Waits until it is the turn of request `index`. The first that comes waits
    /// for `backoff` to end, then each lets the next one go.
    pub(super) async fn turn(&self, index: usize, backoff: impl Future<Output = ()>) {
        let (sender, turn) = oneshot::channel();
        self.waiting.borrow_mut().push((index, sender));
        if !self.has_first.replace(true) {
            backoff.await;
            self.has_first.set(false);
            self.next();
        }
        turn.await.ok();
        self.next();
    }

    fn next(&self) {
        let mut waiting = self.waiting.borrow_mut();
        let indices = waiting.iter().map(|(index, _)| *index).enumerate();
        if let Some((place, _)) = indices.min_by_key(|(_, index)| *index) {
            // An error means that the run was dropped.
            waiting.swap_remove(place).1.send(()).ok();
        }
    }
}
