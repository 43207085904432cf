//! Reading a round and its requests.

mod tries;

use std::{rc::Rc, time::Duration};

use super::{Cursor, Environment, Unreadable};
use crate::{
    analysis::{
        comparison::Round,
        timeline::{Span, Timeline, possible_inversions, possible_peaks},
    },
    report::transfer::answer,
    run::{
        Event,
        limits::{most_asked, most_sent_again},
    },
    settings::Settings,
    strategy::Strategy,
    world::{
        answer::{Answer, Outcome},
        function::{Ending, Fault},
    },
};
use tries::{check_tries, tries_in};

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
        .map(|(index, request)| span(settings, strategy, index, &request))
        .collect::<Result<Vec<_>, _>>()?;
    let peak = entry.field("peakInFlight")?.count(possible_peaks(&spans))?;
    let inversions = entry.field("inversions")?;
    let inversions = inversions.count(possible_inversions(&spans))?;
    let returned = entry.optional("returned");
    let returned = returned.map(|end| returned_at(&end)).transpose()?;
    let complete = if strategy.is_asked() {
        // What was in flight when the function returned is never delivered.
        returned.is_some() && is_over(&spans)
    } else {
        is_complete(&spans)
    };
    // A complete round without failures is ranked, unless the page was hidden
    // during it or the round was interrupted after its last answer.
    let unranked = complete && all_ok(&spans) && !entry.field("ranked")?.flag()?;
    let hidden = unranked && environment.was_hidden;
    let ended = complete && (hidden || !unranked);
    let order = strategy.describe().order;
    let mut timeline = Timeline::from_spans(spans, order, (peak, inversions), !ended);
    if let Some((at, ending)) = returned {
        timeline.apply(Event::Returned { at, ending });
    }
    Ok(Round {
        number,
        timeline,
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

/// Whether every request has ended or was skipped.
fn is_over(spans: &[Span]) -> bool {
    let mut spans = spans.iter();
    spans.all(|span| span.is_skipped() || span.finished.is_some())
}

/// Whether every request is `ok` and was delivered.
fn all_ok(spans: &[Span]) -> bool {
    let ok = |answer: &Rc<Answer>| answer.outcome == Outcome::Ok;
    let mut spans = spans.iter();
    spans.all(|span| span.delivered.is_some() && span.answer.as_ref().is_some_and(ok))
}

/// Reads when and how the reader's function ended.
fn returned_at(end: &Cursor) -> Result<(Duration, Ending), Unreadable> {
    let how = end.field("how")?;
    let line = end.field("line")?;
    let fault = Fault {
        words: end
            .field("words")?
            .value
            .as_str()
            .unwrap_or_default()
            .into(),
        line: if line.value.is_null() {
            0
        } else {
            u32::try_from(line.count(1..=usize::MAX)?).unwrap_or(u32::MAX)
        },
    };
    let ending = Ending::from_word(how.text()?, fault);
    let ending = ending.ok_or_else(|| how.mismatch("returned, threw or stopped"))?;
    Ok((end.field("atMs")?.time()?, ending))
}

fn span(
    settings: &Settings,
    strategy: Strategy,
    index: usize,
    request: &Cursor,
) -> Result<Span, Unreadable> {
    request.field("index")?.count(index..=index)?;
    let started = instant(request, "startedMs", Some(Duration::ZERO))?;
    let finished = instant(request, "finishedMs", started)?;
    let delivered = instant(request, "deliveredMs", finished)?;
    let word = request.field("outcome")?;
    let outcome = outcome(&word)?;
    let status = status(&request.field("status")?)?;
    let (fits, answer) = match outcome {
        Outcome::Skipped => (started.is_none(), Some(Rc::new(Answer::skipped(None)))),
        Outcome::Cancelled if finished.is_none() => (true, None),
        Outcome::Cancelled => {
            let fits = strategy.is_asked() && delivered.is_none();
            (fits, Some(Rc::new(Answer::cancelled())))
        }
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
    let again = (settings.steps * most_sent_again(settings)) as usize;
    let most = if strategy.is_asked() {
        most_asked(settings.requests) * (1 + again)
    } else {
        1 + again
    };
    let attempts = if started.is_some() { 1..=most } else { 0..=0 };
    let attempts = request.field("attempts")?.count(attempts)?;
    let queued = request.optional("queuedMs").map(|queued| queued.time());
    let tries = request.optional("tries");
    let tries = tries.map(|list| {
        let tries = tries_in(&list, attempts)?;
        check_tries(&list, &tries, strategy, [started, finished])?;
        Ok(tries)
    });
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

pub(super) fn status(field: &Cursor) -> Result<Option<u16>, Unreadable> {
    if field.value.is_null() {
        return Ok(None);
    }
    let status = field.count(100..=999);
    let status = status.map_err(|_| field.mismatch("100 to 999 or null"))?;
    Ok(u16::try_from(status).ok())
}
