//! Where the time went: what the slots of a strategy were doing, or waiting
//! for, from the start of a round to its last delivery.

use std::{collections::BinaryHeap, time::Duration};

use super::{Comparison, Round};
use crate::{
    analysis::timeline::Span,
    strategy::{Refill, Strategy},
    world::{answer::Outcome, network::Network},
};

/// What a slot may spend its time with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    /// A request is under way, or with the server.
    Network,
    /// A request waits in the browser for a connection.
    Queued,
    /// One of these two, and the browser does not tell which.
    Unknown,
    /// The page computes what the settings ask for (`work`).
    Work,
    /// The slot is empty: the strategy had nothing that it might have started
    /// before another request ends or is delivered.
    Idle,
    /// The page itself: a request that might have been started was not yet,
    /// or an answer was there and not yet taken.
    Overhead,
}

impl Category {
    /// Every part, in the order in which they are listed.
    pub const ALL: [Self; 6] = [
        Self::Network,
        Self::Queued,
        Self::Unknown,
        Self::Work,
        Self::Idle,
        Self::Overhead,
    ];

    /// The words for it on the page.
    #[must_use]
    pub fn name(self) -> &'static str {
        [
            "network",
            "queued in the browser",
            "network or queue (the browser does not tell)",
            "computing",
            "idle slots",
            "page overhead",
        ][self as usize]
    }

    /// What the style sheet calls it.
    #[must_use]
    pub fn key(self) -> &'static str {
        ["network", "queued", "unknown", "work", "idle", "overhead"][self as usize]
    }
}

/// The time of all slots of a round, divided: the parts add up to exactly
/// `total` · `slots`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeBreakdown {
    /// From the start of the round to the last delivery.
    pub total: Duration,
    /// What the strategy may have in flight.
    pub slots: u32,
    /// What went into each part, in the order of [`Category::ALL`].
    pub parts: [Duration; 6],
}

impl TimeBreakdown {
    /// What went into a part, over all slots together.
    #[must_use]
    pub fn on(&self, part: Category) -> Duration {
        self.parts[part as usize]
    }

    /// The same as a share of the time of all slots; of no time, none is a share.
    #[must_use]
    pub fn share(&self, part: Category) -> Option<f64> {
        let all = self.total.as_secs_f64() * f64::from(self.slots);
        Some(self.on(part).as_secs_f64() / all).filter(|share| share.is_finite())
    }

    fn add(&mut self, part: Category, time: Duration) {
        self.parts[part as usize] += time;
    }
}

/// More than any request takes.
const ALL_THAT_IS_LEFT: Duration = Duration::MAX;

impl Comparison {
    /// Where the time of a round went; `None` if it was cut, or if it skipped
    /// requests.
    #[must_use]
    pub fn breakdown(&self, strategy: Strategy, round: &Round) -> Option<TimeBreakdown> {
        let width = strategy.width(self.settings.requests, self.settings.concurrency);
        let mut breakdown = TimeBreakdown {
            total: round.timeline.total()?,
            slots: u32::try_from(width).ok()?,
            parts: [Duration::ZERO; 6],
        };
        if !round.ended || round.timeline.count(Outcome::Skipped) > 0 {
            return None;
        }
        let spans = round.timeline.spans();
        for (index, span) in spans.iter().enumerate() {
            let told = self.told(strategy, round.number, index, span);
            divide(&mut breakdown, span, told)?;
        }
        let concurrency = u32::try_from(self.settings.concurrency.get()).ok()?;
        sweep(&mut breakdown, strategy, concurrency, spans)?;
        Some(breakdown)
    }

    /// What is known of a request: at most so long was spent with each part,
    /// one after the other, until its time is used up.
    fn told(
        &self,
        strategy: Strategy,
        round: usize,
        index: usize,
        span: &Span,
    ) -> [(Category, Duration); 5] {
        let settings = &self.settings;
        let simulated = settings.is_simulated();
        let answer = span.answer.as_ref();
        let late = answer.is_some_and(|answer| answer.outcome == Outcome::Timeout);
        // A request that was given up, slowed down or sent again did not go as planned.
        let as_planned = simulated && span.attempts == 1 && !late && !settings.overloads(strategy);
        let unknown = !simulated && span.queued.is_none();
        let all_if = |so: bool| if so { ALL_THAT_IS_LEFT } else { Duration::ZERO };
        let network = if as_planned {
            Network::planned(settings, round, index)
        } else {
            ALL_THAT_IS_LEFT
        };
        [
            (Category::Work, settings.work),
            (Category::Unknown, all_if(unknown)),
            (Category::Queued, span.queued.unwrap_or_default()),
            (Category::Network, network),
            (Category::Overhead, ALL_THAT_IS_LEFT),
        ]
    }
}

/// Divides a request's time, from its start to its end.
fn divide(
    breakdown: &mut TimeBreakdown,
    span: &Span,
    told: [(Category, Duration); 5],
) -> Option<()> {
    let mut left = span.finished?.checked_sub(span.started?)?;
    for (part, most) in told {
        let share = most.min(left);
        breakdown.add(part, share);
        left -= share;
    }
    Some(())
}

/// How many requests were started, finished and delivered so far.
#[derive(Default)]
struct Count {
    started: u32,
    finished: u32,
    delivered: u32,
}

/// Divides the time of the empty slots: between two instants nothing changes.
fn sweep(
    breakdown: &mut TimeBreakdown,
    strategy: Strategy,
    concurrency: u32,
    spans: &[Span],
) -> Option<()> {
    let mut instants = Vec::with_capacity(3 * spans.len());
    for span in spans {
        instants.extend([
            (span.started?, 0),
            (span.finished?, 1),
            (span.delivered?, 2),
        ]);
    }
    let requests = u32::try_from(spans.len()).ok()?;
    let (mut count, mut before) = (Count::default(), Duration::ZERO);
    // (By a heap: the library's other ways to sort are several times its size.)
    for (at, what) in BinaryHeap::from(instants).into_sorted_vec() {
        // At one instant many things happen, and not in the order of this list.
        let length = at.saturating_sub(before);
        if !length.is_zero() {
            let empty = breakdown
                .slots
                .checked_sub(count.started - count.finished)?;
            let missed = missed(strategy, concurrency, requests, &count).min(empty);
            breakdown.add(Category::Overhead, length * missed);
            breakdown.add(Category::Idle, length * (empty - missed));
        }
        before = at;
        match what {
            0 => count.started += 1,
            1 => count.finished += 1,
            _ => count.delivered += 1,
        }
    }
    Some(())
}

/// How many more requests the strategy might have started; any number if
/// nothing is in flight, for then everything waits for the page.
fn missed(strategy: Strategy, concurrency: u32, requests: u32, count: &Count) -> u32 {
    if count.started == count.finished {
        return u32::MAX;
    }
    let waiting = requests - count.started;
    let places = match strategy.describe().refill {
        Refill::WhenFinished => waiting,
        // The rest of the present batch; all batches but the last are full.
        Refill::WhenBatchFinished => count.started.next_multiple_of(concurrency) - count.started,
        // An answer that was not delivered yet holds its place.
        Refill::WhenDelivered => concurrency.saturating_sub(count.started - count.delivered),
    };
    places.min(waiting)
}
