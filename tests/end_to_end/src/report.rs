//! Checks of the report: every number that follows from its requests is calculated once more.

pub mod json;
mod promises;
mod ranking;
pub mod request;
mod round;
mod spans;
pub mod statistics;

use crate::{
    browser::engine::Engine,
    report::json::{field, list, number, text, truth, whole},
};
use serde_json::Value;
use std::thread;

/// The strategies, in the order of the table.
pub const STRATEGIES: [&str; 9] = [
    "blocking",
    "sequential",
    "joined",
    "ordered",
    "batched",
    "windowed",
    "as-completed",
    "streamed",
    "paced",
];

const NUMBERS: [&str; 15] = [
    "requests",
    "concurrency",
    "rounds",
    "seed",
    "latency",
    "spread",
    "failures",
    "cap",
    "capacity",
    "burst",
    "steps",
    "work",
    "timeout",
    "retries",
    "embed",
];

/// Checks a report, also of a run that was cancelled.
pub fn check(report: &Value) {
    assert_eq!(whole(report, "version"), 1);
    let settings = field(report, "settings");
    for name in NUMBERS {
        assert!(number(settings, name) >= 0.0, "{name}");
    }
    assert!(!text(settings, "endpoint").is_empty() && !text(settings, "theme").is_empty());
    check_environment(
        field(report, "environment"),
        text(settings, "endpoint") == "simulated",
    );
    let strategies = list(report, "strategies");
    for entry in strategies {
        check_entry(entry, &strategies[0], settings);
    }
    check_common_latencies(strategies);
}

fn check_entry(entry: &Value, reference: &Value, settings: &Value) {
    let strategy = text(entry, "strategy");
    let _about = About(strategy);
    for round in list(entry, "rounds") {
        round::check(round, settings, strategy, width(strategy, settings));
        promises::check(
            strategy,
            &request::requests(round),
            whole(settings, "concurrency"),
        );
    }
    ranking::check(entry, reference);
}

/// Names the strategy if a check fails.
struct About<'a>(&'a str);

impl Drop for About<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            eprintln!("the failed check is about the strategy {}", self.0);
        }
    }
}

/// Checks the report of a run that finished: it contains every selected strategy with all its rounds.
pub fn check_finished(report: &Value) {
    check(report);
    let settings = field(report, "settings");
    let keys: Vec<&str> = list(report, "strategies")
        .iter()
        .map(|entry| text(entry, "strategy"))
        .collect();
    assert_eq!(keys, chosen(settings), "strategies in the table's order");
    for entry in list(report, "strategies") {
        assert_eq!(list(entry, "rounds").len(), whole(settings, "rounds"));
    }
}

/// The entry of a strategy in the report.
pub fn entry<'a>(report: &'a Value, strategy: &str) -> &'a Value {
    let entries = list(report, "strategies");
    entries
        .iter()
        .find(|entry| text(entry, "strategy") == strategy)
        .expect("an entry of this strategy")
}

/// The first round of a strategy.
pub fn first_round<'a>(report: &'a Value, strategy: &str) -> &'a Value {
    &list(entry(report, strategy), "rounds")[0]
}

/// The selected strategies: a list, or a text with commas.
fn chosen(settings: &Value) -> Vec<&str> {
    let chosen = field(settings, "strategies");
    let keys: Vec<&str> = match chosen.as_str() {
        Some(text) => text.split(',').collect(),
        None => list(settings, "strategies")
            .iter()
            .filter_map(Value::as_str)
            .collect(),
    };
    let known = STRATEGIES
        .into_iter()
        .filter(|key| keys.contains(key))
        .collect::<Vec<_>>();
    assert_eq!(known, keys, "known strategies in the table's order");
    keys
}

fn check_environment(environment: &Value, simulated: bool) {
    let transports: &[&str] = if simulated {
        &["service worker", "in-page"]
    } else {
        &["network"]
    };
    assert!(
        transports.contains(&text(environment, "transport")),
        "{environment}"
    );
    let protocol = field(environment, "protocol");
    assert!(protocol.is_null() || protocol.is_string(), "{environment}");
    assert!(
        text(environment, "userAgent").contains(Engine::chosen().one_of(
            "Chrome",
            "Firefox",
            "AppleWebKit"
        )),
        "{environment}"
    );
    assert!(
        number(environment, "clockResolutionMs") > 0.0,
        "{environment}"
    );
    assert!(!truth(environment, "wasHidden"), "{environment}");
}

/// How many requests a strategy may have in flight.
fn width(strategy: &str, settings: &Value) -> usize {
    let count = whole(settings, "requests");
    match strategy {
        "blocking" | "sequential" => 1,
        "joined" | "ordered" | "as-completed" => count,
        _ => count.min(whole(settings, "concurrency")),
    }
}

/// Checks that all strategies had the same latencies.
fn check_common_latencies(strategies: &[Value]) {
    let plan = |entry: &Value, round: usize| -> Option<Vec<Option<f64>>> {
        let round = list(entry, "rounds").get(round)?;
        truth(round, "ranked").then(|| {
            request::requests(round)
                .iter()
                .map(|request| request.planned)
                .collect()
        })
    };
    let rounds = strategies
        .iter()
        .map(|entry| list(entry, "rounds").len())
        .max()
        .unwrap_or(0);
    for round in 0..rounds {
        let mut plans = strategies.iter().filter_map(|entry| plan(entry, round));
        let first = plans.next();
        assert!(
            plans.all(|plan| Some(plan) == first),
            "every strategy gets the same plan"
        );
    }
}
