//! One request of a round: its steps, its attempts, its deadline.

mod admission;

use std::{cell::Cell, pin::pin, time::Duration};

use futures::{
    channel::{mpsc::UnboundedSender, oneshot},
    future::{self, Either},
};

use super::{Event, limits::Limits, queue::Queue};
use crate::{
    settings::Settings,
    strategy::Strategy,
    world::{
        World,
        answer::{Answer, Failure, Outcome, Response},
        network::{Network, RequestKey},
    },
};

/// What the requests of one strategy's round share.
pub(super) struct Requester<'a> {
    settings: &'a Settings,
    world: &'a dyn World,
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

/// What is known of an attempt before it ends, and also if its deadline ends it.
#[derive(Default)]
struct Progress {
    status: Cell<Option<u16>>,
    /// When the attempt got a connection of the simulated network.
    connected: Cell<Option<Duration>>,
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

    fn emit(&self, event: Event) {
        // An error means that the run was dropped, and the receiver with it.
        self.events.unbounded_send(event).ok();
    }

    fn now(&self) -> Duration {
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
        let (mut id, mut queued) = (index + 1, Duration::ZERO);
        let mut answer = self.step(index, 0, id, &mut queued).await;
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
            answer = self.step(index, step, id, &mut queued).await;
        }
        if !self.settings.work.is_zero() {
            self.world.spin(self.settings.work);
        }
        self.emit(Event::Finished {
            index,
            at: self.now(),
            answer,
            queued: self.settings.is_capped().then_some(queued),
        });
        Job::Answered(index)
    }

    /// Performs one step, and sends it again as often as the limits allow. The
    /// time for which it waits for a simulated connection is added to `queued`.
    async fn step(&self, index: usize, step: u32, id: usize, queued: &mut Duration) -> Answer {
        let (mut attempts, mut refusals) = (0, 0);
        loop {
            let key = RequestKey {
                round: self.round,
                index,
                step,
                attempt: attempts,
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

    /// Performs one attempt. When its deadline passes, the attempt is dropped,
    /// which aborts its request.
    async fn attempt(
        &self,
        key: RequestKey,
        id: usize,
        progress: &Progress,
    ) -> Result<Response, Failure> {
        let timeout = self.settings.timeout;
        if self.strategy.holds_thread() {
            return self.blocking_attempt(key, id).await;
        }
        let exchange = pin!(self.exchange(key, id, progress));
        let deadline = pin!(self.world.sleep(timeout));
        match future::select(exchange, deadline).await {
            Either::Left((result, _)) => result,
            Either::Right(_) => Err(Failure::Timeout(timeout)),
        }
    }

    async fn exchange(
        &self,
        key: RequestKey,
        id: usize,
        progress: &Progress,
    ) -> Result<Response, Failure> {
        if let Some(url) = self.settings.endpoint.url(id) {
            return self.world.fetch(&url, &progress.status).await;
        }
        let visit = self.network.visit(key, || self.now()).await;
        progress.connected.set(Some(self.now()));
        self.world.simulate(id, visit.fate).await
    }

    /// Performs an attempt that holds the thread, and awaits nothing that needs
    /// the event loop.
    async fn blocking_attempt(&self, key: RequestKey, id: usize) -> Result<Response, Failure> {
        if let Some(url) = self.settings.endpoint.url(id) {
            return self.world.fetch_blocking(&url);
        }
        let fate = self.network.visit(key, || self.now()).await.fate;
        self.world.spin(fate.latency.min(self.settings.timeout));
        if fate.latency > self.settings.timeout {
            return Err(Failure::Timeout(self.settings.timeout));
        }
        Ok(fate.answer(id))
    }

    async fn wait(&self, duration: Duration) {
        if self.strategy.holds_thread() {
            self.world.spin(duration);
        } else {
            self.world.sleep(duration).await;
        }
    }
}
