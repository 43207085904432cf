//! Protocols of fetches and their waits for a connection, from the browser's
//! Resource Timing entries (W3C, *Resource Timing*).

use std::{
    cell::{Cell, RefCell},
    time::Duration,
};

use js_sys::Array;
use wasm_bindgen::JsCast;
use web_sys::{PerformanceResourceTiming, Request};

use super::clock;
use crate::{analysis::connection_waits::FetchTiming, settings::Endpoint};

/// The most entries that are read in one task. An entry takes a few
/// microseconds, and a round may have tens of thousands.
const ENTRIES_PER_TASK: u32 = 1_000;

/// More entries than a round has: a few attempts for each request, each with a
/// few redirections. Without this, a browser keeps 250.
const BUFFER_SIZE: u32 = 1_000_000;

/// The times of the fetches of a strategy's round. The browser keeps its
/// entries until the round ends: an observer would be called for each answer,
/// at the moment when it arrives.
#[derive(Default)]
pub(super) struct ResourceTimings {
    /// `None` for the simulated network, whose fetches are not read.
    urls: Option<UrlPattern>,
    since: Cell<Duration>,
    /// Entries that were taken from the browser and have not been read yet.
    entries: RefCell<Array>,
    fetches: RefCell<Vec<FetchTiming>>,
    protocol: RefCell<Option<String>>,
}

impl ResourceTimings {
    /// The timings of runs against this endpoint.
    pub(super) fn of(endpoint: &Endpoint) -> Self {
        Self {
            urls: UrlPattern::of(endpoint),
            ..Self::default()
        }
    }

    /// Forgets all fetches before this instant: they belong to another round,
    /// even if the browser lists them later.
    pub(super) fn forget(&self, since: Duration) {
        self.since.set(since);
        self.take_entries();
        self.entries.take();
        self.fetches.take();
    }

    /// The protocol of the first answer whose protocol the browser shows.
    pub(super) fn protocol(&self) -> Option<String> {
        let mut known = self.protocol.borrow_mut();
        if known.is_none() {
            let mut entries = self.entries.borrow_mut();
            *entries = entries.concat(&self.take_entries());
            let mut timings = timings(&entries);
            *known = timings.find_map(|timing| {
                let protocol = timing.next_hop_protocol();
                let is_shown = !protocol.is_empty() && timing.initiator_type() == "fetch";
                (is_shown && self.start(&timing).is_some()).then_some(protocol)
            });
        }
        known.clone()
    }

    /// The instant at which a fetch of this round was requested; `None` for other
    /// fetches.
    fn start(&self, timing: &PerformanceResourceTiming) -> Option<Duration> {
        Some(clock::instant(timing.start_time())).filter(|start| *start >= self.since.get())
    }

    /// Takes all entries out of the browser's list.
    fn take_entries(&self) -> Array {
        let Some(performance) = clock::performance() else {
            return Array::new();
        };
        if self.urls.is_none() {
            return Array::new();
        }
        let entries = performance.get_entries_by_type("resource");
        performance.set_resource_timing_buffer_size(BUFFER_SIZE);
        performance.clear_resource_timings();
        entries
    }

    /// Reads the entries so far, some in each task.
    pub(super) async fn read(&self) {
        while self.read_part(ENTRIES_PER_TASK) {
            clock::next_task().await;
        }
    }

    /// Takes the timings of all fetches of this round.
    pub(super) fn fetches(&self) -> Vec<FetchTiming> {
        while self.read_part(u32::MAX) {}
        self.fetches.take()
    }

    /// Reads at most `most` entries. Returns whether there may be more.
    fn read_part(&self, most: u32) -> bool {
        let Some(urls) = &self.urls else {
            return false;
        };
        self.protocol();
        let mut entries = self.entries.borrow_mut();
        if entries.length() == 0 {
            *entries = self.take_entries();
        }
        let part = entries.slice(0, most);
        *entries = entries.slice(most, u32::MAX);
        let fetches = timings(&part).filter_map(|timing| {
            Some(FetchTiming {
                number: urls.number(&timing.name())?,
                start: self.start(&timing)?,
                wait: wait(&timing),
            })
        });
        self.fetches.borrow_mut().extend(fetches);
        part.length() > 0
    }
}

fn timings(entries: &Array) -> impl Iterator<Item = PerformanceResourceTiming> {
    entries.iter().map(JsCast::unchecked_into)
}

/// The parts of an endpoint's URLs before and after the number, as the browser
/// writes URLs in its entries: in full, without a fragment. It is made from one
/// URL, because to have the browser write ten thousand would hold up the page.
struct UrlPattern {
    before: String,
    after: String,
}

impl UrlPattern {
    /// `None` for the simulated network, which has no URLs.
    fn of(endpoint: &Endpoint) -> Option<Self> {
        // A browser does not encode this word, neither in a path nor in a query.
        let word = "inflight-id";
        let request = Request::new_with_str(&endpoint.url_with(word)?).ok()?;
        let url = request.url();
        let (before, after) = without_fragment(&url).split_once(word)?;
        Some(Self {
            before: before.to_owned(),
            after: after.to_owned(),
        })
    }

    /// The number in a URL of this pattern.
    fn number(&self, url: &str) -> Option<usize> {
        let number = without_fragment(url).strip_prefix(&self.before)?;
        number.strip_suffix(&self.after)?.parse().ok()
    }
}

fn without_fragment(url: &str) -> &str {
    url.split('#').next().unwrap_or_default()
}

/// The time that a fetch waited until the browser looked up its host, began to
/// connect, or sent it over an open connection. `None` if another origin hides
/// its times, which are then 0, and after a redirection, because then the
/// browser shows only the times of the last fetch.
fn wait(timing: &PerformanceResourceTiming) -> Option<Duration> {
    let sent = timing.request_start();
    if sent <= 0.0 || timing.redirect_start() > 0.0 {
        return None;
    }
    let (look_up, connect) = (timing.domain_lookup_start(), timing.connect_start());
    let first_action = if timing.domain_lookup_end() > look_up {
        look_up
    } else if timing.connect_end() > connect {
        connect
    } else {
        sent
    };
    clock::instant(first_action).checked_sub(clock::instant(timing.fetch_start()))
}
