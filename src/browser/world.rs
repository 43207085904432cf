//! The browser as a [`World`](crate::world::World) for a run.

use std::{cell::Cell, rc::Rc, time::Duration};

use futures::future::{FutureExt, LocalBoxFuture};
use web_sys::{Navigator, ServiceWorkerContainer};

use super::{clock, fetch, service_worker, simulated_fetch, sync_xhr, timers::Timers};
use crate::{
    settings::Endpoint,
    world::{
        Clock, Http, Screen,
        answer::{Failure, Response},
        network::Fate,
        transport::Transport,
    },
};

/// Chooses the transport of requests to this endpoint. For the simulated network
/// it waits up to a second for the service worker.
pub async fn choose_transport(endpoint: &Endpoint) -> Transport {
    let without_worker = Transport::without_worker(endpoint);
    if without_worker != Transport::InPage {
        return without_worker;
    }
    if !service_worker::is_own_in_control() {
        service_worker::take_control().await;
    }
    if service_worker::is_own_in_control() {
        Transport::ServiceWorker
    } else {
        without_worker
    }
}

/// The browser as the world of one run.
pub struct Browser {
    transport: Transport,
    worker_lost: Cell<bool>,
    timers: Rc<Timers>,
    navigator: Option<Navigator>,
    /// Kept here because each simulated request needs it: whether a service
    /// worker is in control can change.
    workers: Option<ServiceWorkerContainer>,
}

impl Browser {
    /// The world of a run with this transport.
    #[must_use]
    pub fn new(transport: Transport) -> Self {
        Self {
            transport,
            worker_lost: Cell::new(false),
            timers: Rc::default(),
            navigator: web_sys::window().map(|window| window.navigator()),
            workers: service_worker::container(),
        }
    }

    /// The transport with which the run began.
    #[must_use]
    pub fn transport(&self) -> Transport {
        self.transport
    }

    /// Whether a request of a run with the service worker had to be answered in
    /// the page.
    #[must_use]
    pub fn worker_lost(&self) -> bool {
        self.worker_lost.get()
    }
}

impl Clock for Browser {
    fn now(&self) -> Duration {
        clock::now()
    }

    fn sleep(&self, duration: Duration) -> LocalBoxFuture<'_, ()> {
        self.timers.sleep(duration).boxed_local()
    }

    fn spin(&self, duration: Duration) {
        clock::spin(duration);
    }
}

/// A browser adds a fetch to its list of Resource Timing entries in a task of
/// its own, after the body has been read. This is ample time for that task.
const ENTRIES_DELAY: Duration = Duration::from_millis(30);

impl Http for Browser {
    fn simulate(&self, id: usize, fate: Fate) -> LocalBoxFuture<'_, Result<Response, Failure>> {
        let by_worker = self.transport == Transport::ServiceWorker;
        let in_control = |workers: &ServiceWorkerContainer| workers.controller().is_some();
        let sent = clock::now();
        async move {
            if by_worker
                && self.workers.as_ref().is_some_and(in_control)
                && let Some(response) = simulated_fetch::by_worker(id, fate).await?
            {
                return Ok(response);
            }
            self.worker_lost.set(by_worker);
            // The latency counts from the start of the request, whichever transport answers it.
            let waited = clock::now().saturating_sub(sent);
            let latency = fate.latency.saturating_sub(waited);
            simulated_fetch::in_page(id, Fate { latency, ..fate }).await
        }
        .boxed_local()
    }

    fn fetch<'a>(
        &'a self,
        url: &'a str,
        status: &'a Cell<Option<u16>>,
    ) -> LocalBoxFuture<'a, Result<Response, Failure>> {
        fetch::get(url, status).boxed_local()
    }

    fn fetch_blocking(&self, url: &str) -> Result<Response, Failure> {
        sync_xhr::get(url)
    }

    fn is_online(&self) -> bool {
        self.navigator.as_ref().is_none_or(Navigator::on_line)
    }

    fn drain(&self) -> LocalBoxFuture<'_, ()> {
        if self.transport == Transport::Network {
            self.sleep(ENTRIES_DELAY)
        } else {
            self.next_task()
        }
    }
}

impl Screen for Browser {
    fn after_paint(&self) -> LocalBoxFuture<'_, ()> {
        clock::after_paint().boxed_local()
    }
}
