//! The attribution of a round's time to categories, from its spans.

use std::time::Duration;

use super::{Category, Comparison, Round, TimeBreakdown};
use crate::{
    analysis::{sorted::sorted, timeline::Span},
    strategy::{Refill, Strategy},
    world::{answer::Outcome, network::Network},
};

/// Longer than any request takes.
const NO_LIMIT: Duration = Duration::MAX;

impl Comparison {
    /// Where the time of a round went; `None` if the round was not completed, or
    /// skipped requests.
    #[must_use]
    pub fn breakdown(&self, strategy: Strategy, round: &Round) -> Option<TimeBreakdown> {
        let width = strategy.width(self.settings.requests, self.settings.concurrency);
        let mut breakdown = TimeBreakdown {
            total: round.timeline.total()?,
            slots: u32::try_from(width).ok()?,
            parts: [Duration::ZERO; 7],
        };
        if !round.ended || round.timeline.count(Outcome::Skipped) > 0 {
            return None;
        }
        let spans = round.timeline.spans();
        for (index, span) in spans.iter().enumerate() {
            let limits = self.category_limits(strategy, round.number, index, span);
            divide(&mut breakdown, span, limits)?;
        }
        let concurrency = u32::try_from(self.settings.concurrency.get()).ok()?;
        divide_empty(&mut breakdown, strategy, concurrency, spans)?;
        Some(breakdown)
    }

    /// The largest time that a request may have spent on each category, in the
    /// order in which the categories take their part of its time.
    fn category_limits(
        &self,
        strategy: Strategy,
        round: usize,
        index: usize,
        span: &Span,
    ) -> [(Category, Duration); 6] {
        let settings = &self.settings;
        let simulated = settings.is_simulated();
        let answer = span.answer.as_ref();
        let timed_out = answer.is_some_and(|answer| answer.outcome == Outcome::Timeout);
        // A request that timed out, was slowed down or was sent again did not take the planned time.
        let as_planned =
            simulated && span.attempts == 1 && !timed_out && !settings.overloads(strategy);
        let unknown = if !simulated && span.queued.is_none() {
            NO_LIMIT
        } else {
            Duration::ZERO
        };
        let network = if as_planned {
            Network::planned(settings, round, index)
        } else {
            NO_LIMIT
        };
        let held = span
            .pauses(None)
            .map(|(from, to)| to.saturating_sub(from))
            .sum();
        // Each step of a paced request waits for a permit.
        let rest = if strategy.is_paced() && settings.steps > 1 {
            Category::Held
        } else {
            Category::Overhead
        };
        [
            (Category::Work, settings.work),
            (Category::Held, held),
            (Category::Unknown, unknown),
            (Category::Queued, span.queued.unwrap_or_default()),
            (Category::Network, network),
            (rest, NO_LIMIT),
        ]
    }
}

/// Divides the time of a request, from its start to its end.
fn divide(
    breakdown: &mut TimeBreakdown,
    span: &Span,
    limits: [(Category, Duration); 6],
) -> Option<()> {
    let mut left = span.finished?.checked_sub(span.started?)?;
    for (category, limit) in limits {
        let share = limit.min(left);
        breakdown.add(category, share);
        left -= share;
    }
    Some(())
}

/// How many requests were started, finished and delivered so far, and how many of
/// the pauses that a 429 asked for go on.
#[derive(Default)]
struct Count {
    started: u32,
    finished: u32,
    delivered: u32,
    paused: u32,
}

/// Divides the time of the empty slots, from each instant to the next one.
/// Between two instants nothing changes.
fn divide_empty(
    breakdown: &mut TimeBreakdown,
    strategy: Strategy,
    concurrency: u32,
    spans: &[Span],
) -> Option<()> {
    let mut instants = Vec::with_capacity(3 * spans.len());
    let total = breakdown.total;
    for (from, to) in spans.iter().flat_map(pauses) {
        instants.extend([(from.min(total), 3), (to.min(total), 4)]);
    }
    for span in spans {
        instants.extend([
            (span.started?, 0_usize),
            (span.finished?, 1),
            (span.delivered?, 2),
        ]);
    }
    let requests = u32::try_from(spans.len()).ok()?;
    let (mut count, mut before) = (Count::default(), Duration::ZERO);
    for (at, event) in sorted(instants) {
        // Of several events at one instant, the counts are right only after the last one.
        let length = at.saturating_sub(before);
        if !length.is_zero() {
            let empty = breakdown
                .slots
                .checked_sub(count.started - count.finished)?;
            let startable = startable(strategy, concurrency, requests, &count).min(empty);
            let why = if count.paused > 0 || strategy.is_paced() {
                Category::Held
            } else {
                Category::Overhead
            };
            breakdown.add(why, length * startable);
            breakdown.add(Category::Idle, length * (empty - startable));
        }
        before = at;
        match event {
            0 => count.started += 1,
            1 => count.finished += 1,
            2 => count.delivered += 1,
            3 => count.paused += 1,
            _ => count.paused -= 1,
        }
    }
    Some(())
}

/// The pauses that the answers to a request asked for.
fn pauses(span: &Span) -> impl Iterator<Item = (Duration, Duration)> {
    let last = span.answer.as_ref().and_then(|answer| answer.retry_after);
    let last = span.finished.zip(last);
    span.pauses(None)
        .chain(last.map(|(at, pause)| (at, at + pause)))
}

/// How many more requests the strategy could have started. If nothing is in
/// flight, there is no limit: all empty slots wait for the page.
fn startable(strategy: Strategy, concurrency: u32, requests: u32, count: &Count) -> u32 {
    let refill = strategy.describe().refill;
    if count.started == count.finished && refill != Refill::WhenAsked {
        return u32::MAX;
    }
    let waiting = requests - count.started;
    let places = match refill {
        // Whatever the function waits for, it is not the page.
        Refill::WhenAsked => 0,
        Refill::WhenFinished => waiting,
        // The rest of the current batch: only the final batch may not be full.
        Refill::WhenBatchFinished => count.started.next_multiple_of(concurrency) - count.started,
        // An answer that is not delivered yet keeps its slot.
        Refill::WhenDelivered => concurrency.saturating_sub(count.started - count.delivered),
    };
    places.min(waiting)
}
