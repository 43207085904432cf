//! How a round behaves, in sentences.

use std::{num::NonZeroUsize, time::Duration};

use super::{
    intervals::{Interval, Tolerance, length, mean, pause, peak, requests, sendings},
    shape::{Shape, batches, shape, was_told_to_wait},
};
use crate::{
    analysis::timeline::Timeline,
    format::{count, factor, percent, time},
};

/// The least share of the time with nothing in flight that is worth a sentence.
const MUCH: f64 = 0.05;

/// How a round behaves, first a limit that does not hold; nothing if nothing was sent.
pub(super) fn behaves(timeline: &Timeline, width: Option<NonZeroUsize>) -> Vec<String> {
    let Some(shape) = shape(timeline) else {
        return Vec::new();
    };
    let sendings = sendings(timeline);
    let peak = peak(&sendings);
    let width = width.map(NonZeroUsize::get);
    let says_width = matches!(shape, Shape::AllAtOnce);
    let too_wide = width.filter(|width| peak > *width && !says_width);
    let mut sentences: Vec<_> = too_wide
        .map(|width| over(peak, width))
        .into_iter()
        .collect();
    let says_all = matches!(shape, Shape::Irregular(_)) && too_wide.is_some();
    if !says_all {
        sentences.push(match shape {
            Shape::OneByOne if requests(timeline).len() == 1 => {
                "One request: every way to send it is the same.".into()
            }
            Shape::OneByOne => "Never more than 1 in flight: each request waits for the one \
                before: sequential."
                .into(),
            Shape::AllAtOnce => all_at_once(peak, width),
            Shape::Batches(size) => format!(
                "Starts {} and waits for all of them: batches of {0}{}; {}.",
                count(size),
                narrower(size, width),
                held(timeline)
            ),
            Shape::Window(size) => format!(
                "Keeps {} in flight: a window of {0}{}.",
                count(size),
                narrower(size, width)
            ),
            Shape::InOrder(size) => format!(
                "Keeps {} in flight or waiting for an earlier one: a window that is freed in \
                 order{}; {} in flight on average.",
                count(size),
                narrower(size, width),
                factor(mean(&sendings))
            ),
            Shape::Paced(gap) => format!("Starts one each {}: paced.", time(gap)),
            Shape::Irregular(peak) => format!(
                "Up to {} in flight, {} on average{}.",
                count(peak),
                factor(mean(&sendings)),
                if was_told_to_wait(timeline) {
                    "; the pauses that the server asked for hide what each waits for"
                } else {
                    ": neither batches nor a window"
                }
            ),
        });
    }
    if !matches!(shape, Shape::Paced(_)) {
        sentences.extend(idle(&sendings));
    }
    sentences
}

fn over(peak: usize, width: usize) -> String {
    let (peak, width) = (count(peak), count(width));
    format!("Up to {peak} in flight where the width is {width}: the limit does not hold.")
}

fn all_at_once(peak: usize, width: Option<usize>) -> String {
    let at_once = format!("All at once: {} in flight", count(peak));
    match width {
        None => at_once + ".",
        Some(width) if peak > width => {
            at_once + &format!(", the width that you were given is {}.", count(width))
        }
        Some(width) => at_once + &format!(", as the width of {} allows.", count(width)),
    }
}

/// The width that the code was given, if it uses less.
fn narrower(size: usize, width: Option<usize>) -> String {
    let width = width.filter(|width| size < *width);
    width.map_or_else(String::new, |width| {
        format!("; the width is {}", count(width))
    })
}

/// For what share of the time the slowest request of each batch holds the places of
/// the others. In the last batch it holds none: no request waits for them.
fn held(timeline: &Timeline) -> String {
    let (sendings, requests) = (sendings(timeline), requests(timeline));
    let tolerance = Tolerance::of(&sendings);
    let batches = batches(&sendings, tolerance).or_else(|| batches(&requests, tolerance));
    let (mut held, mut whole, mut size) = (Duration::ZERO, Duration::ZERO, 1);
    for batch in batches.unwrap_or_default().iter().rev().skip(1) {
        size = batch.len();
        let slowest = batch.iter().filter_map(|one| one.end).max();
        let slowest = slowest.unwrap_or_default();
        held += batch
            .iter()
            .filter_map(|one| Some(slowest.saturating_sub(one.end?)))
            .sum();
        let others = u32::try_from(size - 1).unwrap_or(u32::MAX);
        whole += length(batch) * others;
    }
    let share = held.as_secs_f64() / whole.as_secs_f64();
    let plural = if size == 2 { "" } else { "s" };
    format!(
        "the slowest holds {} slot{plural} for {} of the time",
        in_words(size - 1),
        percent(share)
    )
}

/// A small number as a word.
fn in_words(number: usize) -> String {
    const WORDS: [&str; 12] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    let word = number.checked_sub(1).and_then(|place| WORDS.get(place));
    word.map_or_else(|| count(number), |word| (*word).into())
}

/// For what share of the time nothing is in flight, if it is much.
fn idle(sendings: &[Interval]) -> Option<String> {
    let idle = pause(sendings);
    let share = idle.as_secs_f64() / length(sendings).as_secs_f64();
    (share >= MUCH).then(|| format!("Nothing is in flight for {} of the time.", percent(share)))
}
