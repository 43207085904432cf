//! Request in the report.

use crate::report::json::{list, number, optional, text, whole};
use serde_json::Value;

/// The outcomes: each request has exactly one.
pub const OUTCOMES: [&str; 7] = [
    "ok",
    "http",
    "network",
    "timeout",
    "body",
    "cancelled",
    "skipped",
];

/// Milliseconds by which a timer may fire too early: clocks have a resolution, and delays are whole numbers.
const EARLY: f64 = 2.0;

/// A request, as the report describes it.
#[derive(Debug)]
pub struct Request {
    /// Its place among the requests, from 0.
    pub index: usize,
    /// Milliseconds from the start of the round.
    pub started: Option<f64>,
    /// Milliseconds from the start of the round.
    pub finished: Option<f64>,
    /// Milliseconds from the start of the round.
    pub delivered: Option<f64>,
    /// The planned latency, in milliseconds.
    pub planned: Option<f64>,
    /// One of [`OUTCOMES`].
    pub outcome: String,
    attempts: usize,
    /// The times for which it was in flight: several if it was sent again.
    pub in_flight: Vec<(f64, Option<f64>)>,
}

impl Request {
    fn read(value: &Value) -> Self {
        let status = optional(value, "status");
        assert!(
            status.is_none_or(|status| (100.0..1000.0).contains(&status)),
            "{value}"
        );
        let (started, finished) = (optional(value, "startedMs"), optional(value, "finishedMs"));
        let tries = value.get("tries").map(|_| list(value, "tries"));
        let sending = |one: &Value| (number(one, "startedMs"), optional(one, "finishedMs"));
        let in_flight: Vec<_> = match tries {
            Some(tries) => tries.iter().map(sending).collect(),
            None => started.into_iter().map(|start| (start, finished)).collect(),
        };
        Self {
            index: whole(value, "index"),
            started,
            finished,
            in_flight,
            delivered: optional(value, "deliveredMs"),
            planned: optional(value, "plannedMs"),
            outcome: text(value, "outcome").to_owned(),
            attempts: whole(value, "attempts"),
        }
    }

    /// Checks the instants: started ≤ finished ≤ delivered, and each one requires the one before. In a round that was
    /// cut, an answer that arrived may not have been delivered.
    pub fn check(&self, simulated: bool, cut: bool) {
        let (start, finish, delivery) = (self.started, self.finished, self.delivered);
        assert!(
            finish.is_none_or(|finish| start.is_some_and(|start| 0.0 <= start && start <= finish)),
            "{self:?}"
        );
        assert!(
            delivery.is_none_or(|delivery| finish.is_some_and(|finish| finish <= delivery)),
            "{self:?}"
        );
        assert_eq!(self.attempts > 0, start.is_some(), "{self:?}");
        assert_eq!(self.attempts, self.in_flight.len(), "{self:?}");
        assert_eq!(self.in_flight.first().map(|one| one.0), start, "{self:?}");
        let ends = self.in_flight.windows(2).map(|pair| (pair[0].1, pair[1].0));
        for (end, next) in ends {
            assert!(end.is_some_and(|end| end <= next), "{self:?}");
        }
        match self.outcome.as_str() {
            "ok" => {
                assert!(finish.is_some(), "{self:?}");
                assert!(cut || delivery.is_some(), "{self:?}");
                assert_eq!(self.planned.is_some(), simulated, "{self:?}");
                assert!(
                    self.planned
                        .is_none_or(|planned| self.took() >= planned - EARLY),
                    "{self:?}"
                );
            }
            "skipped" => assert!(start.is_none(), "{self:?}"),
            other => assert!(OUTCOMES.contains(&other), "{self:?}"),
        }
    }

    /// The planned latency, or else the measured one.
    pub fn latency(&self) -> f64 {
        self.planned.unwrap_or_else(|| self.took())
    }

    fn took(&self) -> f64 {
        let took = self
            .finished
            .zip(self.started)
            .map(|(finished, started)| finished - started);
        took.expect("a request that has finished")
    }
}

/// The requests of a round.
pub fn requests(round: &Value) -> Vec<Request> {
    list(round, "requests").iter().map(Request::read).collect()
}
