//! A round and its requests, read back.

use std::{rc::Rc, time::Duration};

use super::{Cursor, Environment, Unreadable};
use crate::{
    analysis::{
        comparison::Round,
        timeline::{Span, Timeline, possible_inversions, possible_peaks},
    },
    report::transfer::answer,
    settings::Settings,
    strategy::Strategy,
    world::answer::{Answer, Outcome},
};

pub(super) fn round(
    settings: &Settings,
    environment: &Environment,
    strategy: Strategy,
    number: usize,
    at: &Cursor,
) -> Result<Round, Unreadable> {
    let list = at.field("requests")?;
    let requests = list.items(settings.requests..=settings.requests, "requests")?;
    let spans = requests
        .enumerate()
        .map(|(index, at)| span(settings, index, &at))
        .collect::<Result<Vec<_>, _>>()?;
    let peak = at.field("peakInFlight")?.count(possible_peaks(&spans))?;
    let inversions = at.field("inversions")?;
    let inversions = inversions.count(possible_inversions(&spans))?;
    let all_came = complete(&spans);
    // If all is well and still it is not ranked, then nobody saw it; or it was
    // interrupted after the last answer.
    let unranked = all_came && all_ok(&spans) && !at.field("ranked")?.flag()?;
    let hidden = unranked && environment.was_hidden;
    let ended = all_came && (hidden || !unranked);
    Ok(Round {
        number,
        timeline: Timeline::from_spans(
            spans,
            strategy.describe().order,
            (peak, inversions),
            !ended,
        ),
        longest_freeze: at.field("longestFreezeMs")?.time()?,
        hidden,
        ended,
        ideal: None,
        breakdown: None,
    })
}

fn complete(spans: &[Span]) -> bool {
    let mut spans = spans.iter();
    spans.all(|span| span.is_skipped() || span.delivered.is_some())
}

fn all_ok(spans: &[Span]) -> bool {
    let ok = |answer: &Rc<Answer>| answer.outcome == Outcome::Ok;
    let mut answers = spans.iter().map(|span| &span.answer);
    answers.all(|answer| answer.as_ref().is_some_and(ok))
}

fn span(settings: &Settings, index: usize, at: &Cursor) -> Result<Span, Unreadable> {
    at.field("index")?.count(index..=index)?;
    let started = instant(at, "startedMs", Some(Duration::ZERO))?;
    let finished = instant(at, "finishedMs", started)?;
    let delivered = instant(at, "deliveredMs", finished)?;
    let word = at.field("outcome")?;
    let outcome = outcome(&word)?;
    let status = status(&at.field("status")?)?;
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
        return Err(word.refused("an outcome that fits its times and its status"));
    }
    // Each step may be sent again; without a step nothing was sent.
    let most = (1 + settings.steps * settings.retries) as usize;
    let attempts = started.map_or(0..=0, |_| 1..=most);
    let queued = at.optional("queuedMs").map(|queued| queued.time());
    Ok(Span {
        started,
        finished,
        delivered,
        queued: queued.transpose()?,
        answer,
        attempts: u32::try_from(at.field("attempts")?.count(attempts)?).unwrap_or(u32::MAX),
    })
}

/// An instant, which comes neither before nor without the one that leads to it.
fn instant(
    at: &Cursor,
    name: &str,
    cause: Option<Duration>,
) -> Result<Option<Duration>, Unreadable> {
    let at = at.field(name)?;
    let instant = at.time_or_null()?;
    if instant.is_some() && cause.is_none_or(|cause| instant < Some(cause)) {
        return Err(at.refused("null or a time after what leads to it"));
    }
    Ok(instant)
}

fn outcome(at: &Cursor) -> Result<Outcome, Unreadable> {
    let known = Outcome::ALL
        .into_iter()
        .find(|outcome| at.value == outcome.word());
    known.ok_or_else(|| {
        let words = Outcome::ALL.map(Outcome::word);
        at.refused(&format!("one of {}", words.join(", ")))
    })
}

fn status(at: &Cursor) -> Result<Option<u16>, Unreadable> {
    if at.value.is_null() {
        return Ok(None);
    }
    let status = at.count(100..=999);
    let status = status.map_err(|_| at.refused("100 to 999 or null"))?;
    Ok(u16::try_from(status).ok())
}
