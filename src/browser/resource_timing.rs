//! How long fetches waited in the browser for a connection, and by which
//! protocol they went, as far as it tells (the W3C's *Resource Timing*).

use std::{
    cell::{Cell, RefCell},
    collections::BinaryHeap,
    time::Duration,
};

use js_sys::Array;
use wasm_bindgen::JsCast;
use web_sys::{PerformanceResourceTiming, Request};

use super::clock;
use crate::{
    analysis::timeline::Timeline,
    settings::{Endpoint, Settings},
};

/// How many entries are read in one go: of ten thousand, each takes a few
/// microseconds.
const PART: u32 = 1_000;

/// More entries than a round has: of each request a few attempts, each of a
/// few redirections. The browser keeps 250 unless it is told.
const MOST: u32 = 1_000_000;

/// What was told of the fetches of a strategy's round. The browser keeps it
/// until the round ends: an observer would be called for each answer, at the
/// moment at which it arrives.
#[derive(Default)]
pub(super) struct ResourceTimings {
    /// `None` for the simulated network, of which nobody asks.
    address: Option<Address>,
    since: Cell<Duration>,
    /// What was taken from the browser, and not read yet.
    told: RefCell<Array>,
    /// Of what was read: the number in its address, its start and its wait.
    read: RefCell<Vec<(usize, Duration, Option<Duration>)>>,
    protocol: RefCell<Option<String>>,
}

impl ResourceTimings {
    /// For runs against this endpoint.
    pub(super) fn of(endpoint: &Endpoint) -> Self {
        Self {
            address: Address::of(endpoint),
            ..Self::default()
        }
    }

    /// A strategy's round begins. Entries of fetches before `since` belong to
    /// another one, and are told late.
    pub(super) fn forget(&self, since: Duration) {
        self.since.set(since);
        self.take_all();
        self.told.take();
        self.read.take();
    }

    /// The protocol of the first answer that tells.
    pub(super) fn protocol(&self) -> Option<String> {
        let mut known = self.protocol.borrow_mut();
        if known.is_none() {
            let mut told = self.told.borrow_mut();
            *told = told.concat(&self.take_all());
            let mut timings = timings(&told);
            *known = timings.find_map(|timing| {
                let protocol = timing.next_hop_protocol();
                let tells = !protocol.is_empty() && timing.initiator_type() == "fetch";
                self.start(&timing).filter(|_| tells).map(|_| protocol)
            });
        }
        known.clone()
    }

    /// When a fetch of this round was sent.
    fn start(&self, timing: &PerformanceResourceTiming) -> Option<Duration> {
        Some(clock::instant(timing.start_time())).filter(|start| *start >= self.since.get())
    }

    /// The browser's list of entries, which begins anew.
    fn take_all(&self) -> Array {
        let performance = clock::performance().filter(|_| self.address.is_some());
        performance.map_or_else(Array::new, |performance| {
            let told = performance.get_entries_by_type("resource");
            performance.set_resource_timing_buffer_size(MOST);
            performance.clear_resource_timings();
            told
        })
    }

    /// Reads what was told, and lets the page do other things in between.
    pub(super) async fn read(&self) {
        while self.read_some(PART) {
            clock::next_task().await;
        }
    }

    /// Whether there may be more.
    fn read_some(&self, enough: u32) -> bool {
        let Some(address) = &self.address else {
            return false;
        };
        self.protocol();
        let mut told = self.told.borrow_mut();
        if told.length() == 0 {
            *told = self.take_all();
        }
        let part = told.slice(0, enough);
        *told = told.slice(enough, u32::MAX);
        let fetches = timings(&part).filter_map(|timing| {
            let start = self.start(&timing)?;
            Some((address.number(&timing.name())?, start, wait(&timing)))
        });
        self.read.borrow_mut().extend(fetches);
        part.length() > 0
    }

    /// Puts the waits into the round's spans. The n-th fetch of an address is
    /// the n-th request for it; where their numbers differ, since something
    /// was sent again or an entry is missing, nobody knows which is which.
    pub(super) fn put(&self, settings: &Settings, timeline: &mut Timeline) {
        let requests = requests(settings, timeline);
        if requests.is_empty() {
            return;
        }
        while self.read_some(u32::MAX) {}
        let read = self.read.take();
        let fetches = read.iter().enumerate();
        let fetches = sorted(fetches.map(|(place, (number, start, _))| (*number, *start, place)));
        for same in requests.chunk_by(|one, next| one.0 == next.0) {
            let number = same[0].0;
            let first = fetches.partition_point(|fetch| fetch.0 < number);
            let after = fetches.partition_point(|fetch| fetch.0 <= number);
            if after - first != same.len() {
                continue;
            }
            for ((.., index), (.., place)) in same.iter().zip(&fetches[first..after]) {
                if let Some(wait) = read[*place].2 {
                    timeline.set_queued(*index, wait);
                }
            }
        }
    }
}

fn timings(entries: &Array) -> impl Iterator<Item = PerformanceResourceTiming> {
    entries.iter().map(JsCast::unchecked_into)
}

/// By number, and then by start; with each its place.
fn sorted(
    fetches: impl Iterator<Item = (usize, Duration, usize)>,
) -> Vec<(usize, Duration, usize)> {
    fetches.collect::<BinaryHeap<_>>().into_sorted_vec()
}

/// For each request that ended the number in its address, its start and its
/// index; sorted. None that was sent again, and none where requests depend on
/// others: what those ask for is not known here.
fn requests(settings: &Settings, timeline: &Timeline) -> Vec<(usize, Duration, usize)> {
    if settings.steps > 1 {
        return vec![];
    }
    let spans = timeline.spans().iter().enumerate();
    let sent_once = spans.filter(|(_, span)| span.attempts == 1);
    let requests = sent_once.filter_map(|(index, span)| {
        span.finished?;
        Some((settings.endpoint.number(index + 1), span.started?, index))
    });
    sorted(requests)
}

/// What an endpoint's addresses have in common, as the browser writes them: in
/// full, and without a fragment. (Only one is given to it to be written: ten
/// thousand would hold up the page.)
struct Address {
    before: String,
    after: String,
}

impl Address {
    /// `None` for the simulated network, which has no addresses.
    fn of(endpoint: &Endpoint) -> Option<Self> {
        // A word that a browser writes as it is, in a path and in a query.
        let word = "inflight-id";
        let request = Request::new_with_str(&endpoint.url_with(word)?).ok()?;
        let url = request.url();
        let (before, after) = without_fragment(&url).split_once(word)?;
        Some(Self {
            before: before.to_owned(),
            after: after.to_owned(),
        })
    }

    /// The number in an address, if it is one of these.
    fn number(&self, url: &str) -> Option<usize> {
        let number = without_fragment(url).strip_prefix(&self.before)?;
        number.strip_suffix(&self.after)?.parse().ok()
    }
}

fn without_fragment(url: &str) -> &str {
    url.split('#').next().unwrap_or_default()
}

/// From the wish to the first thing that was done about it: looking up the
/// host, connecting, or sending over a connection that was there already.
/// `None` where it is another origin's secret (0), and where only the last of
/// several redirected fetches is told of.
fn wait(timing: &PerformanceResourceTiming) -> Option<Duration> {
    let sent = timing.request_start();
    if sent <= 0.0 || timing.redirect_start() > 0.0 {
        return None;
    }
    let (looked_up, connecting) = (timing.domain_lookup_start(), timing.connect_start());
    let done = if timing.domain_lookup_end() > looked_up {
        looked_up
    } else if timing.connect_end() > connecting {
        connecting
    } else {
        sent
    };
    clock::instant(done).checked_sub(clock::instant(timing.fetch_start()))
}
