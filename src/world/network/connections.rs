//! The connections of a simulated browser, first come, first served.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::Rc,
};

use futures::channel::oneshot;

/// The browser's connections.
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

    /// Whether who comes now need not wait.
    pub(super) fn any_free(&self) -> bool {
        self.free.get() > 0
    }

    /// ResourceTimings for a connection; it is free again when dropped.
    pub(super) async fn acquire(self: Rc<Self>) -> Connection {
        if self.any_free() {
            self.free.set(self.free.get() - 1);
            return Connection(Some(self));
        }
        let (sender, receiver) = oneshot::channel();
        self.waiting.borrow_mut().push_back(sender);
        // The sender is kept until a connection is sent: this cannot fail.
        receiver.await.unwrap_or(Connection(None))
    }

    /// Hands a connection to the first who still waits for one.
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
                Err(back) => connection = back,
            }
        }
    }
}

/// A connection in use. Sent to one who has gone away meanwhile, it comes back
/// by itself.
pub(super) struct Connection(Option<Rc<Connections>>);

impl Drop for Connection {
    fn drop(&mut self) {
        if let Some(connections) = self.0.take() {
            connections.release();
        }
    }
}
