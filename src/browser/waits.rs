//! How long fetches waited in the browser for a connection, as far as it
//! tells (the W3C's *Resource Timing*).

use std::{
    cell::{Cell, RefCell},
    collections::BinaryHeap,
    time::Duration,
};

use web_sys::{PerformanceResourceTiming, Request};

use super::clock;
use crate::{settings::Settings, timeline::Timeline};

/// What was told of the fetches of a strategy's round.
#[derive(Default)]
pub(super) struct Waits {
    since: Cell<Duration>,
    told: RefCell<Vec<PerformanceResourceTiming>>,
}

impl Waits {
    /// A strategy's round begins. Entries of fetches before `since` belong to
    /// another one, and are told late.
    pub(super) fn forget(&self, since: Duration) {
        self.since.set(since);
        self.told.take();
    }

    /// Keeps an entry. It is read when nothing is measured any more.
    pub(super) fn take(&self, timing: PerformanceResourceTiming) {
        self.told.borrow_mut().push(timing);
    }

    /// Puts the waits into the round's spans. The n-th fetch of an address is
    /// the n-th request for it; where their numbers differ, since something
    /// was sent again or an entry is missing, nobody knows which is which.
    pub(super) fn put(&self, settings: &Settings, timeline: &mut Timeline) {
        let requests = requests(settings, timeline);
        if requests.is_empty() {
            return;
        }
        let entries = self.entries();
        for same in requests.chunk_by(|one, next| one.0 == next.0) {
            let address = &same[0].0;
            let first = entries.partition_point(|entry| entry.0 < *address);
            let after = entries.partition_point(|entry| entry.0 <= *address);
            if after - first != same.len() {
                continue;
            }
            for ((.., index), (.., wait)) in same.iter().zip(&entries[first..after]) {
                if let Some(wait) = wait {
                    timeline.tell_queued(*index, *wait);
                }
            }
        }
    }

    /// For each fetch its address, its start and its wait; sorted.
    fn entries(&self) -> Vec<(String, Duration, Option<Duration>)> {
        let told = self.told.take();
        let entries = told.iter().map(|timing| {
            let start = clock::instant(timing.start_time());
            (without_fragment(&timing.name()), start, wait(timing))
        });
        let entries: Vec<_> = entries
            .filter(|(_, start, _)| *start >= self.since.get())
            .collect();
        BinaryHeap::from(entries).into_sorted_vec()
    }
}

/// For each request that ended its address, its start and its index; sorted.
/// None that was sent again, none on the simulated network, which has no
/// addresses, and none where requests depend on others: what those ask for is
/// not known here.
fn requests(settings: &Settings, timeline: &Timeline) -> Vec<(String, Duration, usize)> {
    if settings.steps > 1 {
        return vec![];
    }
    let spans = timeline.spans().iter().enumerate();
    let sent_once = spans.filter(|(_, span)| span.attempts == 1);
    let requests = sent_once.filter_map(|(index, span)| {
        span.finished?;
        let url = settings.endpoint.url(index + 1)?;
        // A request has the address in full, and as the browser writes it.
        let request = Request::new_with_str(&url).ok()?;
        Some((without_fragment(&request.url()), span.started?, index))
    });
    requests.collect::<BinaryHeap<_>>().into_sorted_vec()
}

fn without_fragment(url: &str) -> String {
    url.split('#').next().unwrap_or_default().to_owned()
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
