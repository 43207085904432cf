//! The browser as a [`World`](crate::world::World) for a run.

use std::{cell::Cell, rc::Rc, time::Duration};

use futures::future::{FutureExt, LocalBoxFuture};
use web_sys::{Navigator, ServiceWorkerContainer};

use super::{
    clock, document, fetch,
    redirects::{Redirects, is_near},
    service_worker, simulated_fetch, sync_xhr,
    timers::Timers,
};
use crate::{
    settings::Endpoint,
    strategy::Strategy,
    world::{
        Clock, Http, Screen,
        answer::{Failure, Response},
        network::Fate,
        skip_reason::SkipReason,
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
    redirects: Redirects,
    /// Whether the server is the page's own or on the reader's machine: it may
    /// answer though the browser is offline.
    is_near: bool,
    /// Whether a request failed while the browser was offline.
    failed_offline: Cell<bool>,
    /// Whether the page's own server answered a blocking request with 401.
    wants_password: Cell<bool>,
    navigator: Option<Navigator>,
    /// Kept here because each simulated request needs it: whether a service
    /// worker is in control can change.
    workers: Option<ServiceWorkerContainer>,
}

impl Browser {
    /// The world of a run that sends its requests to this endpoint by this
    /// transport.
    #[must_use]
    pub fn new(transport: Transport, endpoint: &Endpoint) -> Self {
        let url = endpoint.url(1).unwrap_or_default();
        let origin = document::origin_of(&url).unwrap_or_default();
        Self {
            transport,
            worker_lost: Cell::new(false),
            timers: Rc::default(),
            is_near: is_near(&origin),
            redirects: Redirects::within(origin),
            failed_offline: Cell::new(false),
            wants_password: Cell::new(false),
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

    /// Where requests of this run were redirected to, if not to the endpoint's
    /// server: see [`Redirects::elsewhere`].
    #[must_use]
    pub fn elsewhere(&self) -> Option<String> {
        self.redirects.elsewhere()
    }

    fn is_online(&self) -> bool {
        self.navigator.as_ref().is_none_or(Navigator::on_line)
    }

    /// Notes what the result of a request says about those that follow.
    fn note(&self, result: &Result<Response, Failure>) {
        if matches!(result, Err(Failure::Network(_))) {
            self.failed_offline.set(!self.is_online());
        }
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
        let get = fetch::get(url, status, &self.redirects);
        get.inspect(|result| self.note(result)).boxed_local()
    }

    fn fetch_blocking(&self, url: &str) -> Result<Response, Failure> {
        let result = sync_xhr::get(url, &self.redirects);
        self.note(&result);
        if matches!(&result, Ok(response) if response.status == 401) {
            // To another origin a request goes without credentials, and the browser does not ask.
            self.wants_password.set(document::is_own(url));
        }
        result
    }

    fn obstacle(&self, strategy: Strategy) -> Option<SkipReason> {
        if self.transport != Transport::Network {
            return None;
        }
        let offline = !self.is_online() && (!self.is_near || self.failed_offline.get());
        let obstacles = [
            (offline, SkipReason::Offline),
            (self.redirects.elsewhere().is_some(), SkipReason::Elsewhere),
            (
                strategy.holds_thread() && self.wants_password.get(),
                SkipReason::Password,
            ),
        ];
        let first = obstacles.into_iter().find(|(is_there, _)| *is_there);
        first.map(|(_, reason)| reason)
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
