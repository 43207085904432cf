//! Reasons why a run was not started.

/// Why a run was not started.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotStarted {
    /// A run of this figure is in progress, or a question about it is open.
    #[error("a run is already going on; cancel it first or wait for its end")]
    Busy,
    /// Another figure of the page is running.
    #[error(
        "another figure on this page is running: one at a time, or each would disturb the other’s times"
    )]
    Elsewhere,
    /// The run would have too many requests, or its server cannot be reached;
    /// the message.
    #[error("{0}")]
    TooMuch(String),
    /// The reader did not allow the run.
    #[error("the run was not allowed; nothing was sent")]
    NotAllowed,
}
