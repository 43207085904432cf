//! Report of every strategy, for every kind of endpoint.

use end_to_end::{
    origin::Origin,
    page::Page,
    report::{
        self, STRATEGIES,
        json::{field, list, optional},
    },
};
use serde_json::{Value, json};

#[tokio::test]
async fn every_strategy_reports_truly_on_the_simulated_network() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let settings =
        json!({ "strategies": STRATEGIES, "requests": 12, "latency": 20, "concurrency": 3 });
    run_all_ok(&page, settings).await;
}

#[tokio::test]
async fn every_strategy_reports_truly_under_a_cap() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let settings = json!({ "strategies": STRATEGIES, "requests": 12, "latency": 20, "concurrency": 5, "cap": 2 });
    run_all_ok(&page, settings).await;
}

#[tokio::test]
async fn every_strategy_reports_truly_on_the_pages_own_files() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let settings =
        json!({ "strategies": STRATEGIES, "requests": 8, "endpoint": "site", "concurrency": 3 });
    run_all_ok(&page, settings).await;
    assert_eq!(origin.hits("/todos/").len(), 8 * STRATEGIES.len());
}

#[tokio::test]
async fn every_strategy_reports_truly_on_another_origin() {
    let origin = Origin::start().await;
    let api = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let endpoint = api.endpoint("delay=20");
    let settings =
        json!({ "strategies": STRATEGIES, "requests": 8, "endpoint": endpoint, "concurrency": 3 });
    run_all_ok(&page, settings).await;
    let hits = api.hits("/api/todos/");
    assert_eq!(
        hits.len(),
        8 * STRATEGIES.len(),
        "every request that is sent is in the report: {hits:#?}"
    );
    for id in 1..=8 {
        let path = format!("/api/todos/{id}?");
        assert_eq!(
            hits.iter().filter(|hit| hit.starts_with(&path)).count(),
            STRATEGIES.len()
        );
    }
}

#[tokio::test]
async fn a_window_wider_than_the_work_is_as_wide_as_the_work() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    for requests in [1, 4] {
        let settings = json!({ "strategies": STRATEGIES, "requests": requests, "latency": 20, "concurrency": 256 });
        run_all_ok(&page, settings).await;
    }
}

#[tokio::test]
async fn five_rounds_have_no_interval_and_six_have_one() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    for (rounds, known) in [(5, false), (6, true)] {
        let settings = json!({ "requests": 4, "latency": 10, "rounds": rounds });
        let report = run_all_ok(&page, settings).await;
        for entry in &list(&report, "strategies")[1..] {
            let speedup = field(entry, "speedup");
            assert!(optional(speedup, "estimate").is_some(), "{speedup}");
            assert_eq!(optional(speedup, "low").is_some(), known, "{speedup}");
            assert_eq!(optional(speedup, "high").is_some(), known, "{speedup}");
        }
    }
}

#[tokio::test]
async fn the_seed_fixes_the_latencies() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let mut plans = Vec::new();
    for seed in [1, 1, 2] {
        let settings =
            json!({ "requests": 6, "latency": 10, "strategies": "joined", "seed": seed });
        let report = page.run(settings).await;
        let round = report::first_round(&report, "joined").clone();
        plans.push(
            list(&round, "requests")
                .iter()
                .map(|request| request["plannedMs"].clone())
                .collect::<Vec<_>>(),
        );
    }
    assert_eq!(plans[0], plans[1]);
    assert_ne!(plans[0], plans[2]);
}

/// Runs, and checks that the report is right, contains the given settings, and has an answer for each request.
async fn run_all_ok(page: &Page, settings: Value) -> Value {
    let report = page.run(settings.clone()).await;
    report::check_finished(&report);
    for (name, value) in settings
        .as_object()
        .expect("settings")
        .iter()
        .filter(|(name, _)| *name != "strategies")
    {
        let reported = field(field(&report, "settings"), name);
        assert!(reported == value, "{name}: {reported}, not {value}");
    }
    for round in list(&report, "strategies")
        .iter()
        .flat_map(|entry| list(entry, "rounds"))
    {
        for request in list(round, "requests") {
            let (outcome, status, attempts) = (
                &request["outcome"],
                &request["status"],
                &request["attempts"],
            );
            assert_eq!(
                (outcome, status, attempts),
                (&json!("ok"), &json!(200), &json!(1)),
                "{request}"
            );
        }
    }
    report
}
