//! The data that all figures of a page share.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use super::state::Click;

/// The data that all figures of a page share. A clone refers to the same data.
#[derive(Clone, Default)]
pub struct Shared(Rc<Contents>);

#[derive(Default)]
struct Contents {
    /// Whether a figure is running.
    running: Cell<bool>,
    /// The origins of the servers that the reader has allowed.
    allowed: RefCell<Vec<String>>,
    /// The last click on the button *Run* of any figure: a burst of clicks may
    /// hit two of them.
    last_click: Cell<Option<Click>>,
    /// The number of figures.
    figures: Cell<usize>,
}

/// Two values are equal if they refer to the same data.
impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// The permission to run, which only one figure has at a time. Dropping it
/// returns it.
pub struct Turn(Shared);

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.0.running.set(false);
    }
}

impl Shared {
    /// The permission to run; `None` while another figure has it.
    #[must_use]
    pub fn take_turn(&self) -> Option<Turn> {
        let taken = self.0.running.replace(true);
        (!taken).then(|| Turn(self.clone()))
    }

    /// Whether a figure is running.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.0.running.get()
    }

    /// Remembers that the reader has allowed requests to the server with this
    /// origin, until the page is closed.
    pub fn allow(&self, origin: String) {
        self.0.allowed.borrow_mut().push(origin);
    }

    /// Whether the reader has allowed requests to the server with this origin.
    #[must_use]
    pub fn is_allowed(&self, origin: &String) -> bool {
        self.0.allowed.borrow().contains(origin)
    }

    /// Whether a click belongs to the same burst as the click before it, on this
    /// button or on that of another figure. Remembers the click.
    #[must_use]
    pub fn continues_burst(&self, click: Click) -> bool {
        let before = self.0.last_click.replace(Some(click));
        before.is_some_and(|before| click.continues(before))
    }

    /// A number that no other figure has: ids in a document are unique.
    #[must_use]
    pub fn next_number(&self) -> usize {
        self.0.figures.replace(self.0.figures.get() + 1)
    }
}
