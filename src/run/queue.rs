//! The queue of requests that wait for the end of a backoff: they go on in the
//! order of the list, whatever order they came in.
//!
//! A request that waits may be aborted, which drops its future. The guards here see
//! to it that those behind it still get their turn.

use std::cell::{Cell, RefCell};

use futures::channel::oneshot;

/// A queue of waiting requests.
#[derive(Debug, Default)]
pub(super) struct Queue {
    waiting: RefCell<Vec<(usize, oneshot::Sender<()>)>>,
    /// Whether one of them waits for the end of the backoff, for all.
    has_first: Cell<bool>,
}

/// The turn of a request. Dropping it lets the next one go.
pub(super) struct Turn<'a>(Option<&'a Queue>);

impl Turn<'_> {
    /// Ends the turn of a request that has to wait again, and lets none go.
    pub(super) fn give_back(mut self) {
        self.0 = None;
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.iter().for_each(|queue| queue.next());
    }
}

/// The place of the request that waits for all. Dropping it lets the next one go.
struct First<'a>(&'a Queue);

impl Drop for First<'_> {
    fn drop(&mut self) {
        self.0.has_first.set(false);
        self.0.next();
    }
}

/// The place of a request. If it is dropped after its turn had come, the next one goes.
struct Waiting<'a>(&'a Queue, oneshot::Receiver<()>);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        if let Ok(Some(())) = self.1.try_recv() {
            self.0.next();
        }
    }
}

impl Queue {
    pub(super) fn is_empty(&self) -> bool {
        self.waiting.borrow().is_empty()
    }

    /// Waits until it is the turn of request `index`. The first that comes waits
    /// for `backoff` to end, then each lets the next one go.
    pub(super) async fn turn(&self, index: usize, backoff: impl Future<Output = ()>) -> Turn<'_> {
        let (sender, turn) = oneshot::channel();
        let mut waiting = Waiting(self, turn);
        self.waiting.borrow_mut().push((index, sender));
        if !self.has_first.replace(true) {
            let first = First(self);
            backoff.await;
            drop(first);
        }
        (&mut waiting.1).await.ok();
        Turn(Some(self))
    }

    /// Lets the one with the lowest index go, of those that have not been aborted.
    fn next(&self) {
        let mut waiting = self.waiting.borrow_mut();
        loop {
            let indices = waiting.iter().map(|(index, _)| *index).enumerate();
            let Some((place, _)) = indices.min_by_key(|(_, index)| *index) else {
                return;
            };
            if waiting.swap_remove(place).1.send(()).is_ok() {
                return;
            }
        }
    }
}
