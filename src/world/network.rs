//! The simulated network.
//!
//! The seed fixes the latency and the status of each request, so that every
//! strategy meets the same ones. Three things depend on the course of a run: how
//! long a request waits for one of the browser's connections (`cap`), how an
//! overloaded server answers (`capacity`), and which requests exceed a quota
//! (`quota`, `burst`).

mod connections;
mod quota;
mod recorded;

use std::{cell::Cell, rc::Rc, time::Duration};

use super::{answer::Response, random, todo};
use crate::settings::Settings;
use connections::{Connection, Connections};
use quota::Bucket;
use recorded::recorded;

/// One attempt among all that a run may make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestKey {
    /// The round, from 0.
    pub round: usize,
    /// The request, from 0.
    pub index: usize,
    /// The dependent step of the request, from 0.
    pub step: u32,
    /// The attempt of the step, from 0.
    pub attempt: u32,
}

/// The first coordinate of the keys of latencies. With this number, seed 1 and
/// 199 requests give about the totals that the tutorial post measured (22.89 s
/// one after the other, 5.82 s in batches of ten): a typical example to begin
/// with, and no evidence.
const LATENCIES: u64 = 5_531;
/// The first coordinate of the keys of failures.
const FAILURES: u64 = 1;

impl RequestKey {
    /// The key of a random number of this kind.
    fn random(self, kind: u64) -> [u64; 5] {
        let (step, attempt) = (u64::from(self.step), u64::from(self.attempt));
        [kind, self.round as u64, self.index as u64, step, attempt]
    }
}

/// What the network does with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fate {
    /// From the arrival at the server to the end of the answer.
    pub latency: Duration,
    /// 200, or 500 for a failure; 503 from an overloaded server, 429 beyond its
    /// quota.
    pub status: u16,
    /// What a 429 asks for in `Retry-After`, in whole seconds.
    pub retry_after: Option<Duration>,
}

impl Fate {
    /// The server's answer for todo `id`.
    #[must_use]
    pub fn answer(self, id: usize) -> Response {
        Response {
            retry_after: self.retry_after,
            ..todo::response(id, self.status)
        }
    }
}

/// The network of one strategy's round.
pub struct Network {
    settings: Settings,
    connections: Option<Rc<Connections>>,
    serving: Cell<usize>,
    bucket: Option<Bucket>,
}

impl Network {
    /// A network without requests.
    #[must_use]
    pub fn new(settings: &Settings) -> Self {
        let connections = (settings.cap > 0).then(|| Rc::new(Connections::new(settings.cap)));
        Self {
            settings: settings.clone(),
            connections,
            serving: Cell::new(0),
            bucket: settings
                .bucket()
                .map(|(quota, burst)| Bucket::new(quota, burst)),
        }
    }

    /// The fate of a key, if the server is not overloaded. The latency has a
    /// lognormal distribution with mean `latency` and shape `spread`, so that
    /// its median is `latency` · exp(−`spread`² / 2), unless latencies were recorded.
    #[must_use]
    pub fn fate(settings: &Settings, key: RequestKey) -> Fate {
        let drawn = || {
            let mean = settings.latency.as_secs_f64();
            let shape = settings.spread;
            let z = random::normal(settings.seed, &key.random(LATENCIES));
            microseconds(mean * (shape * z - shape * shape / 2.0).exp())
        };
        let latency = recorded(settings, key).unwrap_or_else(drawn);
        let fails = 100.0 * random::uniform(settings.seed, &key.random(FAILURES))
            < f64::from(settings.failures);
        Fate {
            latency,
            status: if fails { 500 } else { 200 },
            retry_after: None,
        }
    }

    /// The planned time of a request: the latencies of its steps, each sent
    /// once. The steps after a failed one are never sent.
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

    /// Whether a request that is sent now gets a connection without waiting.
    #[must_use]
    pub fn has_connection(&self) -> bool {
        let connections = self.connections.as_ref();
        connections.is_none_or(|connections| connections.any_free())
    }

    /// Waits for a connection, then arrives at the server. `now` tells the time
    /// since the start of the round.
    pub async fn visit(&self, key: RequestKey, now: impl Fn() -> Duration) -> Visit<'_> {
        let connection = match &self.connections {
            Some(connections) => Some(Rc::clone(connections).acquire().await),
            None => None,
        };
        let serving = self.serving.get() + 1;
        self.serving.set(serving);
        let fate = Self::fate(&self.settings, key);
        let token = self.bucket.as_ref().map_or(Ok(()), |one| one.take(now()));
        let fate = match token {
            Ok(()) => under_load(fate, serving, self.settings.capacity),
            Err(wait) => refusal(fate, wait),
        };
        Visit {
            network: self,
            _connection: connection,
            fate,
        }
    }
}

/// A request at the server; dropping it ends its stay.
pub struct Visit<'a> {
    network: &'a Network,
    _connection: Option<Connection>,
    /// Its fate, under the load that the server had when it arrived.
    pub fate: Fate,
}

impl Drop for Visit<'_> {
    fn drop(&mut self) {
        self.network.serving.set(self.network.serving.get() - 1);
    }
}

/// The fate of a request at a server that serves this many requests at once.
/// Beyond its `capacity`, the server slows down by the cube of the overload;
/// beyond one and a half times its capacity, it refuses with 503. This is a
/// simple model, not a law, for servers that lose more by contention than they
/// gain by concurrency.
#[allow(clippy::cast_precision_loss)] // both are small
fn under_load(fate: Fate, serving: usize, capacity: usize) -> Fate {
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

/// How many times as fast a refusal is as the answer would be: the server does
/// not do the work.
const REFUSES_FASTER: u32 = 4;

/// The fate of a request beyond the quota, which would have to `wait` for the next
/// token.
fn refusal(fate: Fate, wait: Duration) -> Fate {
    let seconds = Duration::from_secs(1);
    let whole = Duration::from_secs(wait.as_secs());
    Fate {
        latency: microseconds(fate.latency.as_secs_f64() / f64::from(REFUSES_FASTER)),
        status: 429,
        retry_after: Some(if whole < wait { whole + seconds } else { whole }),
    }
}

/// Rounds to whole microseconds, so that a report can state planned times
/// exactly.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // days at most, never below 0
fn microseconds(seconds: f64) -> Duration {
    Duration::from_micros((seconds * 1e6).round() as u64)
}
