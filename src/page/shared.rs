//! What all figures of a page share.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use super::state::Click;

/// What all figures of a page share; a clone is the same thing.
#[derive(Clone, Default)]
pub struct Shared(Rc<Contents>);

#[derive(Default)]
struct Contents {
    /// Whether a figure runs.
    running: Cell<bool>,
    /// The servers of others that the reader has allowed.
    allowed: RefCell<Vec<String>>,
    /// The last click on any button that runs or cancels: the reader has one
    /// pointer.
    last_click: Cell<Option<Click>>,
    /// How many figures there are.
    figures: Cell<usize>,
}

/// Whether both are the same thing.
impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// The permission to run, which one figure has at a time; it ends when this is
/// dropped.
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

    /// Remembers that the reader allows requests to a server while the page
    /// lives.
    pub fn allow(&self, origin: String) {
        self.0.allowed.borrow_mut().push(origin);
    }

    /// Whether the reader has allowed requests to a server.
    #[must_use]
    pub fn is_allowed(&self, origin: &String) -> bool {
        self.0.allowed.borrow().contains(origin)
    }

    /// Whether a click belongs to the burst of the click before it, on this
    /// button or another.
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
