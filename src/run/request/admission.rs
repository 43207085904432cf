//! The admission of a request: when it may be sent, or why it may not.

use futures::{
    channel::oneshot,
    future::{FutureExt, LocalBoxFuture},
};

use super::Requester;
use crate::run::queue::Turn;
use crate::world::skip_reason::SkipReason;

impl Requester<'_> {
    /// Waits until request `index` may be sent. Returns a reason if no request may be
    /// sent any more.
    pub(in crate::run) async fn admission(&self, index: usize) -> Option<SkipReason> {
        let mut turn: Option<Turn> = None;
        loop {
            let exceeded = self.exceeded();
            if exceeded.is_some() {
                return exceeded;
            }
            let backs_off = self.limits.backoff(self.now()).is_some();
            if !backs_off && (turn.is_some() || self.queue.is_empty()) {
                return None;
            }
            if self.strategy.holds_thread() {
                return Some(SkipReason::RetryAfter);
            }
            // An answer may ask for another pause while those that waited are let go.
            turn.into_iter().for_each(Turn::give_back);
            turn = Some(self.queue.turn(index, self.backoff()).await);
        }
    }

    /// The admission of another sending of a request. A strategy asks for the
    /// permit of the first one only.
    pub(super) async fn next_admission(&self, index: usize) -> Option<SkipReason> {
        if !self.strategy.is_paced() {
            return self.admission(index).await;
        }
        self.permit().await;
        self.exceeded()
    }

    /// Waits until the pace allows a start, after any pause: otherwise requests that
    /// were held back would start together. The first that comes is the first that
    /// starts: each waits for the end of the one before it.
    pub(in crate::run) fn permit(&self) -> LocalBoxFuture<'_, ()> {
        async {
            // The end of the one before is that its sender is dropped.
            let (_sender, next) = oneshot::channel();
            if let Some(before) = self.permits.replace(Some(next)) {
                before.await.ok();
            }
            while self.exceeded().is_none() {
                let now = self.now();
                let pause = self.limits.backoff(now).unwrap_or_default();
                let wait = pause.max(self.next_start.get().saturating_sub(now));
                if wait.is_zero() {
                    let interval = self.settings.pace().interval();
                    self.next_start.set(now + interval);
                    return;
                }
                self.world.sleep(wait).await;
            }
        }
        .boxed_local()
    }

    /// Waits for the end of the backoff, which may be extended meanwhile.
    async fn backoff(&self) {
        while let Some(left) = self.limits.backoff(self.now()) {
            self.world.sleep(left).await;
        }
    }

    pub(super) fn exceeded(&self) -> Option<SkipReason> {
        let obstacle = || self.world.obstacle(self.strategy);
        self.limits.exceeded(self.now()).or_else(obstacle)
    }
}
