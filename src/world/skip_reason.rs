//! Why a request was never sent.

/// Why a request was never sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SkipReason {
    /// Too many requests of its round had failed.
    Failures,
    /// Its round had lasted as long as a round may.
    Time,
    /// Its round had received as many bytes as a round may.
    Size,
    /// The browser was offline.
    Offline,
    /// An earlier request had been redirected to another server.
    Elsewhere,
    /// The server wants a name and a password, which a blocking request would
    /// have the browser ask for, each time anew.
    Password,
    /// The server had asked for a pause, and waiting would have frozen the page.
    RetryAfter,
    /// The reader's function did not ask for it.
    NotAsked,
}

impl SkipReason {
    /// Its words in the reader's list, in place of an answer.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Failures => "not sent: too many earlier requests had failed",
            Self::Time => "not sent: the round had already taken as long as it may",
            Self::Size => "not sent: the round had already received 32 MiB",
            Self::Offline => "not sent: the browser is offline",
            Self::Elsewhere => "not sent: an earlier request was redirected to another server",
            Self::Password => {
                "not sent: the server wants a password, which the browser would ask for each time"
            }
            Self::RetryAfter => "not sent: the server asked for a pause",
            Self::NotAsked => "not sent: the function did not ask for it",
        }
    }
}
