//! A round put together again from its spans. Where instants tie, spans do not
//! say what came first: that decides the peak and the inversions.

use std::{cmp::Reverse, collections::BTreeMap, ops::RangeInclusive, time::Duration};

use super::{Span, Timeline};

impl Timeline {
    /// A round that is over: its spans and the reader's list, the peak in
    /// flight and the inversions, and whether it was cut.
    #[must_use]
    pub fn rebuilt(
        spans: Vec<Span>,
        list: Vec<Option<usize>>,
        (peak, inversions): (usize, usize),
        cut: bool,
    ) -> Self {
        let delivered = || spans.iter().filter_map(|span| span.delivered);
        let highest = spans.iter().rposition(|span| span.delivered.is_some());
        Self {
            in_flight: 0,
            peak,
            answered: spans.iter().filter(|span| span.answer.is_some()).count(),
            highest: highest.unwrap_or(0),
            inversions,
            first_delivered: delivered().min(),
            last_delivered: delivered().max(),
            cut,
            steps: steps(&spans),
            list,
            spans,
        }
    }
}

/// How many started and how many finished at each instant.
fn changes(spans: &[Span]) -> BTreeMap<Duration, (usize, usize)> {
    let mut changes = BTreeMap::from([(Duration::ZERO, (0, 0))]);
    for span in spans {
        if let Some(started) = span.started {
            changes.entry(started).or_default().0 += 1;
        }
        if let Some(finished) = span.finished {
            changes.entry(finished).or_default().1 += 1;
        }
    }
    changes
}

fn steps(spans: &[Span]) -> Vec<(Duration, usize)> {
    let mut in_flight = 0;
    let steps = changes(spans).into_iter().map(|(at, (started, finished))| {
        in_flight = in_flight + started - finished;
        (at, in_flight)
    });
    steps.collect()
}

/// What the peak in flight may have been, if nothing finishes before it starts:
/// at an instant, all finish first, or all start first.
#[must_use]
pub fn possible_peaks(spans: &[Span]) -> RangeInclusive<usize> {
    let (mut least, mut most, mut in_flight) = (0, 0, 0);
    for (started, finished) in changes(spans).into_values() {
        most = most.max(in_flight + started);
        in_flight = in_flight + started - finished;
        least = least.max(in_flight);
    }
    // What finishes at once was in flight all the same.
    least.max(most.min(1))..=most
}

/// What the inversions may have been: at an instant, the lowest index is
/// delivered first, or the highest.
#[must_use]
pub fn possible_inversions(spans: &[Span]) -> RangeInclusive<usize> {
    let delivered = spans.iter().enumerate();
    let mut order: Vec<_> = delivered
        .filter_map(|(index, span)| Some((span.delivered?, index)))
        .collect();
    order.sort_unstable();
    let least = inversions(&order);
    order.sort_by_key(|(at, index)| (*at, Reverse(*index)));
    least..=inversions(&order)
}

fn inversions(order: &[(Duration, usize)]) -> usize {
    let mut highest = 0;
    let inverted = order.iter().filter(|(_, index)| {
        highest = highest.max(*index);
        *index < highest
    });
    inverted.count()
}
