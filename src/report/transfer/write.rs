//! What happened in a run, as text: for whoever [replays](super::replay) it.
//!
//! Where it was measured stands in the first line; then comes a line for each
//! event: a letter, then numbers. Times are in microseconds.

use std::time::Duration;

use form_urlencoded::Serializer;

use crate::{
    analysis::{
        comparison::{Comparison, Round},
        environment::Environment,
        timeline::Timeline,
    },
    report::environment::word,
    strategy::Strategy,
};

/// An event at its place: when, in which order at one instant, and its line.
type Placed = (Duration, usize, usize, String);

/// The text that [`replayed`](super::replay::replayed) takes.
#[must_use]
pub fn write(comparison: &Comparison, environment: &Environment) -> String {
    let mut first = Serializer::new(String::new());
    first.append_pair("settings", &comparison.settings.to_query());
    first.append_pair("transport", word(environment.transport));
    first.append_pair("agent", &environment.user_agent);
    first.append_pair(
        "clock",
        &environment.clock_resolution.as_micros().to_string(),
    );
    first.append_pair("hidden", &u8::from(environment.was_hidden).to_string());
    first.append_pair("looks", &comparison.looks.to_string());
    if let Some(protocol) = &environment.protocol {
        first.append_pair("protocol", protocol);
    }
    let mut lines = vec![first.finish()];
    for (place, strategy) in Strategy::all().enumerate() {
        for round in comparison.rounds(strategy) {
            lines.push(format!("a {place} {}", round.number));
            lines.extend(events(&round.timeline).into_iter().map(|(.., line)| line));
            lines.push(end(round));
        }
    }
    lines.join("\n")
}

/// The end of a round, and what its events do not tell.
fn end(round: &Round) -> String {
    let timeline = &round.timeline;
    format!(
        "e {} {} {} {} {}",
        u8::from(round.ended),
        u8::from(round.hidden),
        round.longest_freeze.as_micros(),
        timeline.peak_in_flight(),
        timeline.inversions()
    )
}

/// The events of a round as lines, in an order in which they may have
/// happened: at one instant, starts come first and deliveries last.
fn events(timeline: &Timeline) -> Vec<Placed> {
    let mut events = Vec::new();
    for (index, span) in timeline.spans().iter().enumerate() {
        if let Some(at) = span.started {
            let line = format!("s {index} {} {}", at.as_micros(), span.attempts);
            events.push((at, 0, index, line));
        }
        if let (Some(at), Some(answer)) = (span.finished, &span.answer) {
            let (ended, status) = (answer.outcome as usize, answer.status.unwrap_or(0));
            let line = format!("f {index} {} {ended} {status}", at.as_micros());
            events.push((at, 1, index, line));
        }
        // What belongs to no instant of the request.
        if let Some(queued) = span.queued {
            let line = format!("q {index} {}", queued.as_micros());
            events.push((Duration::MAX, 3, index, line));
        }
        if span.is_skipped() {
            events.push((Duration::MAX, 4, index, format!("x {index}")));
        }
    }
    for (slot, index) in timeline.list().iter().enumerate() {
        let Some(index) = *index else { continue };
        let Some(at) = timeline.spans()[index].delivered else {
            continue;
        };
        events.push((at, 2, slot, format!("d {index} {slot} {}", at.as_micros())));
    }
    events.sort();
    events
}
