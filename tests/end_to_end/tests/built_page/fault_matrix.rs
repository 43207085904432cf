//! Fault matrix: each fault under each strategy.
//!
//! The table is in [`rows`]; `cargo test fault_matrix -- --nocapture` prints the outcome of each cell.

mod check;
mod row;
mod rows;

use end_to_end::{
    faulty_origin::FaultyOrigin,
    origin::Origin,
    page::Page,
    report::{self, STRATEGIES},
};
use row::{Cell, Row};
use rows::rows;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// As many requests as a browser opens connections, so that a strategy can occupy all of them, and fewer than the 20
/// failures of the circuit breaker.
const REQUESTS: usize = 6;

#[tokio::test]
async fn each_fault_of_the_matrix_ends_as_expected_under_each_strategy() {
    let origin = Origin::start().await;
    // Alone, because deadlines are measured, by the clocks of the page and of the server.
    let page = Page::open_alone(&origin, "").await;
    let mut summary = Summary::default();
    let mut origins = Vec::new();
    for row in rows() {
        let faulty = FaultyOrigin::start(row.fault.clone());
        let wrong = try_row(&page, &row, &faulty).await;
        summary.row(&row, wrong);
        origins.push((row.name, faulty.record().hits, faulty));
    }
    for (name, hits, faulty) in origins {
        assert_eq!(faulty.record().hits, hits, "{name}: asked again later");
    }
    let console = page.browser().console().await;
    let loud = ["panic", "ncaught", "nhandled", "RuntimeError"];
    let loud = |entry: &&String| loud.iter().any(|word| entry.contains(word));
    assert_eq!(console.iter().find(loud), None);
    summary.end();
}

/// The failed expectations of a row: which strategy, and why.
async fn try_row(page: &Page, row: &Row, faulty: &FaultyOrigin) -> Vec<(&'static str, String)> {
    let strategies = STRATEGIES.map(|strategy| (strategy, (row.expected)(strategy)));
    let tried: Vec<_> = strategies
        .into_iter()
        .filter(|(_, cell)| !matches!(cell, Cell::Skipped(_)))
        .collect();
    let keys: Vec<_> = tried.iter().map(|(strategy, _)| *strategy).collect();
    let run = page.run(settings(faulty, "fault", &keys, row)).await;
    report::check_finished(&run);
    let record = faulty
        .until("the end of all that it had to do with", |record| {
            record.is_idle()
        })
        .await;
    let mut wrong = Vec::new();
    let mut note = |strategy, holds: Result<(), String>| {
        wrong.extend(holds.err().map(|why| (strategy, why)));
    };
    for (strategy, cell) in &tried {
        let list = page.script(check::LIST, json!(strategy)).await;
        note(*strategy, check::round(&run, strategy, *cell, row));
        note(*strategy, check::list(&run, strategy, &list, row));
    }
    note(
        "the origin",
        check::record(&record, keys.len() * REQUESTS, row),
    );
    if row.timeout.is_some() {
        // The next round has its connections: all its requests are answered in time.
        let next = page.run(settings(faulty, "fine", &["joined"], row)).await;
        let ok = &report::first_round(&next, "joined")["outcomes"]["ok"];
        note(
            "the next round",
            check::that(*ok == REQUESTS, || format!("{ok} are ok")),
        );
    }
    wrong
}

fn settings(faulty: &FaultyOrigin, folder: &str, strategies: &[&str], row: &Row) -> Value {
    json!({
        "endpoint": faulty.endpoint(folder), "requests": REQUESTS, "concurrency": REQUESTS / 2,
        "strategies": strategies, "timeout": row.timeout.unwrap_or(30_000),
    })
}

/// The summary that is printed at the end.
#[derive(Default)]
struct Summary {
    rows: usize,
    held: usize,
    reasons: BTreeSet<String>,
    wrong: Vec<String>,
}

impl Summary {
    fn row(&mut self, row: &Row, wrong: Vec<(&str, String)>) {
        if self.rows == 0 {
            println!(
                "{:26}{}",
                "",
                STRATEGIES.map(|key| format!("{key:14}")).concat()
            );
        }
        self.rows += 1;
        let words = STRATEGIES.map(|strategy| {
            let fails = wrong.iter().any(|(key, _)| *key == strategy);
            let word = self.cell(row, strategy, fails);
            format!("{word:14}")
        });
        println!("{:26}{}", row.name, words.concat());
        let wrong = wrong.into_iter();
        self.wrong
            .extend(wrong.map(|(key, why)| format!("{}, {key}: {why}", row.name)));
    }

    fn cell(&mut self, row: &Row, strategy: &str, fails: bool) -> String {
        let (outcome, status, mark) = match (row.expected)(strategy) {
            Cell::Skipped(why) => {
                self.reasons
                    .insert(format!("- {}, {strategy}: skipped, {why}", row.name));
                return "-".to_owned();
            }
            Cell::Ends(outcome, status) => (outcome, status, ""),
            Cell::Stops(outcome) => (outcome, None, ", stops"),
            Cell::Differs(outcome, status, why) => {
                self.reasons
                    .insert(format!("* {}, {strategy}: {outcome}, {why}", row.name));
                (outcome, status, " *")
            }
        };
        if fails {
            return "FAILS".to_owned();
        }
        self.held += 1;
        let status = status.map_or(String::new(), |status| format!(" {status}"));
        format!("{outcome}{status}{mark}")
    }

    fn end(self) {
        for reason in &self.reasons {
            println!("{reason}");
        }
        let skipped = self
            .reasons
            .iter()
            .filter(|reason| reason.starts_with('-'))
            .count();
        let cells = self.rows * STRATEGIES.len();
        println!(
            "{} rows, {cells} cells: {} hold, {skipped} skipped",
            self.rows, self.held
        );
        assert!(self.wrong.is_empty(), "{:#?}", self.wrong);
        assert_eq!(self.held + skipped, cells);
    }
}
