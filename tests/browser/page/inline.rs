//! A figure in a text: the comparison, and no more controls than it needs.

use inflight::strategy::Strategy;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::helpers::stage::Stage;

#[wasm_bindgen_test]
async fn in_a_text_a_figure_is_the_comparison_and_no_more() {
    let stage = Stage::open_inline("strategies=batched,windowed").await;
    for name in [
        "run",
        "comparison",
        "verdict",
        "status",
        "notice",
        "row-batched",
    ] {
        assert_eq!(stage.count(name), 1, "{name}");
    }
    for name in [
        "settings",
        "responses",
        "code",
        "widths",
        "spending",
        "until-decided",
        "slower",
    ] {
        assert_eq!(stage.count(name), 0, "{name}");
    }
    assert_eq!(
        stage.all("h1, h2, h3").len(),
        0,
        "headings are the text's own"
    );
    assert_eq!(stage.all(".presets").len(), 0);
}

#[wasm_bindgen_test]
async fn in_a_text_the_sentence_says_all_that_differs() {
    let stage = Stage::open_inline(
        "requests=3&spread=0&steps=2&cap=6&capacity=12&work=5&strategies=joined",
    )
    .await;
    let sentence = stage.only(".sentence").text_content().unwrap();
    for words in [
        "3 requests",
        "spread 0",
        "2 steps",
        "6 connections",
        "server capacity 12",
        "5\u{a0}ms of work",
    ] {
        assert!(sentence.contains(words), "{words}: {sentence}");
    }
    assert!(
        !sentence.contains("at a time"),
        "joined has no width: {sentence}"
    );
}

/// They can be changed where the text asks for it.
#[wasm_bindgen_test]
async fn in_a_text_settings_can_be_changed_if_they_are_shown() {
    for (query, buttons) in [("requests=3", 0), ("requests=3&show=settings", 4)] {
        let stage = Stage::open_inline(query).await;
        assert_eq!(stage.all(".phrase button").len(), buttons, "{query}");
        assert_eq!(stage.count("slower"), usize::from(buttons > 0), "{query}");
        assert_eq!(stage.count("settings"), 0, "{query}");
    }
}

#[wasm_bindgen_test]
async fn in_a_text_the_first_strategy_stays_the_one_that_is_looked_at() {
    let stage =
        Stage::open_inline("requests=3&latency=5&strategies=batched,windowed&show=detail").await;
    stage.run().await;
    let chosen = stage.only("tr.chosen").get_attribute("data-testid");
    assert_eq!(chosen.as_deref(), Some("row-batched"));
    assert_eq!(stage.cell(Strategy::Windowed, "outcomes"), "3 ok");
}
