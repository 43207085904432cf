//! What the main figure of a page has to do with its address and with
//! `window.inflight`.

use inflight::{browser::location, settings::Settings, strategy::Strategy};
use js_sys::{JSON, Promise, eval};
use serde_json::Value;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::helpers::stage::{Stage, document};

/// What a script is given for a promise: a report, or an error's message.
async fn settled(promise: Promise) -> Result<Value, String> {
    match JsFuture::from(promise).await {
        Ok(report) => {
            let text = String::from(JSON::stringify(&report).unwrap());
            Ok(serde_json::from_str(&text).unwrap())
        }
        Err(error) => Err(error.unchecked_into::<js_sys::Error>().message().into()),
    }
}

fn begin(settings: &str) -> Promise {
    // The program itself takes pairs of strings: see `start.js`.
    eval(&format!(
        "inflight.run(Object.entries({settings}).map((pair) => pair.map(String)))"
    ))
    .unwrap()
    .unchecked_into()
}

/// The sum of a round's outcomes.
fn outcomes(round: &Value) -> u64 {
    let outcomes = round["outcomes"].as_object().unwrap();
    outcomes.values().map(|count| count.as_u64().unwrap()).sum()
}

#[wasm_bindgen_test]
async fn run_from_a_script_is_drawn_and_ends_in_a_report() {
    let stage = Stage::open("requests=9").await;
    let report = begin("{ requests: 4, latency: 5, strategies: ['ordered', 'joined'] }");
    stage.until_state("running").await;
    let report = settled(report).await.unwrap();
    stage.until_state("finished").await;
    assert_eq!(report["version"], 1);
    assert_eq!(report["environment"]["transport"], "in-page");
    assert_eq!(report["settings"]["requests"], 4);
    assert_eq!(
        report["settings"]["concurrency"], 10,
        "the default, whatever the page shows"
    );
    let strategies = report["strategies"].as_array().unwrap();
    for (entry, strategy) in strategies.iter().zip([Strategy::Joined, Strategy::Ordered]) {
        assert_eq!(entry["strategy"], strategy.key(), "in the table's order");
        assert_eq!(outcomes(&entry["rounds"][0]), 4);
        assert_eq!(
            stage.cell(strategy, "outcomes"),
            "4 ok",
            "as the button's would be"
        );
    }
    assert_eq!(stage.field("requests").value(), "4");
}

#[wasm_bindgen_test]
async fn a_refused_run_is_none() {
    let stage = Stage::open("").await;
    for (settings, word) in [
        ("{ requests: 0 }", "1–10000"),
        ("{ strategies: [] }", "strategies"),
        ("{ speed: 5 }", "speed"),
    ] {
        let refusal = settled(begin(settings)).await.unwrap_err();
        assert!(refusal.contains(word), "{settings}: {refusal}");
        assert_eq!(stage.state(), "idle");
    }
}

#[wasm_bindgen_test]
async fn a_second_run_rejects_and_leaves_the_first_alone() {
    let stage = Stage::open("").await;
    let first = begin("{ requests: 5, latency: 20, strategies: 'joined' }");
    let second = settled(begin("{ requests: 6 }")).await;
    assert!(second.unwrap_err().contains("going on"));
    let report = settled(first).await.unwrap();
    assert_eq!(report["settings"]["requests"], 5);
    assert_eq!(outcomes(&report["strategies"][0]["rounds"][0]), 5);
    stage.until_state("finished").await;
}

#[wasm_bindgen_test]
async fn a_cancelled_run_resolves_with_what_was() {
    let stage = Stage::open("").await;
    eval("inflight.cancel()").unwrap();
    assert_eq!(stage.state(), "idle", "there was nothing to cancel");
    let report = begin("{ requests: 7, latency: 10000, spread: 0, strategies: 'sequential' }");
    stage.until_state("running").await;
    stage
        .until("its row", |stage| {
            stage.text("status").contains("sequential")
        })
        .await;
    eval("inflight.cancel()").unwrap();
    let report = settled(report).await.unwrap();
    stage.until_state("cancelled").await;
    let round = &report["strategies"][0]["rounds"][0];
    assert_eq!(round["outcomes"]["cancelled"], 7);
    assert_eq!(
        (outcomes(round), &round["ranked"]),
        (7, &Value::Bool(false))
    );
}

#[wasm_bindgen_test]
async fn the_address_follows_the_settings_and_a_step_back_takes_one_back() {
    let stage = Stage::open("").await;
    stage.set("requests", "30");
    stage
        .until("the address", |_| location::query() == "?requests=30")
        .await;
    stage.press("Six connections");
    stage
        .until("the address", |_| location::query() == "?cap=6")
        .await;
    eval("history.back()").unwrap();
    stage
        .until("30 again", |stage| stage.field("requests").value() == "30")
        .await;
    assert_eq!(
        (location::query(), stage.field("cap").value()),
        ("?requests=30".into(), "0".into())
    );
}

#[wasm_bindgen_test]
async fn the_document_is_marked_with_its_looks() {
    let root = document().document_element().unwrap();
    let mark = |name: &str| root.get_attribute(name).unwrap_or_default();
    let stage = Stage::open("?theme=dark&embed=1&show=all").await;
    assert_eq!(
        (mark("data-theme"), mark("data-embed")),
        ("dark".into(), "1".into())
    );
    stage.set("theme", "light");
    stage
        .until("light", |_| mark("data-theme") == "light")
        .await;
    drop(stage);
    Stage::open("").await;
    assert_eq!(mark("data-embed"), "0");
}

#[wasm_bindgen_test]
async fn a_figure_in_a_text_leaves_the_address_alone_and_publishes_nothing() {
    let stage = Stage::open_inline("requests=9&show=settings").await;
    stage.press("Ten times slower");
    stage
        .until("a replay", |stage| {
            stage.get("slower").get_attribute("aria-pressed").as_deref() == Some("true")
        })
        .await;
    assert_eq!(location::query(), "");
    assert_eq!(eval("typeof window.inflight").unwrap(), "undefined");
    assert_eq!(
        Settings::from_query(&location::query()).0,
        Settings::default()
    );
}
