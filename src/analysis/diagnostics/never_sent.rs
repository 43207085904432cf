//! Requests that timed out before the browser had sent them.
//!
//! A deadline counts from when a request is asked for. Where a browser lets
//! only a few out at once, those at the end of the queue are late before any
//! server has heard of them.

use std::{collections::BinaryHeap, time::Duration};

use crate::{
    analysis::{
        comparison::{Comparison, Round},
        timeline::Span,
    },
    format::{count, list},
    strategy::Strategy,
    world::answer::Outcome,
};

/// So long may pass between the end of an attempt and the note of it.
const TICK: Duration = Duration::from_millis(1);

/// That most of those that timed out never left the browser, where that is
/// so, and where it can be known. `connections`: how many the browser has to
/// a server, where that is known.
#[must_use]
pub fn never_sent(comparison: &Comparison, connections: Option<usize>) -> Option<String> {
    let settings = &comparison.settings;
    let found: Vec<_> = comparison
        .begun()
        .filter_map(|strategy| {
            let round = comparison.rounds(strategy).last()?;
            let late: Vec<_> = late(round).collect();
            let sent = if settings.is_simulated() {
                late.iter()
                    .filter(|span| !is_queued_throughout(span))
                    .count()
            } else {
                sent_at_most(round, &late, connections)?
            };
            (2 * sent < late.len()).then(|| words(strategy, round, late.len()))
        })
        .collect();
    (!found.is_empty()).then(|| {
        format!(
            "Of the requests that timed out most never left the browser ({}): it lets few out at once, and the deadline counts from when a request is asked for. A window of that width or a longer timeout would bring them through.",
            list(&found)
        )
    })
}

fn words(strategy: Strategy, round: &Round, late: usize) -> String {
    let all = count(round.timeline.spans().len());
    let name = strategy.name().to_ascii_lowercase();
    format!("{name}: {} of {all}", count(late))
}

/// The requests that timed out and were sent no second time.
fn late(round: &Round) -> impl Iterator<Item = &Span> {
    let spans = round.timeline.spans().iter();
    spans.filter(|span| is(span, Outcome::Timeout) && span.attempts == 1)
}

fn is(span: &Span, outcome: Outcome) -> bool {
    let answer = span.answer.as_ref();
    answer.is_some_and(|answer| answer.outcome == outcome)
}

fn took(span: &Span) -> Option<Duration> {
    span.finished?.checked_sub(span.started?)
}

/// On the simulated network it is known of each.
fn is_queued_throughout(span: &Span) -> bool {
    let queued = span.queued.zip(took(span));
    queued.is_some_and(|(queued, took)| queued + TICK >= took)
}

/// Of a request that was given up no browser tells when it was sent, but of
/// those that were answered some do. Whoever was with the server for as long
/// as the quickest answer took held a connection for that long, up to the
/// deadline: of deadlines that lie closer together than that, at most so many
/// as there are connections. `None` where the browser tells of none.
fn sent_at_most(round: &Round, late: &[&Span], connections: Option<usize>) -> Option<usize> {
    let spans = round.timeline.spans().iter();
    let answered = spans.filter(|span| is(span, Outcome::Ok));
    let quickest = answered
        .filter_map(|span| took(span)?.checked_sub(span.queued?))
        .min()?;
    let deadlines: BinaryHeap<_> = late.iter().filter_map(|span| span.finished).collect();
    let mut groups = 0;
    let mut end = Duration::ZERO;
    for deadline in deadlines.into_sorted_vec() {
        if groups == 0 || deadline >= end {
            groups += 1;
            end = deadline + quickest;
        }
    }
    connections.map(|connections| groups * connections)
}
