//! How long fetches waited in the browser for a connection, and by which
//! protocol they went, as far as it tells (the W3C's *Resource Timing*).

use std::{
    cell::{Cell, RefCell},
    collections::BinaryHeap,
    time::Duration,
};

use js_sys::Array;
use web_sys::{PerformanceResourceTiming, Request};

use super::{clock, observer::entries};
use crate::{endpoint::Endpoint, settings::Settings, timeline::Timeline};

/// What was told of the fetches of a strategy's round.
#[derive(Default)]
pub(super) struct Waits {
    since: Cell<Duration>,
    told: RefCell<Vec<Array>>,
    protocol: RefCell<Option<String>>,
}

impl Waits {
    /// A strategy's round begins. Entries of fetches before `since` belong to
    /// another one, and are told late.
    pub(super) fn forget(&self, since: Duration) {
        self.since.set(since);
        self.told.take();
    }

    /// Keeps a list of entries. It is read when nothing is measured any more.
    pub(super) fn take(&self, list: Array) {
        self.told.borrow_mut().push(list);
    }

    /// The protocol of the first answer that tells.
    pub(super) fn protocol(&self) -> Option<String> {
        let mut known = self.protocol.borrow_mut();
        if known.is_none() {
            let mut timings = self.timings().into_iter();
            *known = timings.find_map(|timing| {
                let protocol = timing.next_hop_protocol();
                (timing.initiator_type() == "fetch" && !protocol.is_empty()).then_some(protocol)
            });
        }
        known.clone()
    }

    /// Puts the waits into the round's spans. The n-th fetch of an address is
    /// the n-th request for it; where their numbers differ, since something
    /// was sent again or an entry is missing, nobody knows which is which.
    pub(super) fn put(&self, settings: &Settings, timeline: &mut Timeline) {
        self.protocol();
        let timings = self.timings();
        self.told.take();
        let requests = requests(settings, timeline);
        let Some(address) = Address::of(&settings.endpoint).filter(|_| !requests.is_empty()) else {
            return;
        };
        let entries = numbered(&timings, &address);
        for same in requests.chunk_by(|one, next| one.0 == next.0) {
            let number = same[0].0;
            let first = entries.partition_point(|entry| entry.0 < number);
            let after = entries.partition_point(|entry| entry.0 <= number);
            if after - first != same.len() {
                continue;
            }
            for ((.., index), (.., place)) in same.iter().zip(&entries[first..after]) {
                if let Some(wait) = wait(&timings[*place]) {
                    timeline.tell_queued(*index, wait);
                }
            }
        }
    }

    /// What was told of this round.
    fn timings(&self) -> Vec<PerformanceResourceTiming> {
        let mut timings = vec![];
        for list in &*self.told.borrow() {
            timings.extend(entries(list).filter(|timing: &PerformanceResourceTiming| {
                clock::instant(timing.start_time()) >= self.since.get()
            }));
        }
        timings
    }
}

/// For each fetch the number in its address, its start and its place in the
/// list; sorted.
fn numbered(
    timings: &[PerformanceResourceTiming],
    address: &Address,
) -> Vec<(usize, Duration, usize)> {
    let timings = timings.iter().enumerate();
    let numbered = timings.filter_map(|(place, timing)| {
        let number = address.number(&timing.name())?;
        Some((number, clock::instant(timing.start_time()), place))
    });
    numbered.collect::<BinaryHeap<_>>().into_sorted_vec()
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
    requests.collect::<BinaryHeap<_>>().into_sorted_vec()
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
