//! Failed requests: each has one outcome, and a round with a failure is not ranked.

use end_to_end::{
    origin::{Origin, record::Record},
    page::Page,
    report::{
        self, STRATEGIES,
        json::{field, list, optional, text, truth, whole},
    },
};
use serde_json::{Value, json};
use std::net::TcpListener;

#[tokio::test]
async fn a_server_that_answers_500_is_never_ranked() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let settings =
        json!({ "strategies": STRATEGIES, "requests": 30, "latency": 5, "failures": 100 });
    let report = page.run(settings).await;
    assert_unranked(&report);
    for (strategy, outcomes) in outcomes(&report) {
        assert!(whole(outcomes, "http") > 0, "{strategy}: {outcomes}");
        assert_eq!(
            whole(outcomes, "http") + whole(outcomes, "skipped"),
            30,
            "{strategy}: {outcomes}"
        );
    }
    assert_eq!(page.state().await, "finished");
}

#[tokio::test]
async fn a_failure_here_and_there_is_counted_where_it_was() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let settings = json!({ "requests": 40, "latency": 5, "failures": 20 });
    let report = page.run(settings).await;
    assert_unranked(&report);
    let all = outcomes(&report);
    for (strategy, outcomes) in &all {
        assert_eq!(
            outcomes, &all[0].1,
            "{strategy} meets the same fates as the others"
        );
        assert_eq!(
            whole(outcomes, "ok") + whole(outcomes, "http"),
            40,
            "{strategy}: {outcomes}"
        );
    }
}

#[tokio::test]
async fn each_fault_of_a_server_has_its_outcome() {
    let origin = Origin::start().await;
    let api = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let faults = |host: &Origin| {
        [
            (host.endpoint("status=404"), "http", json!(404)),
            (host.endpoint("status=500"), "http", json!(500)),
            (host.endpoint("answer=truncated"), "body", json!(200)),
            (host.endpoint("answer=html"), "body", json!(200)),
            (host.endpoint("answer=empty"), "body", json!(200)),
        ]
    };
    let nobody = (format!("{}/todos/{{id}}", nobody()), "network", Value::Null);
    // The page reads answers of its own host in another way.
    let faults = [faults(&api), faults(&origin)].concat();
    for (endpoint, outcome, status) in [faults, vec![nobody]].concat() {
        let report = page
            .run(
                json!({ "endpoint": endpoint, "requests": 5, "strategies": "sequential,windowed" }),
            )
            .await;
        assert_unranked(&report);
        for (strategy, outcomes) in outcomes(&report) {
            assert_eq!(
                whole(outcomes, outcome),
                5,
                "{endpoint}, {strategy}: {outcomes}"
            );
            for request in list(report::first_round(&report, strategy), "requests") {
                assert_eq!(request["status"], status, "{endpoint}: {request}");
            }
        }
    }
}

#[tokio::test]
async fn a_server_that_takes_too_long_is_given_up() {
    let origin = Origin::start().await;
    let api = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let settings = json!({
        "endpoint": api.endpoint("delay=60000"), "requests": 3, "strategies": "joined", "timeout": 200,
    });
    let report = page.run(settings).await;
    assert_unranked(&report);
    assert_eq!(outcomes(&report)[0].1["timeout"], 3);
    // A request may run into its timeout before it has left the browser.
    let given_up = |record: &Record| record.abandoned.len() == record.hits.len();
    api.until("all that arrived given up", given_up).await;
}

/// An origin on which no process listens.
fn nobody() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    format!("http://{}", listener.local_addr().expect("its port"))
}

/// The outcomes of each strategy's first round.
fn outcomes(report: &Value) -> Vec<(&str, &Value)> {
    let entries = list(report, "strategies").iter();
    entries
        .map(|entry| {
            (
                text(entry, "strategy"),
                field(&list(entry, "rounds")[0], "outcomes"),
            )
        })
        .collect()
}

fn assert_unranked(report: &Value) {
    report::check_finished(report);
    for entry in list(report, "strategies") {
        assert_eq!(
            optional(entry, "medianMs"),
            None,
            "nothing was ranked: {}",
            text(entry, "strategy")
        );
        assert!(
            list(entry, "rounds")
                .iter()
                .all(|round| !truth(round, "ranked"))
        );
    }
}
