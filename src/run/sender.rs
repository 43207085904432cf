//! One request of a round: its steps, its attempts, its deadline.

use std::{cell::Cell, pin::pin, time::Duration};

use futures::{
    channel::mpsc::UnboundedSender,
    future::{self, Either},
};

use super::{Event, manners::Manners};
use crate::{
    policy::Halt,
    settings::Settings,
    strategy::Strategy,
    world::{
        World,
        answer::{Answer, Failure, Outcome, Response},
        network::{Network, RequestKey},
        todo,
    },
};

/// What the jobs of one strategy's round share.
pub(super) struct Sender<'a> {
    settings: &'a Settings,
    world: &'a dyn World,
    events: &'a UnboundedSender<Event>,
    round: usize,
    strategy: Strategy,
    start: Duration,
    network: Network,
    manners: Manners<'a>,
}

/// What is seen of an attempt while it goes: whatever cuts it short, this is
/// known.
#[derive(Default)]
struct Seen {
    status: Cell<Option<u16>>,
    /// When it had a connection of the simulated network.
    connected: Cell<Option<Duration>>,
}

/// What a job hands to its strategy: which one it was, and whether there is
/// anything to deliver.
pub(super) struct Done {
    index: usize,
    skipped: bool,
}

impl<'a> Sender<'a> {
    /// At the start of the round.
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
            manners: Manners::new(settings),
        }
    }

    fn tell(&self, event: Event) {
        // Fails only if nobody listens any more, and then it need not be told.
        drop(self.events.unbounded_send(event));
    }

    fn now(&self) -> Duration {
        self.world.now().saturating_sub(self.start)
    }

    pub(super) fn deliver(&self, slot: usize, Done { index, skipped }: Done) {
        if !skipped {
            self.tell(Event::Delivered {
                index,
                slot,
                at: self.now(),
            });
        }
    }

    /// A request with all its steps, from the first start to the last end.
    pub(super) async fn job(&self, index: usize) -> Done {
        let why = self.admission().await;
        if why.is_some() {
            self.tell(Event::Skipped { index, why });
            return Done {
                index,
                skipped: true,
            };
        }
        self.tell(Event::Started {
            index,
            at: self.now(),
        });
        let (mut id, mut queued) = (index + 1, Duration::ZERO);
        let mut answer = self.step(index, 0, id, &mut queued).await;
        for step in 1..self.settings.steps {
            if answer.outcome != Outcome::Ok {
                break;
            }
            // The next request can be written only now: it asks for what the
            // last answer names, and so far on that no two jobs ask for the same.
            id = answer.id.unwrap_or(id);
            id = id.saturating_add(self.settings.requests);
            answer = self.step(index, step, id, &mut queued).await;
        }
        if !self.settings.work.is_zero() {
            self.world.spin(self.settings.work);
        }
        self.tell(Event::Finished {
            index,
            at: self.now(),
            answer,
            queued: self.settings.is_capped().then_some(queued),
        });
        Done {
            index,
            skipped: false,
        }
    }

    /// Waits until something may be sent; why not, if nothing may be any more.
    async fn admission(&self) -> Option<Halt> {
        loop {
            let halt = self.halt();
            match self.manners.pause(self.now()).filter(|_| halt.is_none()) {
                Some(_) if self.strategy == Strategy::Blocking => return Some(Halt::Asked),
                Some(left) => self.world.sleep(left).await,
                None => return halt,
            }
        }
    }

    fn halt(&self) -> Option<Halt> {
        self.manners.halt(self.now(), self.world.is_online())
    }

    /// One request, sent again as often as the policy allows. To `queued` is
    /// added how long it waited for a simulated connection.
    async fn step(&self, index: usize, step: u32, id: usize, queued: &mut Duration) -> Answer {
        let mut attempts = 0;
        loop {
            let key = RequestKey {
                round: self.round,
                index,
                step,
                attempt: attempts,
            };
            let (seen, sent) = (Seen::default(), self.now());
            let waits = !self.network.has_connection();
            let came = self.attempt(key, id, &seen).await;
            if waits {
                // What never had a connection has waited until now.
                let connected = seen.connected.get().unwrap_or_else(|| self.now());
                *queued += connected.saturating_sub(sent);
            }
            attempts += 1;
            let brought = came.as_ref().map_or(0, |response| response.body.len());
            let answer = Answer::judge(came, seen.status.get());
            self.manners.note(index, &answer, brought, self.now());
            if self.halt().is_some() {
                return answer; // and no repetition is used up
            }
            let Some(wait) = self.manners.again(index, attempts, &answer) else {
                return answer;
            };
            self.wait(wait).await;
            if self.admission().await.is_some() {
                return answer; // it became so meanwhile
            }
            self.tell(Event::SentAgain { index });
        }
    }

    /// One attempt, under its deadline: what is late is dropped, and so
    /// aborted.
    async fn attempt(&self, key: RequestKey, id: usize, seen: &Seen) -> Result<Response, Failure> {
        let deadline = self.settings.timeout;
        if self.strategy == Strategy::Blocking {
            return self.blocking_attempt(key, id).await;
        }
        let exchange = pin!(self.exchange(key, id, seen));
        let alarm = pin!(self.world.sleep(deadline));
        match future::select(exchange, alarm).await {
            Either::Left((came, _)) => came,
            Either::Right(_) => Err(Failure::Timeout(deadline)),
        }
    }

    async fn exchange(&self, key: RequestKey, id: usize, seen: &Seen) -> Result<Response, Failure> {
        if let Some(url) = self.settings.endpoint.url(id) {
            return self.world.fetch(&url, &seen.status).await;
        }
        let visit = self.network.visit(key).await;
        seen.connected.set(Some(self.now()));
        self.world
            .simulate(id, visit.fate.latency, visit.fate.status)
            .await
    }

    /// Never has to wait for anything but itself: the thread is held.
    async fn blocking_attempt(&self, key: RequestKey, id: usize) -> Result<Response, Failure> {
        if let Some(url) = self.settings.endpoint.url(id) {
            return self.world.fetch_blocking(&url);
        }
        let fate = self.network.visit(key).await.fate;
        self.world.spin(fate.latency.min(self.settings.timeout));
        if fate.latency > self.settings.timeout {
            return Err(Failure::Timeout(self.settings.timeout));
        }
        Ok(todo::response(id, fate.status))
    }

    async fn wait(&self, duration: Duration) {
        if self.strategy == Strategy::Blocking {
            self.world.spin(duration);
        } else {
            self.world.sleep(duration).await;
        }
    }
}
