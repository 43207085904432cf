//! What carries the requests of a run.

use crate::settings::Endpoint;

/// What carries the requests of a run.
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

    /// What carries requests to this endpoint where no service worker can be
    /// had.
    #[must_use]
    pub fn without_worker(endpoint: &Endpoint) -> Self {
        if endpoint.is_simulated() {
            Self::InPage
        } else {
            Self::Network
        }
    }
}
