//! Functions that readers write: what they ask for, and how they end.

use std::{fmt, rc::Rc};

use futures::future::LocalBoxFuture;

use super::answer::Answer;

/// What a function asks for while it runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// To send request `index`. It may have been sent before; `sending` is the
    /// number of this sending, which no other one has.
    Send {
        /// The number of the sending.
        sending: u32,
        /// The request, from 0.
        index: usize,
    },
    /// To abort a sending.
    Abort {
        /// The number of the sending.
        sending: u32,
    },
    /// To deliver the answer to request `index`.
    Deliver {
        /// The request, from 0.
        index: usize,
    },
    /// To tell the reader something.
    Note(Fault),
    /// Nothing yet: it is loaded.
    Ready,
    /// Nothing more: it has ended.
    End(Ending),
}

/// How a function ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It returned, or the promise that it had returned was fulfilled.
    Returned,
    /// It threw, or that promise was rejected.
    Threw(Fault),
    /// The page ended it, or could not begin it.
    Stopped(Fault),
}

impl Ending {
    /// The ending with this word, and the fault unless the function returned.
    #[must_use]
    pub fn from_word(word: &str, fault: Fault) -> Option<Self> {
        let all = [
            Self::Returned,
            Self::Threw(fault.clone()),
            Self::Stopped(fault),
        ];
        all.into_iter().find(|ending| ending.word() == word)
    }

    /// Its word in reports.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Returned => "returned",
            Self::Threw(_) => "threw",
            Self::Stopped(_) => "stopped",
        }
    }

    /// What the reader is told of it; nothing if the function returned.
    #[must_use]
    pub fn fault(&self) -> Option<&Fault> {
        match self {
            Self::Returned => None,
            Self::Threw(fault) | Self::Stopped(fault) => Some(fault),
        }
    }
}

/// What is wrong with a function, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong, as the reader is told it.
    pub words: Rc<str>,
    /// The line of the code, from 1; 0 if it is not known.
    pub line: u32,
}

impl Fault {
    /// A fault of no known line.
    #[must_use]
    pub fn new(words: &str) -> Self {
        Self {
            words: words.into(),
            line: 0,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "Your code: {}.", self.words),
            line => write!(f, "Your code, line {line}: {}.", self.words),
        }
    }
}

/// A function that is loaded. Dropping it ends it, whatever it is doing.
pub trait Function {
    /// Calls it.
    fn call(&self);

    /// What it asks for next. After [`Ask::End`] it is not asked any more.
    fn next(&self) -> LocalBoxFuture<'_, Ask>;

    /// Tells it how a sending ended. A request that may not be sent has ended with
    /// [`Outcome::Skipped`](super::answer::Outcome::Skipped).
    fn answer(&self, sending: u32, answer: &Answer);
}
