//! The timeline of a round from its spans. Where instants are equal, the spans
//! do not tell which event came first, and the peak in flight and the inversions
//! depend on that.

use std::{ops::RangeInclusive, time::Duration};

use super::{Span, Timeline};
use crate::{analysis::sorted::sorted, strategy::Order};

impl Timeline {
    /// The timeline of a round that is over, from its spans, the order in which
    /// the reader's list filled, the peak in flight and the inversions, and
    /// whether the round was cancelled.
    #[must_use]
    pub fn from_spans(
        spans: Vec<Span>,
        order: Order,
        (peak, inversions): (usize, usize),
        cancelled: bool,
    ) -> Self {
        let delivered = || spans.iter().filter_map(|span| span.delivered);
        let highest = spans.iter().rposition(|span| span.delivered.is_some());
        let slot = |(index, span): (usize, &Span)| span.delivered.map(|_| index);
        let mut timeline = Self {
            in_flight: 0,
            peak,
            ended: ended(&spans),
            highest: highest.unwrap_or(0),
            inversions,
            first_delivered: delivered().min(),
            last_delivered: delivered().max(),
            cancelled: false,
            returned: None,
            steps: steps(&spans).0,
            list: match order {
                Order::Requested => spans.iter().enumerate().map(slot).collect(),
                Order::Completed => in_order_of_completion(&spans),
            },
            spans,
        };
        if cancelled {
            timeline.cancel();
        }
        timeline
    }
}

/// How many requests ended with each outcome, in the order of `Outcome::ALL`.
fn ended(spans: &[Span]) -> [usize; 7] {
    let mut ended = [0; 7];
    for answer in spans.iter().filter_map(|span| span.answer.as_ref()) {
        ended[answer.outcome as usize] += 1;
    }
    ended
}

/// The list in the order of the deliveries. Answers that were delivered at the
/// same instant are in the order in which their requests finished.
fn in_order_of_completion(spans: &[Span]) -> Vec<Option<usize>> {
    let finished = spans.iter().enumerate();
    let finished = sorted(finished.filter_map(|(index, span)| Some((span.finished?, index))));
    let delivered = finished.iter().enumerate();
    let delivered =
        sorted(delivered.filter_map(|(rank, (_, index))| Some((spans[*index].delivered?, rank))));
    let delivered = delivered.iter();
    let mut list: Vec<_> = delivered.map(|(_, rank)| Some(finished[*rank].1)).collect();
    list.resize(spans.len(), None);
    list
}

/// How many requests are in flight from each instant on, and the peak if, at
/// each instant, all requests that start do so before any request finishes.
fn steps(spans: &[Span]) -> (Vec<(Duration, usize)>, usize) {
    let sendings = || spans.iter().flat_map(Span::in_flight);
    let starts = sendings().map(|(started, _)| (started, 0));
    let ends = sendings().filter_map(|(_, finished)| Some((finished?, 1)));
    let (mut steps, mut in_flight, mut peak) = (vec![(Duration::ZERO, 0)], 0, 0);
    for (at, ends) in sorted(starts.chain(ends)) {
        in_flight = in_flight + 1 - 2 * ends;
        peak = peak.max(in_flight);
        match steps.last_mut() {
            Some(last) if last.0 == at => last.1 = in_flight,
            _ => steps.push((at, in_flight)),
        }
    }
    (steps, peak)
}

/// The possible peaks in flight of these spans: from the peak if at each instant
/// all requests that finish do so first, to the peak if all that start do so
/// first. No span may finish before it starts.
#[must_use]
pub fn possible_peaks(spans: &[Span]) -> RangeInclusive<usize> {
    let (steps, highest) = steps(spans);
    let lowest = steps.into_iter().map(|(_, in_flight)| in_flight).max();
    // A request that finishes when it starts was in flight too.
    lowest.unwrap_or(0).max(highest.min(1))..=highest
}

/// The possible numbers of inversions of these spans: from the number if at each
/// instant the lowest index is delivered first, to the number if the highest is.
#[must_use]
pub fn possible_inversions(spans: &[Span]) -> RangeInclusive<usize> {
    let delivered = || spans.iter().enumerate();
    let last = spans.len();
    let rising = delivered().filter_map(|(index, span)| Some((span.delivered?, index)));
    let falling = delivered().filter_map(|(index, span)| Some((span.delivered?, last - index)));
    let rising = sorted(rising).into_iter().map(|(_, index)| index);
    let falling = sorted(falling).into_iter();
    let falling = falling.map(|(_, from_last)| last - from_last);
    inversions(rising)..=inversions(falling)
}

fn inversions(order: impl Iterator<Item = usize>) -> usize {
    let mut highest = 0;
    let inverted = order.filter(|index| {
        highest = highest.max(*index);
        *index < highest
    });
    inverted.count()
}
