//! How long requests waited in the browser for a connection: the browser's
//! Resource Timing entries, matched to the requests of a round.

use std::{collections::BinaryHeap, time::Duration};

use super::timeline::Timeline;
use crate::settings::Settings;

/// What the browser tells of a fetch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FetchTiming {
    /// The number in its URL; see [`Endpoint::number`](crate::settings::Endpoint::number).
    pub number: usize,
    /// When it was asked for, since a fixed instant.
    pub start: Duration,
    /// How long it waited for a connection; `None` if the browser hides it.
    pub wait: Option<Duration>,
}

/// A number, a start, and a place in a list: what requests and fetches are
/// sorted by.
type Sorted = Vec<(usize, Duration, usize)>;

/// Stores the waits in the spans of a round. Of the requests for one URL, the
/// n-th one is the n-th fetch. Where there are not as many fetches as requests
/// (one was sent again, or an entry is missing), nobody knows which is which,
/// and these requests get no wait.
pub fn assign(fetches: &[FetchTiming], settings: &Settings, timeline: &mut Timeline) {
    let places = fetches.iter().enumerate();
    let sorted = sorted(places.map(|(place, fetch)| (fetch.number, fetch.start, place)));
    for same_url in requests(settings, timeline).chunk_by(|one, next| one.0 == next.0) {
        let number = same_url[0].0;
        let first = sorted.partition_point(|fetch| fetch.0 < number);
        let after = sorted.partition_point(|fetch| fetch.0 <= number);
        if after - first != same_url.len() {
            continue;
        }
        for ((.., index), (.., place)) in same_url.iter().zip(&sorted[first..after]) {
            if let Some(wait) = fetches[*place].wait {
                timeline.set_queued(*index, wait);
            }
        }
    }
}

/// For each request that ended: the number in its URL, its start and its
/// index. Requests that were sent again are left out, and so are all requests
/// with dependent steps: their URLs depend on the answers.
fn requests(settings: &Settings, timeline: &Timeline) -> Sorted {
    if settings.steps > 1 {
        return vec![];
    }
    let spans = timeline.spans().iter().enumerate();
    let sent_once = spans.filter(|(_, span)| span.attempts == 1);
    sorted(sent_once.filter_map(|(index, span)| {
        span.finished?;
        Some((settings.endpoint.number(index + 1), span.started?, index))
    }))
}

/// By number, then by start. (A heap is smaller in the program than the
/// library's sorting, and the program has one anyway.)
fn sorted(items: impl Iterator<Item = (usize, Duration, usize)>) -> Sorted {
    items.collect::<BinaryHeap<_>>().into_sorted_vec()
}
