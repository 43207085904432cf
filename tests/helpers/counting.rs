//! A world that counts the requests and timers that are left behind.

use std::{cell::Cell, time::Duration};

use futures::future::{FutureExt, LocalBoxFuture};
use inflight::world::{
    Clock, Http, Screen,
    answer::{Failure, Response},
    network::Fate,
    virtual_time::VirtualTime,
};

/// Virtual time that counts requests and timers from their first poll until
/// they end or are dropped.
#[derive(Default)]
pub(crate) struct Counting {
    pub(crate) time: VirtualTime,
    pub(crate) live: Cell<usize>,
}

struct Live<'a>(&'a Cell<usize>);

impl<'a> Live<'a> {
    fn new(live: &'a Cell<usize>) -> Self {
        live.set(live.get() + 1);
        Self(live)
    }
}

impl Drop for Live<'_> {
    fn drop(&mut self) {
        self.0.set(self.0.get() - 1);
    }
}

impl Counting {
    /// Counts a future from its first poll on: before, it has not begun.
    fn counted<'a, T>(&'a self, future: impl Future<Output = T> + 'a) -> LocalBoxFuture<'a, T> {
        let counted = async {
            let _live = Live::new(&self.live);
            future.await
        };
        counted.boxed_local()
    }
}

impl Clock for Counting {
    fn now(&self) -> Duration {
        self.time.now()
    }

    fn sleep(&self, duration: Duration) -> LocalBoxFuture<'_, ()> {
        self.counted(self.time.sleep(duration))
    }

    fn spin(&self, duration: Duration) {
        self.time.spin(duration);
    }
}

impl Http for Counting {
    fn simulate(&self, id: usize, fate: Fate) -> LocalBoxFuture<'_, Result<Response, Failure>> {
        self.counted(self.time.simulate(id, fate))
    }

    fn fetch<'a>(
        &'a self,
        url: &'a str,
        status: &'a Cell<Option<u16>>,
    ) -> LocalBoxFuture<'a, Result<Response, Failure>> {
        self.counted(self.time.fetch(url, status))
    }

    fn fetch_blocking(&self, url: &str) -> Result<Response, Failure> {
        self.time.fetch_blocking(url)
    }
}

impl Screen for Counting {}
