//! A run as CSV, for spreadsheets: a row for each request.

use super::rows::{RequestReport, of_requests};
use crate::{
    analysis::comparison::{Comparison, Round},
    strategy::Strategy,
};

const HEAD: [&str; 11] = [
    "strategy",
    "round",
    "index",
    "started_ms",
    "finished_ms",
    "delivered_ms",
    "planned_ms",
    "queued_ms",
    "outcome",
    "status",
    "attempts",
];

/// The requests of all rounds, in the format of RFC 4180. A cell whose value is
/// not known is empty. Rounds count from 1, indices from 0; times are in
/// milliseconds.
#[must_use]
pub fn csv(comparison: &Comparison) -> String {
    let mut rows = vec![HEAD.join(",")];
    for strategy in comparison.begun() {
        for round in comparison.rounds(strategy) {
            let requests = of_requests(&comparison.settings, round).into_iter();
            rows.extend(requests.map(|request| cells(strategy, round, request).join(",")));
        }
    }
    rows.join("\r\n") + "\r\n"
}

/// The cells of a row. None needs quotes: all are digits or words of this
/// program.
fn cells(strategy: Strategy, round: &Round, request: RequestReport) -> [String; 11] {
    let [started, finished, delivered, planned, queued] = [
        request.started_ms,
        request.finished_ms,
        request.delivered_ms,
        request.planned_ms,
        request.queued_ms,
    ]
    .map(|time| time.map(|time| time.to_string()).unwrap_or_default());
    [
        strategy.key().into(),
        (round.number + 1).to_string(),
        request.index.to_string(),
        started,
        finished,
        delivered,
        planned,
        queued,
        request.outcome.unwrap_or_default().into(),
        request
            .status
            .map(|status| status.to_string())
            .unwrap_or_default(),
        request.attempts.to_string(),
    ]
}
