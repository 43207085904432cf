//! The simulated network: seeded, so that every strategy meets the same.
//!
//! Each request index has one latency and one fate, drawn from the seed
//! whoever asks for it. What depends on the run is added while it goes: the
//! browser's connections (`cap`) and the server's strength (`capacity`).
//! Everything here is simulated; nothing claims to be a measurement.

mod connections;

use std::{cell::Cell, rc::Rc, time::Duration};

use super::random;
use crate::settings::Settings;
use connections::{Connection, Connections};

/// One request among all that a round may send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestKey {
    /// Which round, from 0.
    pub round: usize,
    /// Which request, from 0.
    pub index: usize,
    /// Which of its dependent steps, from 0.
    pub step: u32,
    /// Which attempt, from 0.
    pub attempt: u32,
}

/// What is drawn at a key. The first number was chosen so that seed 1 gives
/// 199 requests about the totals that the tutorial post measured (22.89 s one
/// after the other, 5.82 s in batches of ten): a typical example to begin
/// with, and evidence of nothing.
const LATENCIES: u64 = 5_531;
const FAILURES: u64 = 1;

impl RequestKey {
    fn draw(self, of: u64) -> [u64; 5] {
        let (step, attempt) = (u64::from(self.step), u64::from(self.attempt));
        [of, self.round as u64, self.index as u64, step, attempt]
    }
}

/// What the network has in store for a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fate {
    /// From the arrival at the server to the end of the answer.
    pub latency: Duration,
    /// 200, or 500 for a failure.
    pub status: u16,
}

/// The network of one strategy's round.
pub struct Network {
    settings: Settings,
    connections: Option<Rc<Connections>>,
    serving: Cell<usize>,
}

impl Network {
    /// A network at rest.
    #[must_use]
    pub fn new(settings: &Settings) -> Self {
        let connections = (settings.cap > 0).then(|| Rc::new(Connections::new(settings.cap)));
        Self {
            settings: settings.clone(),
            connections,
            serving: Cell::new(0),
        }
    }

    /// The fate drawn for a key: the latency from a lognormal distribution
    /// with mean `latency` and shape `spread`, so that its median is
    /// `latency` · exp(−`spread`² / 2).
    #[must_use]
    pub fn fate(settings: &Settings, key: RequestKey) -> Fate {
        let mean = settings.latency.as_secs_f64();
        let shape = settings.spread;
        let z = random::normal(settings.seed, &key.draw(LATENCIES));
        let latency = mean * (shape * z - shape * shape / 2.0).exp();
        let fails = 100.0 * random::uniform(settings.seed, &key.draw(FAILURES))
            < f64::from(settings.failures);
        Fate {
            latency: microseconds(latency),
            status: if fails { 500 } else { 200 },
        }
    }

    /// What a request is planned to take in all its steps, each sent once;
    /// those after a failed one are never sent.
    #[must_use]
    pub fn planned(settings: &Settings, round: usize, index: usize) -> Duration {
        let mut planned = Duration::ZERO;
        for step in 0..settings.steps {
            let fate = Self::fate(
                settings,
                RequestKey {
                    round,
                    index,
                    step,
                    attempt: 0,
                },
            );
            planned += fate.latency;
            if fate.status != 200 {
                break;
            }
        }
        planned
    }

    /// Whether who comes now need not wait for a connection.
    #[must_use]
    pub fn has_connection(&self) -> bool {
        let connections = self.connections.as_ref();
        connections.is_none_or(|connections| connections.any_free())
    }

    /// ResourceTimings for a connection and arrives at the server.
    pub async fn visit(&self, key: RequestKey) -> Visit<'_> {
        let connection = match &self.connections {
            Some(connections) => Some(Rc::clone(connections).acquire().await),
            None => None,
        };
        let serving = self.serving.get() + 1;
        self.serving.set(serving);
        let fate = burdened(
            Self::fate(&self.settings, key),
            serving,
            self.settings.capacity,
        );
        Visit {
            network: self,
            _connection: connection,
            fate,
        }
    }
}

/// A request at the server; it leaves when dropped.
pub struct Visit<'a> {
    network: &'a Network,
    _connection: Option<Connection>,
    /// What it meets there.
    pub fate: Fate,
}

impl Drop for Visit<'_> {
    fn drop(&mut self) {
        self.network.serving.set(self.network.serving.get() - 1);
    }
}

/// A server under more than it can bear: with `serving` in flight beyond its
/// `capacity` it slows down by the cube of the overload, and beyond one and a
/// half times its capacity it refuses with 503. (A model, not a law: it stands
/// for any server that loses more to contention than it wins by concurrency.)
#[allow(clippy::cast_precision_loss)] // both are small
fn burdened(fate: Fate, serving: usize, capacity: usize) -> Fate {
    if capacity == 0 || serving <= capacity {
        return fate;
    }
    let overload = serving as f64 / capacity as f64;
    if overload > 1.5 {
        return Fate {
            status: 503,
            ..fate
        };
    }
    Fate {
        latency: microseconds(fate.latency.as_secs_f64() * overload.powi(3)),
        ..fate
    }
}

/// Whole microseconds: what a report writes is exactly what was planned.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // days at most, never below 0
fn microseconds(seconds: f64) -> Duration {
    Duration::from_micros((seconds * 1e6).round() as u64)
}
