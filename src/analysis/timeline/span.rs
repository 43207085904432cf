//! The three instants of a request.

use std::{rc::Rc, time::Duration};

use crate::world::answer::Answer;

/// The three instants of a request, and how it ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// When it was sent for the first time.
    pub started: Option<Duration>,
    /// When it ended, with all its steps.
    pub finished: Option<Duration>,
    /// When its answer was put into the reader's list.
    pub delivered: Option<Duration>,
    /// How long it waited in the browser for a connection, if that is known.
    pub queued: Option<Duration>,
    /// The answer it ended with, or why it was never sent.
    pub answer: Option<Rc<Answer>>,
    /// How often it was sent: 1, and 1 for each retry; 0 before it is sent.
    pub attempts: u32,
}

impl Span {
    /// Whether it will never be sent: it has an answer that says why, but no end.
    #[must_use]
    pub fn is_skipped(&self) -> bool {
        self.finished.is_none() && self.answer.is_some()
    }
}
