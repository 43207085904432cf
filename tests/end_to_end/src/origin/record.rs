//! Record of the requests that a server received.
//!
//! Tests wait for conditions of the [`Record`] and never for a time: every change of the record wakes them.

use crate::origin::schedule::Event;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{sync::watch, time::timeout};

/// The time after which a condition that is still not met fails the test; what works takes far less.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// What a server saw since it started, or since its record was cleared.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// Path and query of each request, in the order of arrival.
    pub hits: Vec<String>,
    /// The arrival time of each of them.
    pub arrived: Vec<Instant>,
    /// Requests to the API without a complete answer.
    pub in_flight: usize,
    /// The maximum of `in_flight`.
    pub peak_in_flight: usize,
    /// Path and query of each request to the API that the client gave up: it closed the connection before the answer was
    /// complete.
    pub abandoned: Vec<String>,
    /// How long the client waited before it gave up each of these.
    pub abandoned_after: Vec<Duration>,
    /// Open connections.
    pub open_connections: usize,
    /// The end of each closed connection.
    pub closed: Vec<Instant>,
    /// Bytes of answers that the system accepted; counted by the faulty origin only.
    pub written: usize,
    /// The events of scheduled requests, in order.
    pub events: Vec<Event>,
    /// The names of the files that are missing for now.
    pub withheld: Vec<&'static str>,
    /// When the bucket of the API's quota is full again; `None` before its first request.
    pub bucket: Option<Instant>,
}

impl Record {
    /// Whether this request is the first one, and has arrived only once.
    pub fn is_first(&self, hit: &str) -> bool {
        let same = self.hits.iter().filter(|one| *one == hit);
        self.hits.first().is_some_and(|one| one == hit) && same.count() == 1
    }

    /// Whether no request is in flight and no connection is open.
    pub fn is_idle(&self) -> bool {
        self.in_flight == 0 && self.open_connections == 0
    }
}

/// The record, shared by the handlers, which write it, and the test, which reads it.
#[derive(Clone, Debug, Default)]
pub struct Ledger(Arc<watch::Sender<Record>>);

impl Ledger {
    /// The record as it is now.
    pub fn read(&self) -> Record {
        self.0.borrow().clone()
    }

    /// Records a request.
    pub fn hit(&self, path_and_query: String) {
        self.0.send_modify(|record| {
            record.hits.push(path_and_query);
            record.arrived.push(Instant::now());
        });
    }

    /// Takes a token from a bucket of `quota` tokens, which gets as many a second; `false` if it is empty.
    pub fn take(&self, quota: u32) -> bool {
        let (now, mut taken) = (Instant::now(), false);
        self.0.send_modify(|record| {
            let full = record.bucket.map_or(now, |full| full.max(now));
            let full = full + Duration::from_secs(1) / quota;
            taken = full <= now + Duration::from_secs(1);
            if taken {
                record.bucket = Some(full);
            }
        });
        taken
    }

    /// Sets which files are missing.
    pub fn withhold(&self, files: &[&'static str]) {
        self.0
            .send_modify(|record| record.withheld = files.to_vec());
    }

    /// Records bytes of an answer.
    pub fn wrote(&self, bytes: usize) {
        self.0.send_modify(|record| record.written += bytes);
    }

    /// Records an event of a scheduled request.
    pub fn note(&self, event: Event) {
        self.0.send_modify(|record| record.events.push(event));
    }

    /// Clears the record, except for the requests in flight and the open connections.
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

    /// Counts a request as in flight until the returned value is completed or dropped.
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

    /// Counts a connection as open until the last clone of the returned value is dropped.
    pub fn connect(&self) -> Connection {
        self.0.send_modify(|record| record.open_connections += 1);
        Connection {
            _open: Arc::new(Open(self.clone())),
        }
    }
}

/// An answer that is not complete. The server drops it early when the client closes the connection, which counts as
/// giving up.
#[derive(Debug)]
pub struct Serving {
    ledger: Ledger,
    path_and_query: String,
    arrived: Instant,
    complete: bool,
}

impl Serving {
    /// Marks the answer as complete.
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
                record.abandoned_after.push(self.arrived.elapsed());
            }
        });
    }
}

/// An open connection. Its clones are the same connection.
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
