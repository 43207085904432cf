//! One request.

use std::{rc::Rc, time::Duration};

use crate::world::answer::Answer;

/// The three instants of a request, and how it ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// When it was sent for the first time.
    pub started: Option<Duration>,
    /// When it came to an end.
    pub finished: Option<Duration>,
    /// When its answer was put into the reader's list.
    pub delivered: Option<Duration>,
    /// How long of that it waited in the browser for a connection, where that
    /// is known.
    pub queued: Option<Duration>,
    /// What it ended with.
    pub answer: Option<Rc<Answer>>,
    /// How often it was sent.
    pub attempts: u32,
}

impl Span {
    /// Whether it will never be sent: its answer says why, and there is no end.
    #[must_use]
    pub fn is_skipped(&self) -> bool {
        self.finished.is_none() && self.answer.is_some()
    }
}
