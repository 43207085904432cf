//! What the reader's function asks its strategy for.

/// A command of the reader's function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Start the job with this index, which may have been started before.
    Start(usize),
    /// Deliver the answer of the job with this index.
    Deliver(usize),
    /// The function has returned.
    Return,
}
