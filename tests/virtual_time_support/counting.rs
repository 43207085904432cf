//! A world that notices what is left behind.

use std::{cell::Cell, time::Duration};

use inflight::{
    answer::{Failure, Reply},
    virtual_time::VirtualTime,
    world::World,
};

/// Virtual time that counts the requests and timers that have begun and are
/// neither over nor dropped.
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

impl World for Counting {
    fn now(&self) -> Duration {
        self.time.now()
    }

    async fn sleep(&self, duration: Duration) {
        let _live = Live::new(&self.live);
        self.time.sleep(duration).await;
    }

    async fn simulate(&self, id: usize, latency: Duration, status: u16) -> Result<Reply, Failure> {
        let _live = Live::new(&self.live);
        self.time.simulate(id, latency, status).await
    }

    async fn fetch(&self, url: &str, seen: &Cell<Option<u16>>) -> Result<Reply, Failure> {
        self.time.fetch(url, seen).await
    }

    fn fetch_blocking(&self, url: &str) -> Result<Reply, Failure> {
        self.time.fetch_blocking(url)
    }

    fn spin(&self, duration: Duration) {
        self.time.spin(duration);
    }
}
