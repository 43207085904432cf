//! The connections of the simulated browser, given in the order of requests.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::Rc,
};

use futures::channel::oneshot;

/// The browser's connections to the server.
pub(super) struct Connections {
    free: Cell<usize>,
    waiting: RefCell<VecDeque<oneshot::Sender<Connection>>>,
}

impl Connections {
    pub(super) fn new(cap: usize) -> Self {
        Self {
            free: Cell::new(cap),
            waiting: RefCell::default(),
        }
    }

    /// Whether a request that is sent now gets a connection without waiting.
    pub(super) fn any_free(&self) -> bool {
        self.free.get() > 0
    }

    /// Waits for a connection.
    pub(super) async fn acquire(self: Rc<Self>) -> Connection {
        if self.any_free() {
            self.free.set(self.free.get() - 1);
            return Connection(Some(self));
        }
        let (sender, receiver) = oneshot::channel();
        self.waiting.borrow_mut().push_back(sender);
        // This cannot fail: the sender is kept until it sends a connection.
        receiver.await.unwrap_or(Connection(None))
    }

    /// Gives a connection to the first request that still waits for one.
    fn release(self: Rc<Self>) {
        let mut connection = Connection(Some(Rc::clone(&self)));
        loop {
            let Some(next) = self.waiting.borrow_mut().pop_front() else {
                connection.0 = None;
                self.free.set(self.free.get() + 1);
                return;
            };
            match next.send(connection) {
                Ok(()) => return,
                Err(returned) => connection = returned,
            }
        }
    }
}

/// A connection in use, which is free again when dropped. That is also so if it
/// was sent to a request that is dropped before it takes the connection.
pub(super) struct Connection(Option<Rc<Connections>>);

impl Drop for Connection {
    fn drop(&mut self) {
        if let Some(connections) = self.0.take() {
            connections.release();
        }
    }
}
