//! Timelines: what happened in a strategy's round, derived from its events.

mod apply;
mod ends;
mod from_spans;
mod instant;
mod span;

pub use from_spans::{possible_inversions, possible_peaks};
pub use instant::{Counts, Whereabouts};
pub use span::{Span, Try};

use std::{rc::Rc, time::Duration};

use crate::world::{
    answer::{Answer, Outcome},
    function::Ending,
};

/// One strategy's round: a span for each request, and the reader's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    // Equality compares the fields in this order. Two states of a round usually differ in a count.
    in_flight: usize,
    peak: usize,
    /// How many requests ended with each outcome, in the order of [`Outcome::ALL`].
    ended: [usize; 7],
    /// The highest index delivered so far.
    highest: usize,
    inversions: usize,
    first_delivered: Option<Duration>,
    last_delivered: Option<Duration>,
    cancelled: bool,
    /// When and how the reader's function ended.
    returned: Option<(Duration, Ending)>,
    /// How many requests are in flight from each instant on.
    steps: Vec<(Duration, usize)>,
    spans: Vec<Span>,
    /// The reader's list: the index of the request in each slot.
    list: Vec<Option<usize>>,
}

impl Timeline {
    /// A round of this many requests, before its first event.
    #[must_use]
    pub fn new(requests: usize) -> Self {
        Self {
            spans: vec![Span::default(); requests],
            list: vec![None; requests],
            in_flight: 0,
            steps: vec![(Duration::ZERO, 0)],
            peak: 0,
            ended: [0; 7],
            highest: 0,
            inversions: 0,
            first_delivered: None,
            last_delivered: None,
            cancelled: false,
            returned: None,
        }
    }

    /// Cancels the round: each request that has not ended is cancelled.
    pub fn cancel(&mut self) {
        self.cancelled = true;
        self.in_flight = 0;
        let ended: usize = self.ended.iter().sum();
        self.ended[Outcome::Cancelled as usize] += self.spans.len() - ended;
    }

    /// When and how the reader's function ended, if the round called one.
    #[must_use]
    pub fn returned(&self) -> Option<&(Duration, Ending)> {
        self.returned.as_ref()
    }

    /// Whether every request has been delivered.
    #[must_use]
    pub fn is_delivered(&self) -> bool {
        self.list.iter().all(Option::is_some)
    }

    /// Whether the round was cancelled.
    #[must_use]
    pub fn was_cancelled(&self) -> bool {
        self.cancelled
    }

    /// Forgets the title and the text of each answer.
    pub fn forget_texts(&mut self) {
        let spans = self.spans.iter_mut();
        for answer in spans.filter_map(|span| span.answer.as_mut()) {
            let nothing = Rc::<str>::default();
            *answer = Rc::new(Answer {
                title: Rc::clone(&nothing),
                text: nothing,
                ..**answer
            });
        }
    }

    /// The spans, by request index.
    #[must_use]
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// The indices of the requests in the reader's list, by slot; `None` is a
    /// hole.
    #[must_use]
    pub fn list(&self) -> &[Option<usize>] {
        &self.list
    }

    /// How a request ended; `None` if it has not ended.
    #[must_use]
    pub fn outcome(&self, span: &Span) -> Option<Outcome> {
        let cancelled = self.cancelled.then_some(Outcome::Cancelled);
        let ended = span.answer.as_ref().map(|answer| answer.outcome);
        ended.or(cancelled)
    }

    /// How many requests ended with this outcome.
    #[must_use]
    pub fn count(&self, outcome: Outcome) -> usize {
        self.ended[outcome as usize]
    }

    /// How many requests have an answer, delivered or not.
    #[must_use]
    pub fn answered(&self) -> usize {
        let answers = &self.ended[..Outcome::Cancelled as usize];
        answers.iter().sum()
    }

    /// From the start to the last delivery so far.
    #[must_use]
    pub fn total(&self) -> Option<Duration> {
        self.last_delivered
    }

    /// The last instant of any request; 0 if nothing has happened.
    #[must_use]
    pub fn end(&self) -> Duration {
        let started_or_finished = self.steps.last().map(|(at, _)| *at);
        self.last_delivered
            .max(started_or_finished)
            .unwrap_or_default()
    }

    /// The earliest delivery.
    #[must_use]
    pub fn first_delivered(&self) -> Option<Duration> {
        self.first_delivered
    }

    /// The peak in flight: the largest number of requests between *started* and
    /// *finished*.
    #[must_use]
    pub fn peak_in_flight(&self) -> usize {
        self.peak
    }

    /// How many answers were delivered after an answer with a higher index.
    #[must_use]
    pub fn inversions(&self) -> usize {
        self.inversions
    }

    /// How many requests are in flight from each instant on.
    #[must_use]
    pub fn in_flight(&self) -> &[(Duration, usize)] {
        &self.steps
    }
}
