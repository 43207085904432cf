//! One request of a round: its steps, its attempts, its deadline.

mod admission;
mod attempt;

use std::{cell::Cell, time::Duration};

use futures::channel::{mpsc::UnboundedSender, oneshot};

use super::{Event, limits::Limits, queue::Queue};
use crate::{
    settings::Settings,
    strategy::Strategy,
    world::{
        World,
        answer::{Answer, Outcome},
        network::{Network, RequestKey},
    },
};
use attempt::Progress;

/// What the requests of one strategy's round share.
pub(super) struct Requester<'a> {
    settings: &'a Settings,
    pub(super) world: &'a dyn World,
    events: &'a UnboundedSender<Event>,
    round: usize,
    strategy: Strategy,
    start: Duration,
    network: Network,
    limits: Limits<'a>,
    queue: Queue,
    /// The earliest instant at which the pace allows the next start.
    next_start: Cell<Duration>,
    /// Ends with the last permit that was asked for.
    permits: Cell<Option<oneshot::Receiver<()>>>,
}

/// What a job hands to its strategy.
#[derive(Clone, Copy)]
pub(super) enum Job {
    /// The request with this index was answered.
    Answered(usize),
    /// The request was not sent: there is nothing to deliver.
    Skipped,
}

impl<'a> Requester<'a> {
    /// The requester at the start of a round.
    pub(super) fn new(
        settings: &'a Settings,
        world: &'a dyn World,
        events: &'a UnboundedSender<Event>,
        round: usize,
        strategy: Strategy,
    ) -> Self {
        Self {
            settings,
            world,
            events,
            round,
            strategy,
            start: world.now(),
            network: Network::new(settings),
            limits: Limits::new(settings, strategy),
            queue: Queue::default(),
            next_start: Cell::default(),
            permits: Cell::default(),
        }
    }

    pub(super) fn emit(&self, event: Event) {
        // An error means that the run was dropped, and the receiver with it.
        self.events.unbounded_send(event).ok();
    }

    pub(super) fn now(&self) -> Duration {
        self.world.now().saturating_sub(self.start)
    }

    /// Puts the answer of a job into a slot of the reader's list.
    pub(super) fn deliver(&self, slot: usize, job: Job) {
        if let Job::Answered(index) = job {
            let at = self.now();
            self.emit(Event::Delivered { index, slot, at });
        }
    }

    /// Performs a request with all its steps.
    pub(super) async fn job(&self, index: usize) -> Job {
        let why = self.admission(index).await;
        if why.is_some() {
            self.emit(Event::Skipped { index, why });
            return Job::Skipped;
        }
        let at = self.now();
        self.emit(Event::Started { index, at });
        let (answer, queued) = self.steps(index, 0).await;
        self.finish(index, answer, queued);
        Job::Answered(index)
    }

    /// Notes the end of a request, and how long it waited for a connection.
    pub(super) fn finish(&self, index: usize, answer: Answer, queued: Duration) {
        self.emit(Event::Finished {
            index,
            at: self.now(),
            answer,
            queued: self.settings.is_capped().then_some(queued),
        });
    }

    /// Performs all steps of a request that was sent `before` times. Returns the
    /// last answer, and how long the request waited for a connection.
    pub(super) async fn steps(&self, index: usize, before: u32) -> (Answer, Duration) {
        let (mut id, mut queued) = (index + 1, Duration::ZERO);
        let mut answer = self.step(index, (0, before), id, &mut queued).await;
        for step in 1..self.settings.steps {
            if answer.outcome != Outcome::Ok {
                break;
            }
            // A step depends on the previous answer: its id is the id in that answer plus `requests`,
            // so that no two jobs ask for the same todo.
            id = answer.id.unwrap_or(id);
            id = id.saturating_add(self.settings.requests);
            if self.strategy.is_paced() {
                self.permit().await;
            }
            answer = self.step(index, (step, before), id, &mut queued).await;
        }
        if !self.settings.work.is_zero() {
            self.world.spin(self.settings.work);
        }
        (answer, queued)
    }

    /// Performs one step, and sends it again as often as the limits allow. The
    /// time for which it waits for a simulated connection is added to `queued`. Its
    /// request was sent `before` times, and meets another fate each time.
    async fn step(
        &self,
        index: usize,
        (step, before): (u32, u32),
        id: usize,
        queued: &mut Duration,
    ) -> Answer {
        let (mut attempts, mut refusals) = (0, 0);
        loop {
            let key = RequestKey {
                round: self.round,
                index,
                step,
                attempt: before + attempts,
            };
            let (progress, sent) = (Progress::default(), self.now());
            let waits = !self.network.has_connection();
            let result = self.attempt(key, id, &progress).await;
            if waits {
                // An attempt that never had a connection has waited until now.
                let connected = progress.connected.get().unwrap_or_else(|| self.now());
                *queued += connected.saturating_sub(sent);
            }
            let bytes = result.as_ref().map_or(0, |response| response.body.len());
            let answer = Answer::judge(result, progress.status.get());
            let at = self.now();
            let wait = if let Some(pause) = self.limits.refused(refusals, &answer, at) {
                refusals += 1; // the next attempt meets the fate of this one
                pause
            } else {
                attempts += 1;
                self.limits.count(index, &answer, bytes, at);
                if self.exceeded().is_some() {
                    return answer; // before a retry is taken from the budget
                }
                let Some(wait) = self.limits.retry(index, attempts, &answer) else {
                    return answer;
                };
                wait
            };
            let status = answer.status;
            self.emit(Event::Refused { index, at, status });
            self.wait(wait).await;
            if self.next_admission(index).await.is_some() {
                return answer; // a limit was exceeded during the wait
            }
            let at = self.now();
            self.emit(Event::SentAgain { index, at });
        }
    }
}
