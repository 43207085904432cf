//! The tests of `src/report.rs` and `src/report/`. Here: the report as other
//! programs see it, with exactly the fields of the contract.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used)] // a test that cannot go on has failed

mod csv;
mod export;
mod har;
mod markdown;
mod on_demand;
mod read;
mod recorded;
mod recordings;
mod samples;
mod transfer;
mod version_0_1;

#[path = "../helpers/mod.rs"]
mod helpers;

use inflight::{
    analysis::comparison::Comparison,
    run::Event,
    settings::SETTINGS,
    strategy::Strategy::{Joined, Ordered, Sequential, Windowed},
    world::skip_reason::SkipReason,
};
use serde_json::Value;

use helpers::{
    as_numbers,
    by_hand::{add_round, begin_round, totals},
    compare, ms, report, settings,
};

macro_rules! json {
    ($($json:tt)+) => { as_numbers(serde_json::json!($($json)+)) };
}

/// The report of a run in virtual time.
fn report_of(query: &str) -> Value {
    report(&compare(&settings(query)))
}

#[track_caller]
fn has_exactly(object: &Value, names: &str) {
    let fields = object.as_object().expect("an object");
    let mut expected: Vec<_> = names.split(' ').collect();
    let mut found: Vec<_> = fields.keys().map(String::as_str).collect();
    expected.sort_unstable();
    found.sort_unstable();
    assert_eq!(found, expected);
}

#[test]
fn every_field_is_there_under_its_name_and_no_other() {
    let report = report_of("");
    let strategy = &report["strategies"][0];
    let round = &strategy["rounds"][0];
    has_exactly(&report, "version settings environment strategies");
    has_exactly(
        &report["environment"],
        "transport protocol userAgent clockResolutionMs wasHidden",
    );
    has_exactly(strategy, "strategy medianMs speedup rounds");
    has_exactly(&strategy["speedup"], "estimate low high");
    has_exactly(
        round,
        "totalMs firstDeliveredMs idealMs peakInFlight inversions longestFreezeMs ranked outcomes requests",
    );
    has_exactly(
        &round["outcomes"],
        "ok http network timeout body cancelled skipped",
    );
    has_exactly(
        &round["requests"][0],
        "index startedMs finishedMs deliveredMs plannedMs outcome status attempts",
    );
}

#[test]
fn every_setting_is_there_in_its_natural_type() {
    let report = report_of(
        "endpoint=http://127.0.0.1:8000/{id}&requests=2&spread=0.5&seed=9007199254740991&embed=1",
    );
    let expected = json!({
        "endpoint": "http://127.0.0.1:8000/{id}", "requests": 2,
        "strategies": ["sequential", "joined", "ordered", "batched", "windowed"],
        "concurrency": 10, "rounds": 1, "seed": 9_007_199_254_740_991_u64,
        "latency": 115, "spread": 0.5, "latencies": "", "failures": 0, "cap": 0, "capacity": 0,
        "quota": "none", "burst": 0, "pace": "auto", "code": "", "steps": 1,
        "work": 0, "timeout": 10_000, "retries": 0, "theme": "auto", "embed": 1,
        "show": "auto",
    });
    assert_eq!(report["settings"], expected);
    assert_eq!(
        expected.as_object().map(serde_json::Map::len),
        Some(SETTINGS.len())
    );
    assert_eq!(SETTINGS.len(), 23);
}

#[test]
fn the_values_are_those_of_the_run_in_milliseconds() {
    let report = report_of("requests=3&latency=100&spread=0&concurrency=2&strategies=windowed");
    let strategy = &report["strategies"][0];
    let round = &strategy["rounds"][0];
    assert_eq!(
        (&report["version"], &strategy["strategy"]),
        (&json!(1), &json!("windowed"))
    );
    assert_eq!(
        (&strategy["medianMs"], &round["totalMs"]),
        (&json!(200.0), &json!(200.0))
    );
    assert_eq!(
        (&round["firstDeliveredMs"], &round["idealMs"]),
        (&json!(100.0), &json!(150.0))
    );
    assert_eq!(
        (&round["peakInFlight"], &round["inversions"]),
        (&json!(2), &json!(0))
    );
    assert_eq!(
        (&round["ranked"], &round["longestFreezeMs"]),
        (&json!(true), &json!(0.0))
    );
    let third = json!({
        "index": 2, "startedMs": 100.0, "finishedMs": 200.0, "deliveredMs": 200.0,
        "plannedMs": 100.0, "outcome": "ok", "status": 200, "attempts": 1,
    });
    assert_eq!(round["requests"][2], third);
}

#[test]
fn strategies_stand_in_the_tables_order_and_requests_by_index() {
    let report = report_of("rounds=3&strategies=streamed,as-completed,joined,blocking");
    let strategies = report["strategies"].as_array().expect("a list");
    let keys: Vec<_> = strategies.iter().map(|one| &one["strategy"]).collect();
    assert_eq!(keys, ["blocking", "joined", "as-completed", "streamed"]);
    for round in strategies
        .iter()
        .flat_map(|one| one["rounds"].as_array().expect("a list"))
    {
        let requests = round["requests"].as_array().expect("a list");
        for (index, request) in requests.iter().enumerate() {
            assert_eq!(request["index"], json!(index));
        }
    }
}

#[test]
fn the_reference_is_one_and_the_others_have_no_interval_below_six_rounds() {
    let speedups = |rounds: usize| {
        let totals = totals(&[
            (Sequential, &vec![100; rounds]),
            (Joined, &vec![50; rounds]),
        ]);
        let report = report(&totals);
        [0, 1].map(|place: usize| report["strategies"][place]["speedup"].clone())
    };
    let one = json!({ "estimate": 1.0, "low": 1.0, "high": 1.0 });
    assert_eq!(
        speedups(1),
        [
            one.clone(),
            json!({ "estimate": 2.0, "low": null, "high": null })
        ]
    );
    assert_eq!(
        speedups(6),
        [one, json!({ "estimate": 2.0, "low": 2.0, "high": 2.0 })]
    );
}

#[test]
fn without_a_ranked_round_there_is_neither_a_median_nor_a_speed_up() {
    let mut comparison = totals(&[(Sequential, &[]), (Joined, &[50])]);
    add_round(&mut comparison, 0, Sequential, &[(ms(9), 404)]);
    let strategies = &report(&comparison)["strategies"];
    let nothing = json!({ "estimate": null, "low": null, "high": null });
    assert_eq!(
        (&strategies[0]["medianMs"], &strategies[0]["speedup"]),
        (&Value::Null, &nothing)
    );
    assert_eq!(
        (&strategies[1]["medianMs"], &strategies[1]["speedup"]),
        (&json!(50.0), &nothing)
    );
}

#[test]
fn instants_that_never_came_are_null() {
    let mut comparison = Comparison::new(settings("requests=3&spread=0&strategies=joined"));
    comparison.apply(Event::Announced {
        round: 0,
        strategy: Joined,
    });
    comparison.apply(Event::Started {
        index: 0,
        at: ms(1),
    });
    comparison.apply(Event::Skipped {
        index: 2,
        why: Some(SkipReason::Failures),
    });
    comparison.cancel();
    let round = &report(&comparison)["strategies"][0]["rounds"][0];
    for name in ["totalMs", "firstDeliveredMs", "idealMs"] {
        assert_eq!(round[name], Value::Null, "{name}");
    }
    let request = |index, started: Value, outcome, attempts| {
        json!({
            "index": index, "startedMs": started, "finishedMs": null, "deliveredMs": null,
            "plannedMs": 115.0, "outcome": outcome, "status": null, "attempts": attempts,
        })
    };
    assert_eq!(
        round["requests"],
        json!([
            request(0, json!(1.0), "cancelled", 1),
            request(1, Value::Null, "cancelled", 0),
            request(2, Value::Null, "skipped", 0),
        ])
    );
}

#[test]
fn only_the_simulated_network_has_a_plan() {
    let mut comparison = Comparison::new(settings("endpoint=site&requests=1&strategies=joined"));
    add_round(&mut comparison, 0, Joined, &[(ms(9), 200)]);
    let round = &report(&comparison)["strategies"][0]["rounds"][0];
    assert_eq!(round["requests"][0]["plannedMs"], Value::Null);
    assert_eq!(round["idealMs"], json!(9.0));
}

#[test]
fn a_strategy_that_had_not_begun_has_no_entry() {
    let mut comparison = totals(&[(Sequential, &[100]), (Ordered, &[]), (Windowed, &[])]);
    begin_round(&mut comparison, 0, Ordered, &[]);
    comparison.cancel();
    let report = report(&comparison);
    let strategies = report["strategies"].as_array().expect("a list");
    let keys: Vec<_> = strategies.iter().map(|one| &one["strategy"]).collect();
    assert_eq!(keys, ["sequential", "ordered"]);
}
