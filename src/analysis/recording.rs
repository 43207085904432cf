//! Recordings: the latencies of requests that were sent elsewhere and, if they are
//! known, the starts.

use std::{rc::Rc, time::Duration};

use super::{
    diagnosis::peak_in_flight,
    sorted::sorted,
    timeline::{Span, Timeline, possible_inversions},
};
use crate::{
    settings::Latencies,
    strategy::Order,
    world::answer::{Answer, Outcome},
};

/// The most requests of a recording.
pub const MOST_REQUESTS: usize = Latencies::MOST;

/// The longest latency of a recorded request: ten minutes.
pub const LONGEST: Duration = Duration::from_millis(Latencies::LONGEST_MS);

/// A request of a recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Recorded {
    /// When it was sent, since the first start of the recording; what it waited for a
    /// connection came before. `None` if the recording does not tell it.
    pub started: Option<Duration>,
    /// How long it was in flight.
    pub latency: Duration,
    /// The status of its answer, if the recording tells it.
    pub status: Option<u16>,
}

impl Recorded {
    /// When its answer was there; `None` where its start is not known.
    #[must_use]
    pub fn finished(&self) -> Option<Duration> {
        Some(self.started? + self.latency)
    }
}

/// Requests that were sent elsewhere: all with their starts, in the order of these, or
/// a bare list without any.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recording {
    requests: Vec<Recorded>,
}

impl Recording {
    /// The recording of these requests, to the microsecond. It begins with the first
    /// start; unless every start is known, it is a bare list, in the given order.
    #[must_use]
    pub fn new(requests: Vec<Recorded>) -> Self {
        let starts: Option<Vec<_>> = requests.iter().map(|one| one.started).collect();
        let starts = starts.unwrap_or_default();
        let first = starts.iter().min().copied().unwrap_or_default();
        let since_first = |place| {
            let at: &Duration = starts.get(place)?;
            Some(microseconds(at.saturating_sub(first)))
        };
        let requests = requests.into_iter().enumerate();
        let order = sorted(requests.map(|(place, one)| (since_first(place), place, one)));
        let requests = order.into_iter().map(|(started, _, one)| Recorded {
            started,
            latency: microseconds(one.latency),
            ..one
        });
        Self {
            requests: requests.collect(),
        }
    }

    /// Adds a request that started after all others.
    pub fn push(&mut self, request: Recorded) {
        self.requests.push(request);
    }

    /// The requests, in the order of their starts.
    #[must_use]
    pub fn requests(&self) -> &[Recorded] {
        &self.requests
    }

    /// How long each request was in flight.
    #[must_use]
    pub fn latencies(&self) -> Vec<Duration> {
        self.requests.iter().map(|one| one.latency).collect()
    }

    /// Its own starts and ends as a round; each answer is delivered when its request
    /// finished. `None` for a bare list.
    #[must_use]
    pub fn timeline(&self) -> Option<Timeline> {
        let spans: Option<Vec<_>> = self.requests.iter().map(span).collect();
        let spans = spans.filter(|spans| !spans.is_empty())?;
        let inversions = *possible_inversions(&spans).start();
        let with_peak = |spans, peak| {
            Timeline::from_spans(spans, Order::Requested, (peak, inversions), NOT_CANCELLED)
        };
        let peak = peak_in_flight(&with_peak(spans.clone(), 0));
        Some(with_peak(spans, peak))
    }

    /// The most requests in flight. An end up to 1 ms after a start is no overlap:
    /// many recordings have whole milliseconds. `None` for a bare list.
    #[must_use]
    pub fn peak(&self) -> Option<usize> {
        Some(self.timeline()?.peak_in_flight())
    }

    /// From the first start to the last end. `None` for a bare list.
    #[must_use]
    pub fn total(&self) -> Option<Duration> {
        let ends: Option<Vec<_>> = self.requests.iter().map(Recorded::finished).collect();
        ends?.into_iter().max()
    }
}

/// A report tells times to the microsecond.
fn microseconds(time: Duration) -> Duration {
    Duration::from_micros(u64::try_from(time.as_micros()).unwrap_or(u64::MAX))
}

/// A recording is over; nothing in it was cancelled by this page.
const NOT_CANCELLED: bool = false;

fn span(recorded: &Recorded) -> Option<Span> {
    let finished = recorded.finished()?;
    Some(Span {
        started: recorded.started,
        finished: Some(finished),
        delivered: Some(finished),
        answer: Some(Rc::new(answer(recorded.status))),
        attempts: 1,
        ..Span::default()
    })
}

/// An answer without a text. A request with an end and no status is taken for answered.
fn answer(status: Option<u16>) -> Answer {
    let outcome = match status {
        None | Some(200..=299) => Outcome::Ok,
        Some(_) => Outcome::Http,
    };
    let nothing = Rc::<str>::default();
    Answer {
        outcome,
        status,
        title: Rc::clone(&nothing),
        text: nothing,
        retry_after: None,
        id: None,
    }
}
