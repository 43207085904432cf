//! A round put together again from its spans. Where instants tie, spans do not
//! say what came first: that decides the peak and the inversions.

use crate::strategy::Order;
use std::{cmp::Reverse, collections::BinaryHeap, ops::RangeInclusive, time::Duration};

use super::{Span, Timeline};

impl Timeline {
    /// A round that is over: its spans, how the reader's list filled, the peak
    /// in flight and the inversions, and whether it was cancelled.
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
        let mut rebuilt = Self {
            in_flight: 0,
            peak,
            ended: ended(&spans),
            highest: highest.unwrap_or(0),
            inversions,
            first_delivered: delivered().min(),
            last_delivered: delivered().max(),
            cut: false,
            steps: steps(&spans).0,
            list: match order {
                Order::Requested => spans.iter().enumerate().map(slot).collect(),
                Order::Completed => in_order_of_completion(&spans),
            },
            spans,
        };
        if cancelled {
            rebuilt.cancel();
        }
        rebuilt
    }
}

/// How many ended in which way.
fn ended(spans: &[Span]) -> [usize; 7] {
    let mut ended = [0; 7];
    for answer in spans.iter().filter_map(|span| span.answer.as_ref()) {
        ended[answer.outcome as usize] += 1;
    }
    ended
}

/// Pairs from the lowest to the highest. (By the heap that virtual time has
/// already: the library's ways to sort would weigh more than all of this.)
fn sorted(pairs: Vec<(Duration, usize)>) -> Vec<(Duration, usize)> {
    let mut heap: BinaryHeap<_> = pairs.into_iter().map(Reverse).collect();
    std::iter::from_fn(|| heap.pop().map(|Reverse(pair)| pair)).collect()
}

/// The list in the order of the deliveries, among equal ones in the order in
/// which the requests finished.
fn in_order_of_completion(spans: &[Span]) -> Vec<Option<usize>> {
    let finished = spans.iter().enumerate();
    let finished = sorted(
        finished
            .filter_map(|(index, span)| Some((span.finished?, index)))
            .collect(),
    );
    let delivered = finished.iter().enumerate();
    let delivered = sorted(
        delivered
            .filter_map(|(place, (_, index))| Some((spans[*index].delivered?, place)))
            .collect(),
    );
    let mut list: Vec<_> = delivered
        .iter()
        .map(|(_, place)| Some(finished[*place].1))
        .collect();
    list.resize(spans.len(), None);
    list
}

/// From each instant on, so many in flight; and the most at once, if at each
/// instant all that start do so before any finishes.
fn steps(spans: &[Span]) -> (Vec<(Duration, usize)>, usize) {
    let starts = spans.iter().filter_map(|span| Some((span.started?, 0)));
    let ends = spans.iter().filter_map(|span| Some((span.finished?, 1)));
    let (mut steps, mut in_flight, mut most) = (vec![(Duration::ZERO, 0)], 0, 0);
    for (at, ends) in sorted(starts.chain(ends).collect()) {
        in_flight = in_flight + 1 - 2 * ends;
        most = most.max(in_flight);
        match steps.last_mut() {
            Some(last) if last.0 == at => last.1 = in_flight,
            _ => steps.push((at, in_flight)),
        }
    }
    (steps, most)
}

/// What the peak in flight may have been, if nothing finishes before it starts:
/// at an instant, all finish first, or all start first.
#[must_use]
pub fn possible_peaks(spans: &[Span]) -> RangeInclusive<usize> {
    let (steps, most) = steps(spans);
    let least = steps.into_iter().map(|(_, in_flight)| in_flight).max();
    // What finishes at once was in flight all the same.
    least.unwrap_or(0).max(most.min(1))..=most
}

/// What the inversions may have been: at an instant, the lowest index is
/// delivered first, or the highest.
#[must_use]
pub fn possible_inversions(spans: &[Span]) -> RangeInclusive<usize> {
    let delivered = || spans.iter().enumerate();
    let last = spans.len();
    let rising = delivered().filter_map(|(index, span)| Some((span.delivered?, index)));
    let falling = delivered().filter_map(|(index, span)| Some((span.delivered?, last - index)));
    let rising = sorted(rising.collect()).into_iter().map(|(_, index)| index);
    let falling = sorted(falling.collect())
        .into_iter()
        .map(|(_, from_last)| last - from_last);
    inversions(rising.collect())..=inversions(falling.collect())
}

fn inversions(order: Vec<usize>) -> usize {
    let mut highest = 0;
    let inverted = order.into_iter().filter(|index| {
        highest = highest.max(*index);
        *index < highest
    });
    inverted.count()
}
