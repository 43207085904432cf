//! Parts that come and go.

use inflight::strategy::Strategy;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{
    changing::{PRESETS, settings, shows},
    figure::assert_complete,
    stage::Stage,
};

/// yew 0.23 can lose its place in the document when a part that comes and goes stands beside one that shows
/// nothing (yewstack/yew#4092). Everything that comes and goes does so here, while a run redraws the rest.
#[wasm_bindgen_test]
async fn parts_may_come_and_go_while_a_run_goes() {
    let stage = Stage::open("requests=24&latency=10000&strategies=ordered").await;
    stage.press("Run");
    stage.until_state("running").await;
    for (name, query) in PRESETS {
        stage.press(name);
        stage
            .until(name, |stage| shows(stage, &settings(query)))
            .await;
        unfold_and_fold(&stage).await;
        for (endpoint, phrases) in [("site", 3), ("simulated", 4)] {
            stage.set("endpoint", endpoint);
            let all = |stage: &Stage| stage.all(".phrase").len() == phrases;
            stage.until(endpoint, all).await;
            edit_each_phrase(&stage).await;
        }
        for tab in ["Python", "JavaScript", "Rust"] {
            stage.press(tab);
            let listing = stage.text("code");
            stage
                .until(tab, |stage| stage.text("code") != listing)
                .await;
        }
        stage.set("requests", "many");
        let refused = |stage: &Stage| !stage.text("notice").is_empty();
        stage.until("a refusal", refused).await;
    }
    assert_eq!(stage.state(), "running");
    stage.press("Cancel");
    stage.until_state("cancelled").await;
    assert_complete(&stage, &[Strategy::Ordered]);
    assert_eq!(stage.titles().len(), 24, "a run keeps its own settings");
}

async fn unfold_and_fold(stage: &Stage) {
    for (press, hidden) in [("Change", false), ("Close", true)] {
        stage.press(press);
        let folded = |stage: &Stage| stage.get("settings").has_attribute("hidden") == hidden;
        stage.until(press, folded).await;
    }
}

async fn edit_each_phrase(stage: &Stage) {
    for phrase in stage.all(".phrase button") {
        phrase.click();
        let open = |stage: &Stage| stage.all(".phrase input").len() == 1;
        stage.until("a field", open).await;
        stage.press_key(".phrase input", "Escape");
        stage.until("no field", |stage| !open(stage)).await;
    }
}
