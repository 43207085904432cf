//! How a timeline changes with each event.

use std::{rc::Rc, time::Duration};

use super::Timeline;
use crate::{
    run::Event,
    world::answer::{Answer, Outcome},
};

impl Timeline {
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
                if let Some(answer) = span.reopen() {
                    self.ended[answer.outcome as usize] -= 1;
                }
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
            Event::Returned { at, ending } => self.returned = Some((at, ending)),
            Event::Announced { .. } | Event::Noted(_) | Event::Ended => {}
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

    /// Sets the end of a sending, by its request and its place among the sendings of
    /// that. The events of sendings that overlap do not tell which of them ended.
    pub fn set_end_of_try(
        &mut self,
        (index, place): (usize, usize),
        at: Duration,
        status: Option<u16>,
    ) {
        if let Some(one) = self.spans[index].tries.get_mut(place) {
            (one.finished, one.status) = (Some(at), status);
        }
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

    fn step(&mut self, at: Duration) {
        match self.steps.last_mut() {
            Some(last) if last.0 == at => last.1 = self.in_flight,
            _ => self.steps.push((at, self.in_flight)),
        }
    }
}
