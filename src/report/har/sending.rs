//! The sendings of a request.

use std::time::Duration;

use crate::{
    analysis::timeline::{Span, Timeline, Try},
    world::answer::Outcome,
};

/// One sending of a request, as an entry shows it.
pub(super) struct Sending {
    /// Which sending it is, from 1; `None` if it stands for several, of which a
    /// report of version 0.1 does not tell the times.
    pub(super) attempt: Option<u32>,
    pub(super) started: Duration,
    /// When it ended; the end of its round if it never did.
    pub(super) finished: Duration,
    /// Whether it ended.
    pub(super) is_over: bool,
    pub(super) status: Option<u16>,
    /// How it ended; `None` if that is not known.
    pub(super) outcome: Option<Outcome>,
    /// Whether the request ended with it.
    pub(super) is_decisive: bool,
}

/// An instant, to the microsecond, like all times of a report.
pub(super) fn rounded(instant: Duration) -> Duration {
    let rest = Duration::from_nanos(u64::from(instant.subsec_nanos() % 1_000));
    let half = Duration::from_nanos(500);
    let down = instant.saturating_sub(rest);
    if rest < half {
        down
    } else {
        down.saturating_add(Duration::from_micros(1))
    }
}

/// The sendings of a request; none if it was never sent.
pub(super) fn of_span(timeline: &Timeline, span: &Span) -> Vec<Sending> {
    let only = span.started.filter(|_| span.tries.is_empty());
    let only = only.map(|started| Try {
        started,
        finished: span.finished,
        status: status(span),
    });
    let tries: Vec<_> = only.iter().chain(&span.tries).collect();
    let decisive = decisive(span, &tries);
    let sendings = tries.iter().zip(1..).map(|(one, attempt)| {
        let is_decisive = decisive == Some(attempt);
        let started = rounded(one.started);
        Sending {
            attempt: (span.attempts == 1 || only.is_none()).then_some(attempt),
            started,
            finished: rounded(one.finished.unwrap_or(timeline.end())).max(started),
            is_over: one.finished.is_some(),
            status: one.status,
            outcome: if is_decisive {
                timeline.outcome(span)
            } else {
                earlier_outcome(timeline, one)
            },
            is_decisive,
        }
    });
    sendings.collect()
}

fn status(span: &Span) -> Option<u16> {
    span.answer.as_ref().and_then(|answer| answer.status)
}

/// The number of the sending with which the request ended, from 1: of sendings that
/// overlap, the one that has the end and the status of the request. `None` if the
/// request was cancelled before it was sent again.
fn decisive(span: &Span, tries: &[&Try]) -> Option<u32> {
    let ended_then = |one: &&Try| one.finished == span.finished;
    let ended_so = |one: &&Try| ended_then(one) && one.status == status(span);
    let place = tries.iter().rposition(ended_so);
    let place = place.or_else(|| tries.iter().rposition(ended_then))?;
    u32::try_from(place + 1).ok()
}

/// The outcome of a sending with which the request did not end, as far as its
/// status tells it.
fn earlier_outcome(timeline: &Timeline, one: &Try) -> Option<Outcome> {
    match (one.finished, one.status) {
        (Some(_), Some(200..300)) => None,
        (Some(_), Some(_)) => Some(Outcome::Http),
        (None, _) if timeline.was_cancelled() => Some(Outcome::Cancelled),
        _ => None,
    }
}
