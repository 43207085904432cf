//! A timeline at an instant.

use std::time::Duration;

use super::{Span, Timeline};

/// How many requests were where at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Started and not finished.
    pub in_flight: usize,
    /// In the reader's list.
    pub delivered: usize,
    /// Not started; some never will be.
    pub not_sent: usize,
}

/// Where a request was at an instant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Whereabouts {
    /// It was not started.
    NotSent,
    /// It was started and not finished, after this share of its time, from 0 to 1.
    InFlight(f64),
    /// It was finished and not delivered.
    Answered,
    /// It was in the reader's list.
    Delivered,
}

impl Timeline {
    /// How many requests were where at an instant. What happens at the instant itself
    /// has happened. After the end nothing is in flight: what was cancelled is not.
    #[must_use]
    pub fn counts(&self, at: Duration) -> Counts {
        let has = |instant: Option<Duration>| instant.is_some_and(|instant| instant <= at);
        let before = self.steps.partition_point(|(step, _)| *step <= at);
        let latest = before.checked_sub(1).and_then(|step| self.steps.get(step));
        let spans = || self.spans.iter();
        Counts {
            in_flight: latest
                .filter(|_| at <= self.end())
                .map_or(0, |(_, count)| *count),
            delivered: spans().filter(|span| has(span.delivered)).count(),
            not_sent: spans().filter(|span| !has(span.started)).count(),
        }
    }
}

impl Span {
    /// Where the request was at an instant.
    #[must_use]
    pub fn whereabouts(&self, at: Duration) -> Whereabouts {
        let has = |instant: Option<Duration>| instant.is_some_and(|instant| instant <= at);
        match self.started {
            _ if has(self.delivered) => Whereabouts::Delivered,
            _ if has(self.finished) => Whereabouts::Answered,
            Some(started) if started <= at => {
                let passed = at.saturating_sub(started);
                let whole = self
                    .finished
                    .map(|finished| finished.saturating_sub(started));
                let whole = whole.filter(|whole| !whole.is_zero());
                let share = |whole| passed.div_duration_f64(whole).min(1.0);
                Whereabouts::InFlight(whole.map_or(0.0, share))
            }
            _ => Whereabouts::NotSent,
        }
    }
}
