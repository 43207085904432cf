//! A report for spreadsheets: a row for each request.

use csv_core::{Terminator, Writer, WriterBuilder};

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
    let mut table = Table::default();
    table.row(&HEAD.map(str::to_owned));
    for strategy in comparison.begun() {
        for round in comparison.rounds(strategy) {
            let requests = of_requests(&comparison.settings, round).into_iter();
            requests.for_each(|request| table.row(&cells(strategy, round, request)));
        }
    }
    // What was text is text, and so is a comma between.
    String::from_utf8(table.bytes).unwrap_or_default()
}

fn cells(strategy: Strategy, round: &Round, request: RequestReport) -> [String; 12] {
    let answer = round.timeline.spans()[request.index].answer.as_ref();
    let title = answer.map(|answer| defused(&answer.title));
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

/// Rows as they are written: the library knows what must be quoted.
struct Table {
    writer: Writer,
    bytes: Vec<u8>,
}

impl Default for Table {
    fn default() -> Self {
        let lines = WriterBuilder::new().terminator(Terminator::CRLF).build();
        Self {
            writer: lines,
            bytes: Vec::new(),
        }
    }
}

impl Table {
    fn row(&mut self, cells: &[String; 12]) {
        for (place, cell) in cells.iter().enumerate() {
            // Room for a cell of nothing but quotes, and for what stands around it.
            let mut room = vec![0; 2 * cell.len() + 8];
            let mut written = 0;
            if place > 0 {
                written += self.writer.delimiter(&mut room).1;
            }
            written += self.writer.field(cell.as_bytes(), &mut room[written..]).2;
            self.bytes.extend_from_slice(&room[..written]);
        }
        let mut end = [0; 8];
        let written = self.writer.terminator(&mut end).1;
        self.bytes.extend_from_slice(&end[..written]);
    }
}
