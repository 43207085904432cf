//! One attempt of a request, with its deadline.

use std::{cell::Cell, pin::pin, time::Duration};

use futures::future::{self, Either};

use super::Requester;
use crate::world::{
    answer::{Failure, Response},
    network::RequestKey,
};

/// What is known of an attempt before it ends, and also if its deadline ends it.
#[derive(Default)]
pub(super) struct Progress {
    pub(super) status: Cell<Option<u16>>,
    /// When the attempt got a connection of the simulated network.
    pub(super) connected: Cell<Option<Duration>>,
}

impl Requester<'_> {
    /// Performs one attempt. When its deadline passes, the attempt is dropped,
    /// which aborts its request.
    pub(super) async fn attempt(
        &self,
        key: RequestKey,
        id: usize,
        progress: &Progress,
    ) -> Result<Response, Failure> {
        if self.strategy.holds_thread() {
            return self.blocking_attempt(key, id).await;
        }
        let exchange = pin!(self.exchange(key, id, progress));
        let Some(timeout) = self.settings.deadline() else {
            return exchange.await;
        };
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
        let deadline = self.settings.deadline();
        self.world
            .spin(deadline.map_or(fate.latency, |deadline| deadline.min(fate.latency)));
        match deadline {
            Some(timeout) if fate.latency > timeout => Err(Failure::Timeout(timeout)),
            _ => Ok(fate.answer(id)),
        }
    }

    /// Lets this time pass, as the strategy can.
    pub(super) async fn wait(&self, duration: Duration) {
        if self.strategy.holds_thread() {
            self.world.spin(duration);
        } else {
            self.world.sleep(duration).await;
        }
    }
}
