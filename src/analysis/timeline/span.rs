//! The three instants of a request.

use std::{rc::Rc, time::Duration};

use crate::world::answer::Answer;

/// The three instants of a request, and how it ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// When it was sent for the first time.
    pub started: Option<Duration>,
    /// When it ended, with all its steps.
    pub finished: Option<Duration>,
    /// When its answer was put into the reader's list.
    pub delivered: Option<Duration>,
    /// How long it waited in the browser for a connection, if that is known.
    pub queued: Option<Duration>,
    /// The answer it ended with, or why it was never sent.
    pub answer: Option<Rc<Answer>>,
    /// How often it was sent: 1, and 1 for each retry; 0 before it is sent.
    pub attempts: u32,
    /// Each sending, if it was sent more than once. Reports of version 0.1 do not
    /// tell them.
    pub tries: Vec<Try>,
}

/// One sending of a request, with all steps until the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Try {
    /// When it was sent.
    pub started: Duration,
    /// When it ended.
    pub finished: Option<Duration>,
    /// The status of its answer, if there was one.
    pub status: Option<u16>,
}

impl Span {
    /// The times for which it was in flight, each from a start to an end, if there
    /// was one.
    pub fn in_flight(&self) -> impl Iterator<Item = (Duration, Option<Duration>)> {
        let once = self.started.filter(|_| self.tries.is_empty());
        let once = once.map(|started| (started, self.finished));
        let tries = self.tries.iter().map(|one| (one.started, one.finished));
        once.into_iter().chain(tries)
    }

    /// The times for which it had to wait before it was sent again. The latest one
    /// may last until `now`.
    pub fn pauses(&self, now: Option<Duration>) -> impl Iterator<Item = (Duration, Duration)> {
        let next = self.tries.iter().skip(1).map(|one| one.started);
        let now = now.filter(|_| self.finished.is_none());
        let end = self.tries.iter().filter_map(|one| one.finished);
        // Two sendings of a function of the reader's may overlap.
        end.zip(next.chain(now)).filter(|(from, to)| from <= to)
    }

    /// Notes that a sending ended which is not the last one: the earliest that goes
    /// on.
    pub(super) fn refuse(&mut self, at: Duration, status: Option<u16>) {
        self.list_tries();
        if let Some(first) = self.tries.iter_mut().find(|one| one.finished.is_none()) {
            (first.finished, first.status) = (Some(at), status);
        }
    }

    /// Lists the only sending so far.
    fn list_tries(&mut self) {
        if self.tries.is_empty()
            && let Some(started) = self.started
        {
            self.tries.push(Try {
                started,
                finished: self.finished,
                status: self.answer.as_ref().and_then(|answer| answer.status),
            });
        }
    }

    /// Notes that it is sent again after its end, which was none. Returns its answer,
    /// which was none either, unless that is in the reader's list.
    pub(super) fn reopen(&mut self) -> Option<Rc<Answer>> {
        self.list_tries();
        if self.delivered.is_some() {
            return None;
        }
        if self.finished.take().is_some() {
            self.end_earliest();
        }
        self.answer.take()
    }

    /// Gives the end of the last sending to the earliest that goes on: of sendings
    /// that overlap, nothing else tells which of them ended.
    fn end_earliest(&mut self) {
        let Some((last, before)) = self.tries.split_last_mut() else {
            return;
        };
        if let Some(first) = before.iter_mut().find(|one| one.finished.is_none()) {
            (first.finished, first.status) = (last.finished.take(), last.status.take());
        }
    }

    /// Notes a sending after another one.
    pub(super) fn send(&mut self, started: Duration) {
        self.tries.push(Try {
            started,
            finished: None,
            status: None,
        });
    }

    /// Notes the end. Whether a sending ends with it: a request that was not sent again
    /// after all has ended with its latest sending, and one of whose sendings was
    /// answered while another goes on, with that.
    pub(super) fn finish(&mut self, at: Duration) -> bool {
        let status = self.answer.as_ref().and_then(|answer| answer.status);
        let succeeded = |one: &Try| {
            one.finished == Some(at) && matches!(one.status, Some(200..300)) && one.status == status
        };
        let ended = self.tries.iter().any(succeeded).then_some(at);
        let last = self.tries.last_mut();
        let ended = ended.or_else(|| last.as_ref().and_then(|last| last.finished));
        if let Some(last) = last.filter(|_| ended.is_none()) {
            (last.finished, last.status) = (Some(at), status);
        }
        self.finished = ended.or(Some(at));
        if self.tries.len() == 1 {
            self.tries.clear();
        }
        ended.is_none()
    }

    /// Whether it will never be sent: it has an answer that says why, but no end.
    #[must_use]
    pub fn is_skipped(&self) -> bool {
        self.finished.is_none() && self.answer.is_some()
    }
}
