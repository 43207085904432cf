//! The browser as a [`World`]: its clock, its event loop, its fetch.

use std::{cell::Cell, rc::Rc, time::Duration};

use futures::future::{FutureExt, LocalBoxFuture};
use web_sys::{Navigator, ServiceWorkerContainer};

use super::{alarm::Alarm, blocking, clock, fetch, service_worker, simulated};
use crate::{
    settings::Endpoint,
    world::{
        World,
        answer::{Failure, Response},
    },
};

/// What carries the requests.
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
    /// The word for it, in the report and on the page.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::ServiceWorker => "service worker",
            Self::InPage => "in-page",
            Self::Network => "network",
        }
    }

    /// What will carry requests to this endpoint; waits up to a second for a
    /// service worker where one is wanted.
    pub async fn choose(endpoint: &Endpoint) -> Self {
        let without = Self::without_worker(endpoint);
        if without == Self::InPage && !service_worker::is_own_in_control() {
            service_worker::take_control().await;
        }
        match without {
            Self::InPage if service_worker::is_own_in_control() => Self::ServiceWorker,
            without => without,
        }
    }

    /// What carries requests to this endpoint where no service worker can be
    /// had.
    #[must_use]
    pub fn without_worker(endpoint: &Endpoint) -> Self {
        match endpoint {
            Endpoint::Simulated => Self::InPage,
            _ => Self::Network,
        }
    }
}

/// The browser, for one run.
pub struct Browser {
    transport: Transport,
    worker_lost: Cell<bool>,
    alarm: Rc<Alarm>,
    navigator: Option<Navigator>,
    /// Looked for once: each simulated request asks whether it is in control.
    workers: Option<ServiceWorkerContainer>,
}

impl Browser {
    /// For a run that uses this transport.
    #[must_use]
    pub fn new(transport: Transport) -> Self {
        Self {
            transport,
            worker_lost: Cell::new(false),
            alarm: Rc::default(),
            navigator: web_sys::window().map(|window| window.navigator()),
            workers: service_worker::container(),
        }
    }

    /// What the run began with.
    #[must_use]
    pub fn transport(&self) -> Transport {
        self.transport
    }

    /// Whether the service worker went away since.
    #[must_use]
    pub fn worker_lost(&self) -> bool {
        self.worker_lost.get()
    }
}

impl World for Browser {
    fn now(&self) -> Duration {
        clock::now()
    }

    fn sleep(&self, duration: Duration) -> LocalBoxFuture<'_, ()> {
        self.alarm.sleep(duration).boxed_local()
    }

    fn simulate(
        &self,
        id: usize,
        latency: Duration,
        status: u16,
    ) -> LocalBoxFuture<'_, Result<Response, Failure>> {
        let wanted = self.transport == Transport::ServiceWorker;
        let in_control = |workers: &ServiceWorkerContainer| workers.controller().is_some();
        let sent = clock::now();
        async move {
            if wanted
                && self.workers.as_ref().is_some_and(in_control)
                && let Some(response) = simulated::by_worker(id, latency, status).await?
            {
                return Ok(response);
            }
            self.worker_lost.set(wanted);
            let remaining = latency.saturating_sub(clock::now().saturating_sub(sent));
            simulated::in_page(id, remaining, status).await
        }
        .boxed_local()
    }

    fn fetch<'a>(
        &'a self,
        url: &'a str,
        seen: &'a Cell<Option<u16>>,
    ) -> LocalBoxFuture<'a, Result<Response, Failure>> {
        fetch::get(url, seen).boxed_local()
    }

    fn fetch_blocking(&self, url: &str) -> Result<Response, Failure> {
        blocking::get(url)
    }

    fn spin(&self, duration: Duration) {
        clock::spin(duration);
    }

    fn is_online(&self) -> bool {
        self.navigator.as_ref().is_none_or(Navigator::on_line)
    }

    fn painted(&self) -> LocalBoxFuture<'_, ()> {
        clock::painted().boxed_local()
    }

    fn settled(&self) -> LocalBoxFuture<'_, ()> {
        // The browser tells of a fetch's times a moment after its body is there.
        let tells_later = self.transport == Transport::Network;
        self.sleep(Duration::from_millis(if tells_later { 30 } else { 0 }))
    }
}
