//! Runs in virtual time with noise: each request takes a little longer or
//! shorter, as on a real network.

use std::{cell::Cell, time::Duration};

use futures::{FutureExt, StreamExt, channel::mpsc, future::LocalBoxFuture};
use inflight::{
    analysis::comparison::Comparison,
    run,
    settings::Settings,
    strategy::Strategy::{self, Joined, Ordered},
    world::{
        Clock, Http, Screen,
        answer::{Failure, Response},
        network::Fate,
        random,
        virtual_time::VirtualTime,
    },
};

/// σ of the noise of a request, on the logarithm of its latency.
const NOISE: f64 = 0.05;

/// The place of its draws, so that no other draw is the same.
const NOISES: u64 = 77;

/// A world for one strategy's round.
struct Noisy {
    time: VirtualTime,
    seed: u64,
    place: [u64; 3],
    slowdown: f64,
}

impl Clock for Noisy {
    fn now(&self) -> Duration {
        self.time.now()
    }

    fn sleep(&self, duration: Duration) -> LocalBoxFuture<'_, ()> {
        self.time.sleep(duration).boxed_local()
    }

    fn spin(&self, duration: Duration) {
        self.time.spin(duration);
    }
}

impl Http for Noisy {
    /// Lognormal noise with a mean of 1.
    fn simulate(&self, id: usize, fate: Fate) -> LocalBoxFuture<'_, Result<Response, Failure>> {
        let [of, round, strategy] = self.place;
        let z = random::normal(self.seed, &[of, round, strategy, id as u64]);
        let noise = (NOISE * z - NOISE * NOISE / 2.0).exp();
        let latency = fate.latency.mul_f64(noise * self.slowdown);
        self.time.simulate(id, Fate { latency, ..fate })
    }

    fn fetch<'a>(
        &'a self,
        url: &'a str,
        status: &'a Cell<Option<u16>>,
    ) -> LocalBoxFuture<'a, Result<Response, Failure>> {
        self.time.fetch(url, status)
    }

    fn fetch_blocking(&self, url: &str) -> Result<Response, Failure> {
        self.time.fetch_blocking(url)
    }
}

impl Screen for Noisy {}

/// A run of `joined` and `ordered`, which send the same requests. A slowdown
/// multiplies the latencies of `ordered`.
pub(crate) struct Trial {
    pub(crate) comparison: Comparison,
    slowdown: f64,
    round: usize,
}

impl Trial {
    pub(crate) fn new(seed: u64, slowdown: f64) -> Self {
        let settings = Settings {
            strategies: vec![Joined, Ordered],
            seed,
            ..Settings::default()
        };
        Self {
            comparison: Comparison::new(settings),
            slowdown,
            round: 0,
        }
    }

    /// One round more.
    pub(crate) fn round(&mut self) {
        for strategy in run::order(&self.comparison.settings, self.round) {
            self.one(strategy);
        }
        self.round += 1;
    }

    fn one(&mut self, strategy: Strategy) {
        let settings = self.comparison.settings.clone();
        let world = Noisy {
            time: VirtualTime::default(),
            seed: settings.seed,
            place: [NOISES, self.round as u64, strategy as u64],
            slowdown: if strategy == Ordered {
                self.slowdown
            } else {
                1.0
            },
        };
        let (sender, events) = mpsc::unbounded();
        let round = run::one_round(&settings, &world, &sender, self.round, strategy);
        world.time.run(round).expect("a round comes to its end");
        drop(sender);
        let events: Option<Vec<_>> = events.collect().now_or_never();
        for event in events.expect("all events are there") {
            self.comparison.apply(event);
        }
    }
}
