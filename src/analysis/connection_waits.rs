//! How long requests waited in the browser for a connection, from the browser's
//! Resource Timing entries.

use std::time::Duration;

use super::{sorted::sorted, timeline::Timeline};
use crate::settings::Settings;

/// What the browser reports of a fetch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FetchTiming {
    /// The number in its URL; see [`Endpoint::number`](crate::settings::Endpoint::number).
    pub number: usize,
    /// When the page asked for it, as the time since a fixed instant.
    pub start: Duration,
    /// How long it waited for a connection; `None` if the browser does not tell.
    pub wait: Option<Duration>,
}

/// The number in a URL, a start, and an index: requests and fetches are sorted
/// by these.
type Key = (usize, Duration, usize);

/// Stores the waits in the spans of a round. Of the requests for one URL, the
/// n-th request is the n-th fetch. If there are not as many fetches as requests
/// (a request was sent again, or an entry is missing), the fetches cannot be
/// told apart, and these requests get no wait.
pub fn assign(fetches: &[FetchTiming], settings: &Settings, timeline: &mut Timeline) {
    let by_url = fetches.iter().enumerate();
    let by_url = sorted(by_url.map(|(entry, fetch)| (fetch.number, fetch.start, entry)));
    for same_url in requests(settings, timeline).chunk_by(|one, next| one.0 == next.0) {
        let number = same_url[0].0;
        let first = by_url.partition_point(|fetch| fetch.0 < number);
        let after = by_url.partition_point(|fetch| fetch.0 <= number);
        if after - first != same_url.len() {
            continue;
        }
        for ((.., index), (.., entry)) in same_url.iter().zip(&by_url[first..after]) {
            if let Some(wait) = fetches[*entry].wait {
                timeline.set_queued(*index, wait);
            }
        }
    }
}

/// The keys of the requests that ended, in ascending order, without those that
/// were sent again. With dependent steps there are none: the URLs of such
/// requests depend on the answers.
fn requests(settings: &Settings, timeline: &Timeline) -> Vec<Key> {
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
