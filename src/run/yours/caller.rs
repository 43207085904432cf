//! The page's side of a call of a function.

mod asks;

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    pin::pin,
    time::Duration,
};

use futures::{
    channel::oneshot,
    future::{Either, LocalBoxFuture, select},
};

use crate::{
    run::{
        Event,
        request::{Job, Requester},
    },
    world::{
        answer::{Answer, Outcome},
        function::{Ending, Function},
        skip_reason::SkipReason,
    },
};

/// The page's side of a call of a function, in a round.
pub(in crate::run) struct Caller<'a> {
    requester: &'a Requester<'a>,
    requests: RefCell<Vec<State>>,
    /// What aborts each sending that has not ended.
    aborts: RefCell<BTreeMap<u32, oneshot::Sender<()>>>,
    /// The sendings whose jobs have not begun yet: the request and the number of each,
    /// and what ends when it is aborted.
    sendings: RefCell<Vec<(usize, u32, oneshot::Receiver<()>)>>,
    asked: Cell<usize>,
    has_ended: Cell<bool>,
    /// When the function last asked for something or was told something.
    last_heard: Cell<Duration>,
    timer: Cell<Option<LocalBoxFuture<'a, ()>>>,
}

/// What is known of a request.
#[derive(Clone, Copy, Default)]
struct State {
    /// How often it was sent.
    sent: u32,
    /// How many of its sendings have not ended.
    in_flight: u32,
    /// Whether it has ended: with its first answer that is a success, or with its last
    /// sending.
    ended: bool,
    /// Whether it has ended with an answer, which can be delivered.
    answered: bool,
    delivered: bool,
    /// Why it could not be sent.
    why: Option<SkipReason>,
}

impl<'a> Caller<'a> {
    /// A call that has not begun, in a round of this many requests.
    pub(in crate::run) fn new(requester: &'a Requester<'a>, requests: usize) -> Self {
        Self {
            requester,
            requests: RefCell::new(vec![State::default(); requests]),
            aborts: RefCell::default(),
            sendings: RefCell::default(),
            asked: Cell::default(),
            has_ended: Cell::default(),
            last_heard: Cell::default(),
            timer: Cell::default(),
        }
    }

    /// Notes that the function asks for a sending of request `index`.
    fn note(&self, index: usize, sending: u32) {
        let (abort, aborted) = oneshot::channel();
        self.aborts.borrow_mut().insert(sending, abort);
        self.sendings.borrow_mut().push((index, sending, aborted));
    }

    /// The job of a command to start one: the earliest sending of request `index` that
    /// has not begun.
    pub(in crate::run) async fn job(&self, index: usize, function: &dyn Function) -> Job {
        let place = {
            let sendings = self.sendings.borrow();
            sendings.iter().position(|(of, ..)| *of == index)
        };
        let Some(place) = place else {
            return Job::Skipped;
        };
        let (_, sending, aborted) = self.sendings.borrow_mut().remove(place);
        let is_sent = Cell::new(false);
        let (answer, queued) = {
            let exchange = pin!(self.exchange(index, &is_sent));
            match select(exchange, aborted).await {
                Either::Left((end, _)) => end,
                Either::Right(_) => (Answer::cancelled(), Duration::ZERO),
            }
        };
        self.abort(sending);
        self.last_heard.set(self.requester.now());
        function.answer(sending, &answer);
        if is_sent.get() {
            self.finish(index, answer, queued);
        }
        // Another sending of the request may have been answered before.
        if self.requests.borrow()[index].answered {
            Job::Answered(index)
        } else {
            Job::Skipped
        }
    }

    /// Aborts a sending, if it has not ended.
    fn abort(&self, sending: u32) {
        // Dropping the sender is what aborts.
        self.aborts.borrow_mut().remove(&sending);
    }

    /// Sends request `index` when it may be sent.
    async fn exchange(&self, index: usize, is_sent: &Cell<bool>) -> (Answer, Duration) {
        let why = self.requester.admission(index).await;
        if why.is_some() {
            self.requests.borrow_mut()[index].why = why;
            return (Answer::skipped(why), Duration::ZERO);
        }
        is_sent.set(true);
        let before = self.requests.borrow()[index].sent;
        {
            let state = &mut self.requests.borrow_mut()[index];
            (state.sent, state.in_flight) = (before + 1, state.in_flight + 1);
            (state.ended, state.answered) = (state.delivered, state.delivered);
        }
        let at = self.requester.now();
        self.requester.emit(match before {
            0 => Event::Started { index, at },
            _ => Event::SentAgain { index, at },
        });
        self.requester.steps(index, before).await
    }

    /// Notes the end of a sending. It is the end of its request if it is a success, or
    /// if no other sending goes on.
    fn finish(&self, index: usize, answer: Answer, queued: Duration) {
        let state = &mut self.requests.borrow_mut()[index];
        state.in_flight -= 1;
        let goes_on = state.in_flight > 0;
        let ends = !state.ended && (answer.outcome == Outcome::Ok || !goes_on);
        if goes_on || !ends {
            // Of sendings that overlap, this notes the end of the earliest.
            self.requester.emit(Event::Refused {
                index,
                at: self.requester.now(),
                status: answer.status,
            });
        }
        if ends {
            state.ended = true;
            state.answered = answer.outcome != Outcome::Cancelled;
            self.requester.finish(index, answer, queued);
        }
    }

    /// Puts the answer of a job into a slot of the reader's list, unless its request
    /// was sent again since.
    pub(in crate::run) fn deliver(&self, slot: usize, job: Job) {
        if let Job::Answered(index) = job
            && let Some(state) = self.requests.borrow_mut().get_mut(index)
            && state.answered
            && !state.delivered
        {
            state.delivered = true;
            self.requester.deliver(slot, job);
        }
    }

    /// Notes the requests that were never sent.
    pub(in crate::run) fn skip_rest(&self) {
        for (index, state) in self.requests.borrow().iter().enumerate() {
            if state.sent == 0 {
                let why = Some(state.why.unwrap_or(SkipReason::NotAsked));
                self.requester.emit(Event::Skipped { index, why });
            }
        }
    }

    /// Notes how the function ended.
    pub(in crate::run) fn end_with(&self, ending: Ending) {
        let at = self.requester.now();
        self.has_ended.set(true);
        self.requester.emit(Event::Returned { at, ending });
    }
}
