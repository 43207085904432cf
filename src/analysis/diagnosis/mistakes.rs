//! What a round lost, and what it sent in vain.

use std::time::Duration;

use super::{
    Ending, How,
    intervals::{Tolerance, sendings},
};
use crate::{
    analysis::timeline::{Span, Timeline, Try},
    format::{count, counted},
    world::answer::Outcome,
};

/// The answers that the end of the code lost, and the requests that were never sent.
/// Where the round was cancelled, neither is the code's doing.
pub(super) fn lost(timeline: &Timeline, ending: Option<Ending>) -> Vec<String> {
    if timeline.was_cancelled() {
        return Vec::new();
    }
    let lost = ending.and_then(|ending| match ending.how {
        How::Returned => left(timeline, ending.at),
        How::Threw => Some(thrown(timeline, ending.at)),
    });
    let skipped = |span: &&Span| span.started.is_none() && (ending.is_some() || span.is_skipped());
    let skipped = timeline.spans().iter().filter(skipped).count();
    let never = (skipped > 0).then(|| format!("Never sent {}.", count(skipped)));
    lost.into_iter().chain(never).collect()
}

/// What a function lost that returned, if it was anything.
fn left(timeline: &Timeline, at: Duration) -> Option<String> {
    let goes_on = |span: &&Span| {
        let ends_later = span.finished.is_none_or(|finished| finished > at);
        is_undelivered(span) && ends_later && !had_come(span, at)
    };
    let left = timeline.spans().iter().filter(goes_on).count();
    if left == 0 {
        return None;
    }
    Some(failure(timeline, at).map_or_else(
        || {
            let them = if left == 1 { "it" } else { "them" };
            let answers = counted(left, "answer");
            format!(
                "Returned before {answers} had come: nobody awaited {them}, as with \
                 forEach(async …)."
            )
        },
        |failure| format!("{failure} lost {}.", counted(left, "answer")),
    ))
}

/// Whether an earlier sending of a request had succeeded at an instant: then its answer
/// had come, whatever became of the later ones.
fn had_come(span: &Span, at: Duration) -> bool {
    span.tries.iter().any(|one| {
        let ended = one.finished.is_some_and(|finished| finished <= at);
        ended
            && one
                .status
                .is_some_and(|status| (200..300).contains(&status))
    })
}

/// What a function lost that threw.
fn thrown(timeline: &Timeline, at: Duration) -> String {
    let sent = || timeline.spans().iter().filter(|one| one.started.is_some());
    let delivered = sent().filter(|one| one.delivered.is_some()).count();
    // A failure or an answer that the code gave up is not lost by the end.
    let came = |span: &&Span| matches!(outcome(span), None | Some(Outcome::Ok));
    let lost = sent().filter(|one| is_undelivered(one)).filter(came);
    let lost = lost.count();
    match (failure(timeline, at), lost, delivered) {
        _ if sent().next().is_none() => "Threw an error before it sent anything.".into(),
        (Some(failure), 0, _) => format!("{failure} ended it."),
        (Some(failure), lost, _) => format!("{failure} lost {}.", counted(lost, "answer")),
        (None, 0, 0) => "Threw an error.".into(),
        (None, 0, after) => format!("Threw an error after {}.", counted(after, "answer")),
        (None, 1, 0) => "Threw an error: the only answer was lost.".into(),
        (None, lost, 0) => format!("Threw an error: all {} answers were lost.", count(lost)),
        (None, lost, after) => {
            let was = if lost == 1 { "was" } else { "were" };
            let after = counted(after, "answer");
            format!(
                "Threw an error after {after}: the other {} {was} lost.",
                count(lost)
            )
        }
    }
}

/// The failure after which the code ended at once, as the subject of a sentence;
/// `None` if there was none.
fn failure(timeline: &Timeline, at: Duration) -> Option<&'static str> {
    let Tolerance { late, early, .. } = Tolerance::of(&sendings(timeline));
    let failures = || {
        let all = timeline.spans().iter().flat_map(failures);
        all.filter(|failed| *failed <= at + early)
    };
    let latest = failures().max().filter(|latest| *latest + late >= at)?;
    let first = failures().min() == Some(latest);
    Some(if first {
        "The first failure"
    } else {
        "A failure"
    })
}

/// When sendings of a request failed, other than by being given up.
fn failures(span: &Span) -> impl Iterator<Item = Duration> {
    let before = span.tries.len().saturating_sub(1);
    let earlier = span.tries[..before].iter().filter(|one| has_failed(one));
    let last = !matches!(
        outcome(span),
        None | Some(Outcome::Ok | Outcome::Skipped | Outcome::Cancelled)
    );
    let last = span.finished.filter(|_| last);
    earlier.filter_map(|one| one.finished).chain(last)
}

fn outcome(span: &Span) -> Option<Outcome> {
    span.answer.as_ref().map(|answer| answer.outcome)
}

fn is_undelivered(span: &Span) -> bool {
    let given_up = outcome(span) == Some(Outcome::Cancelled);
    span.started.is_some() && span.delivered.is_none() && !given_up
}

/// Whether a sending ended without a status from 200 to 299.
fn has_failed(one: &Try) -> bool {
    let succeeded = one.status.is_some_and(|code| (200..300).contains(&code));
    one.finished.is_some() && !succeeded
}

/// The sendings that were in vain: a URL that was sent again although it had not failed,
/// and requests that were given up.
pub(super) fn in_vain(timeline: &Timeline) -> Vec<String> {
    let repeats = timeline
        .spans()
        .iter()
        .map(|span| repeats(span, After::NoFailure))
        .filter(|times| *times > 0);
    let most = repeats.clone().max().unwrap_or(0);
    let urls = counted(repeats.count(), "URL");
    let given_up = |span: &&Span| outcome(span) == Some(Outcome::Cancelled);
    let given_up = timeline.spans().iter().filter(given_up);
    let given_up = given_up.filter(|span| span.finished.is_some()).count();
    let twice = match most {
        0 => None,
        1 => Some(format!("Sent {urls} twice.")),
        _ => Some(format!("Sent {urls} more than once.")),
    };
    let gave_up = (given_up > 0).then(|| {
        let (whose, s) = if given_up == 1 {
            ("its", "")
        } else {
            ("their", "s")
        };
        let requests = counted(given_up, "request");
        format!("Gave up {requests} before {whose} answer{s}.")
    });
    twice.into_iter().chain(gave_up).collect()
}

/// How many URLs were sent again after a failure, if any were.
pub(super) fn again(timeline: &Timeline) -> Option<String> {
    let spans = timeline.spans().iter();
    let again = spans.filter(|span| repeats(span, After::Failure) > 0);
    let again = again.count();
    (again > 0).then(|| format!("Sent {} again after a failure.", counted(again, "URL")))
}

/// After what a request was sent again.
#[derive(Clone, Copy, PartialEq, Eq)]
enum After {
    /// The sending before had failed.
    Failure,
    /// It had succeeded, or went on.
    NoFailure,
}

/// How often a request was sent again after this.
fn repeats(span: &Span, after: After) -> usize {
    let after_what = |two: &[Try]| {
        let ended = two[0].finished.is_some_and(|end| end <= two[1].started);
        if ended && has_failed(&two[0]) {
            After::Failure
        } else {
            After::NoFailure
        }
    };
    let pairs = span.tries.windows(2);
    pairs.filter(|two| after_what(two) == after).count()
}
