//! Requests that timed out before the browser had sent them.
//!
//! The deadline of a request counts from when the page asks for it. A browser
//! sends only a few requests at once; a request at the end of its queue may time
//! out before it is sent.

use std::time::Duration;

use crate::{
    analysis::{
        comparison::{Comparison, Round},
        sorted::sorted,
        timeline::Span,
    },
    format::{count, list},
    strategy::Strategy,
    world::answer::Outcome,
};

/// The time that may pass between the end of an attempt and its record.
const TICK: Duration = Duration::from_millis(1);

/// A remark if it is known that most of the requests that timed out never left
/// the browser. `connections` is how many connections the browser has to the
/// server, if that is known.
#[must_use]
pub fn never_sent(comparison: &Comparison, connections: Option<usize>) -> Option<String> {
    let settings = &comparison.settings;
    let found: Vec<_> = comparison
        .begun()
        .filter_map(|strategy| {
            let round = comparison.rounds(strategy).last()?;
            let timed_out: Vec<_> = timed_out(round).collect();
            let sent = if settings.is_simulated() {
                let spans = timed_out.iter();
                spans.filter(|span| !is_queued_throughout(span)).count()
            } else {
                sent_at_most(round, &timed_out, connections)?
            };
            (2 * sent < timed_out.len()).then(|| words(strategy, round, timed_out.len()))
        })
        .collect();
    (!found.is_empty()).then(|| {
        format!(
            "Of the requests that timed out, most never left the browser ({}): it sends only a few at once, and the deadline counts from when the page asks for a request. A window of that width or a longer timeout would avoid this.",
            list(&found)
        )
    })
}

fn words(strategy: Strategy, round: &Round, timed_out: usize) -> String {
    let all = count(round.timeline.spans().len());
    let name = strategy.name().to_ascii_lowercase();
    format!("{name}: {} of {all}", count(timed_out))
}

/// The requests that timed out and were not sent again.
fn timed_out(round: &Round) -> impl Iterator<Item = &Span> {
    let spans = round.timeline.spans().iter();
    spans.filter(|span| ended_with(span, Outcome::Timeout) && span.attempts == 1)
}

fn ended_with(span: &Span, outcome: Outcome) -> bool {
    let answer = span.answer.as_ref();
    answer.is_some_and(|answer| answer.outcome == outcome)
}

fn took(span: &Span) -> Option<Duration> {
    span.finished?.checked_sub(span.started?)
}

/// Whether a request never had a connection, which is known on the simulated
/// network.
fn is_queued_throughout(span: &Span) -> bool {
    let queued = span.queued.zip(took(span));
    queued.is_some_and(|(queued, took)| queued + TICK >= took)
}

/// The largest number of requests that may have been sent before they timed out.
/// `None` if the browser does not tell how long answered requests waited, or if
/// the number of its connections is not known.
///
/// No browser tells when it sent a request that timed out. A request counts as
/// sent if it occupied a connection, up to its deadline, for at least as long as
/// the quickest answer took. Of requests whose deadlines are closer together than
/// that, no more can have done so than there are connections.
fn sent_at_most(round: &Round, timed_out: &[&Span], connections: Option<usize>) -> Option<usize> {
    let spans = round.timeline.spans().iter();
    let answered = spans.filter(|span| ended_with(span, Outcome::Ok));
    let quickest = answered
        .filter_map(|span| took(span)?.checked_sub(span.queued?))
        .min()?;
    let deadlines = timed_out.iter().filter_map(|span| span.finished);
    let mut groups = 0;
    let mut end = Duration::ZERO;
    for deadline in sorted(deadlines) {
        if groups == 0 || deadline >= end {
            groups += 1;
            end = deadline + quickest;
        }
    }
    connections.map(|connections| groups * connections)
}
