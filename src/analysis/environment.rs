//! The environment in which a run was measured.

use std::time::Duration;

use crate::world::transport::Transport;

/// How many connections a browser opens to a server over HTTP/1.1.
const HTTP_1_CONNECTIONS: usize = 6;

/// Where and how a run was measured, and what happened to the page during it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Environment {
    /// The transport of the requests at the start of the run.
    pub transport: Transport,
    /// The protocol of a real network, if the browser tells: `h2`, `http/1.1`.
    pub protocol: Option<String>,
    /// The browser's `User-Agent`.
    pub user_agent: String,
    /// The smallest step of the page's clock that was observed.
    pub clock_resolution: Duration,
    /// Whether the page was hidden at some moment.
    pub was_hidden: bool,
    /// Whether the browser was offline at some moment; reports do not contain it.
    pub went_offline: bool,
    /// Whether the service worker was lost; reports do not contain it.
    pub worker_lost: bool,
}

impl Environment {
    /// How many connections the browser had to the server; `None` if that is not
    /// known.
    #[must_use]
    pub fn connections(&self) -> Option<usize> {
        (self.protocol.as_deref() == Some("http/1.1")).then_some(HTTP_1_CONNECTIONS)
    }
}
