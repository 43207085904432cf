//! Reading a round and its requests.

use std::{rc::Rc, time::Duration};

use super::{Cursor, Environment, Unreadable};
use crate::{
    analysis::{
        comparison::Round,
        timeline::{Span, Timeline, Try, possible_inversions, possible_peaks},
    },
    report::transfer::answer,
    run::limits::most_sent_again,
    settings::Settings,
    strategy::Strategy,
    world::answer::{Answer, Outcome},
};

/// Reads a round with this number, which counts from 0.
pub(super) fn round(
    settings: &Settings,
    environment: &Environment,
    strategy: Strategy,
    number: usize,
    entry: &Cursor,
) -> Result<Round, Unreadable> {
    let requests = entry.field("requests")?;
    let requests = requests.items(settings.requests..=settings.requests)?;
    let spans = requests
        .enumerate()
        .map(|(index, request)| span(settings, index, &request))
        .collect::<Result<Vec<_>, _>>()?;
    let peak = entry.field("peakInFlight")?.count(possible_peaks(&spans))?;
    let inversions = entry.field("inversions")?;
    let inversions = inversions.count(possible_inversions(&spans))?;
    let complete = is_complete(&spans);
    // A complete round without failures is ranked, unless the page was hidden
    // during it or the round was interrupted after its last answer.
    let unranked = complete && all_ok(&spans) && !entry.field("ranked")?.flag()?;
    let hidden = unranked && environment.was_hidden;
    let ended = complete && (hidden || !unranked);
    Ok(Round {
        number,
        timeline: Timeline::from_spans(
            spans,
            strategy.describe().order,
            (peak, inversions),
            !ended,
        ),
        longest_freeze: entry.field("longestFreezeMs")?.time()?,
        hidden,
        ended,
        ideal: None,
        breakdown: None,
    })
}

/// Whether every request was delivered or skipped.
fn is_complete(spans: &[Span]) -> bool {
    let mut spans = spans.iter();
    spans.all(|span| span.is_skipped() || span.delivered.is_some())
}

fn all_ok(spans: &[Span]) -> bool {
    let ok = |answer: &Rc<Answer>| answer.outcome == Outcome::Ok;
    let mut answers = spans.iter().map(|span| &span.answer);
    answers.all(|answer| answer.as_ref().is_some_and(ok))
}

fn span(settings: &Settings, index: usize, request: &Cursor) -> Result<Span, Unreadable> {
    request.field("index")?.count(index..=index)?;
    let started = instant(request, "startedMs", Some(Duration::ZERO))?;
    let finished = instant(request, "finishedMs", started)?;
    let delivered = instant(request, "deliveredMs", finished)?;
    let word = request.field("outcome")?;
    let outcome = outcome(&word)?;
    let status = status(&request.field("status")?)?;
    let (fits, answer) = match outcome {
        Outcome::Skipped => (started.is_none(), Some(Rc::new(Answer::skipped(None)))),
        Outcome::Cancelled => (finished.is_none(), None),
        _ => {
            let answer = answer(settings, index, outcome, status);
            let fits = finished.is_some() && answer.outcome == outcome;
            (fits, Some(Rc::new(answer)))
        }
    };
    if !fits {
        return Err(word.mismatch("an outcome that fits its times and its status"));
    }
    // Every step may be sent again as often as the settings allow.
    let most = (1 + settings.steps * most_sent_again(settings)) as usize;
    let attempts = if started.is_some() { 1..=most } else { 0..=0 };
    let attempts = request.field("attempts")?.count(attempts)?;
    let queued = request.optional("queuedMs").map(|queued| queued.time());
    let tries = request.optional("tries");
    let tries = tries.map(|list| tries_in(&list, attempts, [started, finished]));
    Ok(Span {
        started,
        finished,
        delivered,
        queued: queued.transpose()?,
        answer,
        attempts: u32::try_from(attempts).unwrap_or(u32::MAX),
        tries: tries.transpose()?.unwrap_or_default(),
    })
}

/// Reads the sendings of a request: as many as its attempts, one after the other,
/// from its start to its end.
fn tries_in(
    list: &Cursor,
    attempts: usize,
    [started, finished]: [Option<Duration>; 2],
) -> Result<Vec<Try>, Unreadable> {
    let mut tries: Vec<Try> = Vec::new();
    for entry in list.items(attempts..=attempts)? {
        let first = entry.field("startedMs")?;
        let one = Try {
            started: first.time()?,
            finished: instant(&entry, "finishedMs", Some(first.time()?))?,
            status: status(&entry.field("status")?)?,
        };
        let follows = match tries.last() {
            None => Some(one.started) == started,
            Some(previous) => previous.finished.is_some_and(|end| one.started >= end),
        };
        if !follows {
            return Err(first.mismatch("a time that follows the sending before it"));
        }
        tries.push(one);
    }
    let ended = tries.last().and_then(|one| one.finished);
    if finished.is_some() && ended != finished {
        return Err(list.mismatch("a list whose last sending ends with the request"));
    }
    Ok(tries)
}

/// Reads an instant. It must be `null` if the instant before it is, and may not
/// be earlier than that one.
fn instant(
    request: &Cursor,
    name: &str,
    previous: Option<Duration>,
) -> Result<Option<Duration>, Unreadable> {
    let field = request.field(name)?;
    let instant = field.time_or_null()?;
    if instant.is_some() && previous.is_none_or(|previous| instant < Some(previous)) {
        return Err(field.mismatch("null or a time not before the previous instant"));
    }
    Ok(instant)
}

fn outcome(field: &Cursor) -> Result<Outcome, Unreadable> {
    let known = Outcome::ALL
        .into_iter()
        .find(|outcome| field.value == outcome.word());
    known.ok_or_else(|| {
        let words = Outcome::ALL.map(Outcome::word);
        field.mismatch(&format!("one of {}", words.join(", ")))
    })
}

fn status(field: &Cursor) -> Result<Option<u16>, Unreadable> {
    if field.value.is_null() {
        return Ok(None);
    }
    let status = field.count(100..=999);
    let status = status.map_err(|_| field.mismatch("100 to 999 or null"))?;
    Ok(u16::try_from(status).ok())
}
