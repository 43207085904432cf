//! Why there is no run.

/// Why a run was not started.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotStarted {
    /// One at a time.
    #[error("a run is going on already; cancel it first or wait for its end")]
    Busy,
    /// One at a time on a page, too.
    #[error(
        "another figure on this page is running: one at a time, or each would disturb the other’s times"
    )]
    Elsewhere,
    /// It would ask too much of a server.
    #[error("{0}")]
    TooMuch(String),
    /// The reader said no.
    #[error("the run was not allowed; nothing was sent")]
    NotAllowed,
}
