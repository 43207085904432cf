//! The slider under the strips, the replay, and what is predicted before a run.

use inflight::{
    analysis::prediction::predict,
    settings::Settings,
    strategy::Strategy::{Joined, Sequential, Windowed},
};
use std::time::Duration;
use wasm_bindgen::{JsCast, prelude::wasm_bindgen};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

use crate::helpers::stage::Stage;

#[wasm_bindgen(inline_js = "
export function media(answer) {
  const { matchMedia } = window;
  window.matchMedia = () => ({ matches: answer });
  return () => { window.matchMedia = matchMedia; };
}
// Like a reader who drags the slider.
export function slide(slider, value) {
  slider.value = value;
  slider.dispatchEvent(new Event('input', { bubbles: true }));
}
")]
extern "C" {
    fn media(answer: bool) -> js_sys::Function;
    fn slide(slider: &HtmlInputElement, value: &str);
}

const QUERY: &str = "requests=6&latency=40&concurrency=2&strategies=sequential,joined,windowed";

fn slider(stage: &Stage) -> HtmlInputElement {
    stage.get("scrub").unchecked_into()
}

fn said(stage: &Stage) -> String {
    slider(stage)
        .get_attribute("aria-valuetext")
        .unwrap_or_default()
}

async fn moved_to(stage: &Stage, ms: &str, said_at: &str) {
    slide(&slider(stage), ms);
    let begins = format!("at {said_at}:");
    stage
        .until(&begins, |stage| said(stage).starts_with(&begins))
        .await;
}

#[wasm_bindgen_test]
async fn before_a_run_each_row_has_what_is_predicted_with_the_word_and_nothing_that_was_measured() {
    let stage = Stage::open(QUERY).await;
    let settings = Settings::from_query(QUERY).0;
    for strategy in [Sequential, Joined, Windowed] {
        let total = predict(&settings, strategy, 0).total().unwrap();
        let cell = stage.cell(strategy, "predicted");
        let time = inflight::format::time(total);
        assert_eq!(cell, format!("{time}predicted"));
        for measured in ["total", "speedup", "of-ideal", "first"] {
            assert_eq!(stage.cell(strategy, measured), "–", "{measured}");
        }
        let strip = format!("[data-testid=waterfall-{}]", strategy.key());
        assert_ne!(
            stage
                .only(&format!("{strip} .ghost .bar:not(.unfinished)"))
                .get_attribute("d")
                .unwrap(),
            ""
        );
        let bars = stage.only(&format!("{strip} .waterfall > svg .bar:not(.unfinished)"));
        assert_eq!(bars.get_attribute("d").unwrap(), "");
    }
}

#[wasm_bindgen_test]
async fn after_a_run_nothing_predicted_is_left_in_the_rows() {
    let stage = Stage::open(QUERY).await;
    stage.run().await;
    assert_eq!(stage.count("predicted"), 0);
    assert!(
        stage
            .all(".ghost")
            .iter()
            .all(|ghost| ghost.child_element_count() == 0)
    );
    assert_ne!(stage.cell(Windowed, "total"), "–");
}

#[wasm_bindgen_test]
async fn what_cannot_be_predicted_has_no_ghost_and_the_slider_stands_still() {
    let stage = Stage::open("endpoint=site&requests=3&strategies=joined").await;
    assert_eq!(stage.count("predicted"), 0);
    assert!(slider(&stage).disabled());
    assert_eq!(said(&stage), "");
}

#[wasm_bindgen_test]
async fn the_slider_stands_at_the_end_and_says_what_is_where_at_any_instant() {
    let stage = Stage::open(QUERY).await;
    let settings = Settings::from_query(QUERY).0;
    assert!(!slider(&stage).disabled());
    assert_at_the_end(&stage);
    assert!(
        said(&stage).ends_with("s: 0 in flight, 6 delivered"),
        "{}",
        said(&stage)
    );
    for strategy in [Windowed, Joined] {
        stage.choose(strategy);
        let timeline = predict(&settings, strategy, 0);
        for ms in [0_u32, 7, 30, 61, 100] {
            let shown = format!("{}\u{a0}s", f64::from(ms) / 1e3);
            moved_to(&stage, &ms.to_string(), &shown).await;
            let counts = timeline.counts(Duration::from_millis(u64::from(ms)));
            let words = format!(
                "{} in flight, {} delivered",
                counts.in_flight, counts.delivered
            );
            stage
                .until(&words, |stage| said(stage).ends_with(&words))
                .await;
            assert_eq!(said(&stage), format!("at {shown}: {words}"));
            assert_eq!(
                stage.cell(strategy, "interval"),
                format!("{} in flight", counts.in_flight)
            );
        }
    }
}

/// The unit of the slider is a millisecond, and its end may lie between two.
fn assert_at_the_end(stage: &Stage) {
    let at = slider(stage).value_as_number();
    assert!(max(stage) - at < 1.0, "{at} of {}", max(stage));
}

fn max(stage: &Stage) -> f64 {
    slider(stage).max().parse().unwrap()
}

#[wasm_bindgen_test]
async fn at_an_instant_the_list_has_what_had_come_and_a_bar_for_what_was_on_its_way() {
    let stage = Stage::open(QUERY).await;
    stage.choose(Windowed);
    stage.run().await;
    let all = stage.titles();
    assert!(all.iter().all(|title| !title.is_empty()));
    moved_to(&stage, "0", "0\u{a0}s").await;
    // The first two are on their way, or about to be.
    assert!(stage.all(".responses li.hole").len() >= 4);
    assert_eq!(stage.all(".responses .title").len(), 0);
    slide(&slider(&stage), &slider(&stage).max());
    stage.until("the end", |stage| stage.titles() == all).await;
    assert_eq!(stage.all(".responses .passed").len(), 0);
}

#[wasm_bindgen_test]
async fn the_arrows_and_the_page_keys_move_the_slider() {
    let stage = Stage::open(QUERY).await;
    moved_to(&stage, "20", "0.02\u{a0}s").await;
    let mut before = 20.0;
    for (key, forward) in [
        ("ArrowRight", 1.0),
        ("PageUp", 1.0),
        ("ArrowLeft", -1.0),
        ("PageDown", -1.0),
    ] {
        stage.press_key("[data-testid=scrub]", key);
        stage
            .until(key, |stage| {
                (slider(stage).value_as_number() - before) * forward > 0.0
            })
            .await;
        before = slider(&stage).value_as_number();
    }
}

#[wasm_bindgen_test]
async fn play_goes_from_the_start_to_the_end_and_can_be_paused() {
    let stage = Stage::open(QUERY).await;
    stage.run().await;
    stage.give(".replay select", "1");
    stage.press("Play");
    stage
        .until("a first instant", |stage| {
            stage.all(".replay button")[0].text_content().unwrap() == "Pause"
        })
        .await;
    stage
        .until("it goes on", |stage| slider(stage).value_as_number() > 1.0)
        .await;
    stage.press("Pause");
    stage
        .until("a pause", |stage| {
            stage.all(".replay button")[0].text_content().unwrap() == "Play"
        })
        .await;
    assert!(slider(&stage).value_as_number() < max(&stage));
    stage.give(".replay select", "1000");
    stage.press("Play");
    stage
        .until("the end", |stage| {
            slider(stage).value_as_number() >= max(stage).floor()
        })
        .await;
    stage
        .until("Play again", |stage| {
            stage.all(".replay button")[0].text_content().unwrap() == "Play"
        })
        .await;
}

#[wasm_bindgen_test]
async fn who_wants_no_motion_gets_steps() {
    let restore = media(true);
    let stage = Stage::open(QUERY).await;
    stage.press("Step");
    stage
        .until("a step", |stage| {
            let at = slider(stage).value_as_number();
            at > 0.0 && at < max(stage) / 2.0
        })
        .await;
    restore.call0(&wasm_bindgen::JsValue::NULL).unwrap();
    assert_eq!(
        stage
            .all("[aria-pressed=true]")
            .iter()
            .filter(|one| one.text_content().unwrap() == "Pause")
            .count(),
        0
    );
}

#[wasm_bindgen_test]
async fn while_a_run_goes_on_the_slider_follows_it_and_cannot_be_moved() {
    let stage = Stage::open("requests=30&latency=40&strategies=sequential").await;
    moved_to(&stage, "100", "0.1\u{a0}s").await;
    stage.press("Run");
    stage
        .until("its beginning", |stage| slider(stage).disabled())
        .await;
    stage
        .until("it moves", |stage| slider(stage).value_as_number() > 0.0)
        .await;
    assert!(
        stage
            .all(".later")
            .iter()
            .all(|later| later.child_element_count() == 0)
    );
    stage.until_state("finished").await;
    // After it, the end is shown.
    assert!(!slider(&stage).disabled());
    assert_at_the_end(&stage);
}

#[wasm_bindgen_test]
async fn in_a_text_a_run_is_replayed_ten_times_slower() {
    let stage =
        Stage::open_inline("requests=6&latency=40&strategies=sequential&show=settings").await;
    assert_eq!(stage.count("scrub"), 0, "its height is that of the rows");
    let pressed = |stage: &Stage| stage.get("slower").get_attribute("aria-pressed").unwrap();
    stage.press("Ten times slower");
    stage
        .until("a replay", |stage| pressed(stage) == "true")
        .await;
    stage
        .until("the veil", |stage| {
            stage.only(".later").child_element_count() == 2
        })
        .await;
    stage.press("Ten times slower");
    stage
        .until("its end", |stage| pressed(stage) == "false")
        .await;
    assert_eq!(stage.only(".later").child_element_count(), 0);
}
