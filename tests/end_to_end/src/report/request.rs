//! One request in the report.

use crate::report::json::{list, optional, text, whole};
use serde_json::Value;

/// What a request can end as: exactly one of them.
pub const OUTCOMES: [&str; 7] = [
    "ok",
    "http",
    "network",
    "timeout",
    "body",
    "cancelled",
    "skipped",
];

/// Milliseconds by which a timer may fire before its time: clocks tick, and delays are whole numbers.
const EARLY: f64 = 2.0;

/// What the report says of one request.
#[derive(Debug)]
pub struct Request {
    pub index: usize,
    pub started: Option<f64>,
    pub finished: Option<f64>,
    pub delivered: Option<f64>,
    pub planned: Option<f64>,
    pub outcome: String,
    attempts: usize,
}

impl Request {
    fn read(value: &Value) -> Self {
        let status = optional(value, "status");
        assert!(
            status.is_none_or(|status| (100.0..1000.0).contains(&status)),
            "{value}"
        );
        Self {
            index: whole(value, "index"),
            started: optional(value, "startedMs"),
            finished: optional(value, "finishedMs"),
            delivered: optional(value, "deliveredMs"),
            planned: optional(value, "plannedMs"),
            outcome: text(value, "outcome").to_owned(),
            attempts: whole(value, "attempts"),
        }
    }

    /// Started ≤ finished ≤ delivered, and none without the one before. In a round that was cut, what has come
    /// may not have been delivered.
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

    /// What was planned, or else what it took.
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
