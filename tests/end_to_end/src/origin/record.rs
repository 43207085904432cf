//! What the origin saw, and a way to wait until it has seen something.
//!
//! Tests wait on conditions of the [`Record`], never on the clock: each change of it wakes whoever waits.

use crate::origin::schedule::Moment;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{sync::watch, time::timeout};

/// How long a condition may take before the test fails with a sentence: far beyond anything that works.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// What the origin saw since it started, or since its record was reset.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// Path and query of each request, in the order of arrival.
    pub hits: Vec<String>,
    /// When each of them arrived.
    pub arrived: Vec<Instant>,
    /// Requests to the API that have arrived and whose answers are not complete.
    pub in_flight: usize,
    /// The most that `in_flight` has been.
    pub peak_in_flight: usize,
    /// Path and query of each request to the API whose connection the client closed before the answer was complete.
    pub abandoned: Vec<String>,
    /// How long the client had waited for each of those until it closed the connection.
    pub held: Vec<Duration>,
    /// Connections that are open now.
    pub open_connections: usize,
    /// When each of those was closed that are not open any more.
    pub closed: Vec<Instant>,
    /// Bytes of answers that the system has taken over; counted by those who write them themselves.
    pub written: usize,
    /// What happened to requests that follow a score, in its order.
    pub moments: Vec<Moment>,
}

impl Record {
    /// Whether this request is the first of all, and has not come again.
    pub fn is_first(&self, hit: &str) -> bool {
        let same = self.hits.iter().filter(|one| *one == hit);
        self.hits.first().is_some_and(|one| one == hit) && same.count() == 1
    }

    /// Nobody waits for an answer, and nobody could be sent one.
    pub fn is_quiet(&self) -> bool {
        self.in_flight == 0 && self.open_connections == 0
    }
}

/// The record, shared by the handlers that write it and the test that reads it.
#[derive(Clone, Debug, Default)]
pub struct Ledger(Arc<watch::Sender<Record>>);

impl Ledger {
    pub fn read(&self) -> Record {
        self.0.borrow().clone()
    }

    pub fn hit(&self, path_and_query: String) {
        self.0.send_modify(|record| {
            record.hits.push(path_and_query);
            record.arrived.push(Instant::now());
        });
    }

    pub fn wrote(&self, bytes: usize) {
        self.0.send_modify(|record| record.written += bytes);
    }

    pub fn note(&self, moment: Moment) {
        self.0.send_modify(|record| record.moments.push(moment));
    }

    /// Forgets what was; what is in flight or open now stays counted.
    pub fn reset(&self) {
        self.0.send_modify(|record| {
            *record = Record {
                in_flight: record.in_flight,
                peak_in_flight: record.in_flight,
                open_connections: record.open_connections,
                ..Record::default()
            };
        });
    }

    /// Waits until the record fulfils a condition; `what` completes the sentence "the origin never saw …".
    pub async fn until(&self, what: &str, holds: impl FnMut(&Record) -> bool) -> Record {
        let mut changes = self.0.subscribe();
        let seen = timeout(PATIENCE, changes.wait_for(holds)).await;
        match seen {
            Ok(Ok(record)) => record.clone(),
            _ => panic!("the origin never saw {what}; it saw {:#?}", self.read()),
        }
    }

    /// Counts a request as in flight until what is returned is completed, or dropped.
    pub fn serve(&self, path_and_query: String) -> Serving {
        self.0.send_modify(|record| {
            record.in_flight += 1;
            record.peak_in_flight = record.peak_in_flight.max(record.in_flight);
        });
        Serving {
            ledger: self.clone(),
            path_and_query,
            arrived: Instant::now(),
            complete: false,
        }
    }

    /// Counts a connection as open until the last clone of what is returned is dropped.
    pub fn connect(&self) -> Connection {
        self.0.send_modify(|record| record.open_connections += 1);
        Connection {
            _open: Arc::new(Open(self.clone())),
        }
    }
}

/// An answer on its way. The server drops it early when the client hangs up: that is how an abort is noticed.
#[derive(Debug)]
pub struct Serving {
    ledger: Ledger,
    path_and_query: String,
    arrived: Instant,
    complete: bool,
}

impl Serving {
    pub fn complete(mut self) {
        self.complete = true;
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.ledger.0.send_modify(|record| {
            record.in_flight -= 1;
            if !self.complete {
                record
                    .abandoned
                    .push(std::mem::take(&mut self.path_and_query));
                record.held.push(self.arrived.elapsed());
            }
        });
    }
}

/// An open connection; its clones are the same one.
#[derive(Clone, Debug)]
pub struct Connection {
    _open: Arc<Open>,
}

#[derive(Debug)]
struct Open(Ledger);

impl Drop for Open {
    fn drop(&mut self) {
        self.0.0.send_modify(|record| {
            record.open_connections -= 1;
            record.closed.push(Instant::now());
        });
    }
}
