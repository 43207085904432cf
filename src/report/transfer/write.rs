//! Writing a run as text, in the format that the [parent module](super)
//! describes.

use std::time::Duration;

use form_urlencoded::Serializer;

use crate::{
    analysis::{
        comparison::{Comparison, Round},
        environment::Environment,
        recording::Recorded,
        timeline::{Span, Timeline, Try},
    },
    report::environment::word,
    strategy::Strategy,
    world::function::Ending,
};

/// The line of an event, and its order among the lines of a round.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Line {
    /// The instant of the event; [`Duration::MAX`] for a fact without an instant.
    at: Duration,
    kind: Kind,
    /// The slot of a delivery; otherwise the index of the request.
    number: usize,
    text: String,
}

/// A kind of event, in the order of the kinds at one instant.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Started,
    Finished,
    Delivered,
    SentAfterDelivery,
    EndedAfterDelivery,
    Queued,
    Skipped,
}

/// The run as text, which [`Replay`](super::Replay) reads.
#[must_use]
pub fn write(comparison: &Comparison, environment: &Environment) -> String {
    let mut first = Serializer::new(String::new());
    first.append_pair("settings", &comparison.settings.to_text());
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
    let recorded = comparison.recording().into_iter();
    lines.extend(
        recorded
            .flat_map(|recording| recording.requests())
            .map(recorded_line),
    );
    for (place, strategy) in Strategy::all().enumerate() {
        for round in comparison.rounds(strategy) {
            lines.push(format!("a {place} {}", round.number));
            lines.extend(events(&round.timeline).into_iter().map(|line| line.text));
            lines.extend(round.timeline.returned().map(returned));
            lines.push(end(round));
        }
    }
    lines.join("\n")
}

/// A request of the recording.
fn recorded_line(request: &Recorded) -> String {
    format!(
        "l {} {} {}",
        request.started.unwrap_or_default().as_micros(),
        request.latency.as_micros(),
        request.status.unwrap_or(0)
    )
}

/// How the reader's function ended.
fn returned((at, ending): &(Duration, Ending)) -> String {
    let (line, words) = match ending.fault() {
        Some(fault) => (fault.line, fault.words.replace(['\n', '\r'], " ")),
        None => (0, String::new()),
    };
    format!("o {} {} {line} {words}", at.as_micros(), ending.word())
}

/// The end of a round, with the facts that do not follow from its events.
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

/// The sendings of a request other than the one that ended it: after them there was
/// another one, or would have been, had the run not been cancelled.
fn refused(span: &Span) -> impl Iterator<Item = &Try> {
    let ends = |one: &Try| one.finished == span.finished;
    let ends_in_time = |one: &Try| ends(one) && !is_late(span, one);
    let tries = || span.tries.iter();
    let end = tries().rposition(ends_in_time);
    let end = end.or_else(|| tries().rposition(ends));
    let tries = span.tries.iter().enumerate();
    tries.filter_map(move |(place, one)| (Some(place) != end).then_some(one))
}

/// Whether a request was sent after it had been delivered.
fn is_late(span: &Span, one: &Try) -> bool {
    span.delivered.is_some_and(|at| one.started >= at)
}

/// The events of a round in an order in which they may have happened: at one
/// instant, starts come first and deliveries last.
fn events(timeline: &Timeline) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut push = |at: Duration, kind, number, text| {
        lines.push(Line {
            at,
            kind,
            number,
            text,
        });
    };
    for (index, span) in timeline.spans().iter().enumerate() {
        if let Some(at) = span.started {
            let attempts = if span.tries.is_empty() {
                span.attempts
            } else {
                1
            };
            let text = format!("s {index} {} {attempts}", at.as_micros());
            push(at, Kind::Started, index, text);
        }
        for one in span.tries.iter().skip(1) {
            let text = format!("t {index} {}", one.started.as_micros());
            let kind = if is_late(span, one) {
                Kind::SentAfterDelivery
            } else {
                Kind::Started
            };
            push(one.started, kind, index, text);
        }
        for one in refused(span) {
            if let Some(at) = one.finished {
                let status = one.status.unwrap_or(0);
                let text = format!("r {index} {} {status}", at.as_micros());
                let kind = if is_late(span, one) {
                    Kind::EndedAfterDelivery
                } else {
                    Kind::Finished
                };
                push(at, kind, index, text);
            }
        }
        if let (Some(at), Some(answer)) = (span.finished, &span.answer) {
            let (outcome, status) = (answer.outcome as usize, answer.status.unwrap_or(0));
            let text = format!("f {index} {} {outcome} {status}", at.as_micros());
            push(at, Kind::Finished, index, text);
        }
        if let Some(queued) = span.queued {
            let text = format!("q {index} {}", queued.as_micros());
            push(Duration::MAX, Kind::Queued, index, text);
        }
        let overlap = |pair: &[Try]| pair[0].finished.is_none_or(|end| end >= pair[1].started);
        if span.tries.windows(2).any(overlap) {
            for (place, one) in span.tries.iter().enumerate() {
                let Some(at) = one.finished else { continue };
                let status = one.status.unwrap_or(0);
                let text = format!("y {index} {place} {} {status}", at.as_micros());
                push(Duration::MAX, Kind::Queued, index, text);
            }
        }
        if span.is_skipped() {
            push(Duration::MAX, Kind::Skipped, index, format!("x {index}"));
        }
    }
    for (slot, index) in timeline.list().iter().enumerate() {
        let Some(index) = *index else { continue };
        let Some(at) = timeline.spans()[index].delivered else {
            continue;
        };
        let text = format!("d {index} {slot} {}", at.as_micros());
        push(at, Kind::Delivered, slot, text);
    }
    lines.sort();
    lines
}
