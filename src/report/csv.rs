//! A report for spreadsheets: a row for each request.

use super::entries::{RequestReport, of_requests};
use crate::{
    comparison::{Comparison, Round},
    strategy::Strategy,
};

const HEAD: [&str; 12] = [
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
    "title",
];

/// All requests of all rounds, by RFC 4180; what is not known is empty. Rounds
/// count from 1, indices from 0. Titles are known of each strategy's latest
/// round.
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

fn cells(strategy: Strategy, round: &Round, request: RequestReport) -> [String; 12] {
    let answer = round.timeline.spans()[request.index].answer.as_ref();
    // All others are words and digits of our own.
    let title = answer.map(|answer| quoted(&defused(&answer.title)));
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
        title.unwrap_or_default(),
    ]
}

/// A server's text, as a text: spreadsheets run what begins like a formula.
fn defused(text: &str) -> String {
    let runs = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    if runs {
        format!("'{text}")
    } else {
        text.into()
    }
}

/// In quotes, those inside doubled: then commas and line breaks are text too.
fn quoted(text: &str) -> String {
    let mut room = vec![0; 2 * text.len()];
    let (_, _, written) = csv_core::quote(text.as_bytes(), &mut room, b'"', b'"', true);
    room.truncate(written);
    format!("\"{}\"", String::from_utf8(room).unwrap_or_default())
}
