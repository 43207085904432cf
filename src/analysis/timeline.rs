//! Timelines: what happened in a strategy's round, derived from its events.

mod ends;
mod from_spans;
mod span;

pub use from_spans::{possible_inversions, possible_peaks};
pub use span::{Span, Try};

use std::{rc::Rc, time::Duration};

use crate::{
    run::Event,
    world::answer::{Answer, Outcome},
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
        }
    }

    /// Updates the timeline with an event.
    pub fn apply(&mut self, event: Event) {
        match event {
            Event::Started { index, at } => {
                let span = &mut self.spans[index];
                (span.started, span.attempts) = (Some(at), 1);
                self.in_flight += 1;
                self.peak = self.peak.max(self.in_flight);
                self.step(at);
            }
            Event::Finished {
                index,
                at,
                answer,
                queued,
            } => {
                self.ended[answer.outcome as usize] += 1;
                let span = &mut self.spans[index];
                (span.answer, span.queued) = (Some(Rc::new(answer)), queued);
                if span.finish(at) {
                    self.in_flight -= 1;
                    self.step(at);
                }
            }
            Event::Refused { index, at, status } => {
                self.spans[index].refuse(at, status);
                self.in_flight -= 1;
                self.step(at);
            }
            Event::SentAgain { index, at } => {
                let span = &mut self.spans[index];
                span.attempts += 1;
                span.send(at);
                self.in_flight += 1;
                self.peak = self.peak.max(self.in_flight);
                self.step(at);
            }
            Event::Skipped { index, why } => {
                self.ended[Outcome::Skipped as usize] += 1;
                self.spans[index].answer = Some(Rc::new(Answer::skipped(why)));
            }
            Event::Delivered { index, slot, at } => self.deliver(index, slot, at),
            Event::Announced { .. } | Event::Ended => {}
        }
    }

    /// Sets how long a request waited in the browser for a connection, which
    /// becomes known after the request has ended.
    pub fn set_queued(&mut self, index: usize, queued: Duration) {
        self.spans[index].queued = Some(queued);
    }

    /// Sets how often a request was sent, where nothing else tells it.
    pub fn set_attempts(&mut self, index: usize, attempts: u32) {
        self.spans[index].attempts = attempts;
    }

    /// Sets the peak in flight and the inversions, which do not follow from
    /// instants that are equal.
    pub fn set_counts(&mut self, peak: usize, inversions: usize) {
        (self.peak, self.inversions) = (peak, inversions);
    }

    fn deliver(&mut self, index: usize, slot: usize, at: Duration) {
        self.spans[index].delivered = Some(at);
        self.list[slot] = Some(index);
        self.inversions += usize::from(index < self.highest);
        self.highest = self.highest.max(index);
        self.first_delivered.get_or_insert(at);
        self.last_delivered = Some(at);
    }

    /// Cancels the round: each request that has not ended is cancelled.
    pub fn cancel(&mut self) {
        self.cancelled = true;
        self.in_flight = 0;
        let ended: usize = self.ended.iter().sum();
        self.ended[Outcome::Cancelled as usize] = self.spans.len() - ended;
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

    fn step(&mut self, at: Duration) {
        match self.steps.last_mut() {
            Some(last) if last.0 == at => last.1 = self.in_flight,
            _ => self.steps.push((at, self.in_flight)),
        }
    }
}
