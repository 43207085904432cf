//! Transports of requests.

use crate::settings::Endpoint;

/// How the requests of a run are carried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transport {
    /// Fetches that a service worker answers.
    ServiceWorker,
    /// Timers in the page, then fetches of `data:` URLs.
    InPage,
    /// Fetches that go to a server.
    Network,
}

impl Transport {
    /// Every transport.
    pub const ALL: [Self; 3] = [Self::ServiceWorker, Self::InPage, Self::Network];

    /// The transport of requests to this endpoint if there is no service worker.
    #[must_use]
    pub fn without_worker(endpoint: &Endpoint) -> Self {
        if endpoint.is_simulated() {
            Self::InPage
        } else {
            Self::Network
        }
    }
}
