//! Run and Cancel, presets, and the settings as a sentence.

use inflight::strategy::Strategy;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{
    figure::assert_complete,
    form::{settings, shows},
    responses::accounted,
};
use crate::helpers::{spy, stage::Stage};

/// The presets' names, and what each changes of the defaults.
pub(crate) const PRESETS: [(&str, &str); 7] = [
    ("Quick", ""),
    ("The post", "requests=199"),
    ("Six connections", "cap=6"),
    ("Slow tail", "spread=1.2"),
    ("Fragile server", "capacity=12"),
    ("One load of laundry", "requests=1&steps=3"),
    ("No waiting", "latency=0&work=40"),
];

#[wasm_bindgen_test]
async fn cancel_takes_the_place_of_run_and_gives_every_request_an_outcome() {
    let stage = Stage::open("requests=9&latency=300&spread=0&strategies=sequential").await;
    let outcomes = |stage: &Stage| stage.cell(Strategy::Sequential, "outcomes");
    stage.press("Run");
    stage
        .until("an answer", |stage| outcomes(stage).contains("ok"))
        .await;
    assert_complete(&stage, &[Strategy::Sequential]);
    let before = spy::timers();
    stage.press("Cancel");
    stage.until_state("cancelled").await;
    stage
        .until("that nothing is waited for any more", |_| {
            spy::timers() < before
        })
        .await;
    assert_complete(&stage, &[Strategy::Sequential]);
    let cut = outcomes(&stage);
    assert!(cut.contains("ok") && cut.contains("cancelled"), "{cut}");
    assert_eq!(accounted(&cut), 9, "{cut}");
    stage.set("latency", "1");
    stage
        .until("new settings", |stage| stage.state() == "idle")
        .await;
    stage.run().await;
    assert_eq!(outcomes(&stage), "9 ok");
}

#[wasm_bindgen_test]
async fn a_second_click_on_run_is_no_second_run() {
    let stage = Stage::open("requests=3&latency=20&strategies=joined").await;
    let run = stage.get("run");
    run.click();
    run.click();
    stage.until_state("finished").await;
    assert_eq!(stage.cell(Strategy::Joined, "outcomes"), "3 ok");
}

#[wasm_bindgen_test]
async fn a_preset_sets_every_value_of_the_form() {
    let stage = Stage::open("rounds=3&theme=dark").await;
    for (name, query) in PRESETS {
        stage.press(name);
        let settings = settings(&format!("{query}&theme=dark"));
        stage.until(name, |stage| shows(stage, &settings)).await;
        let pressed = stage.only(".presets [aria-pressed='true']");
        assert_eq!(pressed.text_content().unwrap(), name);
    }
}

#[wasm_bindgen_test]
async fn a_number_in_the_sentence_becomes_a_field_and_back() {
    let stage = Stage::open("").await;
    let field = ".phrase input";
    let says = |stage: &Stage, words: &str| {
        stage
            .only(".sentence")
            .text_content()
            .unwrap()
            .contains(words)
    };
    let open = async |name: &str| {
        stage.press(name);
        stage
            .until("a field", |stage| stage.all(field).len() == 1)
            .await;
    };
    open("24 requests").await;
    stage.give(field, "31");
    stage.press_key(field, "Enter");
    stage
        .until("31", |stage| {
            stage.all(field).is_empty() && says(stage, "31 requests")
        })
        .await;
    open("31 requests").await;
    stage.give(field, "many");
    stage.press_key(field, "Escape");
    stage
        .until("31 again", |stage| {
            stage.all(field).is_empty() && says(stage, "31 requests")
        })
        .await;
    assert!(stage.text("notice").contains("“many”"));
}

/// On a busy machine yew 0.23 delays the effects of a drawing: the field exists, but does not have the focus yet.
#[wasm_bindgen_test]
async fn escape_closes_a_field_that_has_not_got_the_focus_yet() {
    let stage = Stage::open("").await;
    let until = async |what: &str, holds: fn(&Stage) -> bool| stage.until(what, holds).await;
    spy::hold_back();
    stage.only("[title='change requests']").click();
    until("a field", |stage| !stage.all(".phrase input").is_empty()).await;
    stage.press_key(".phrase input", "Escape");
    spy::let_go();
    until("no field", |stage| stage.all(".phrase input").is_empty()).await;
}
