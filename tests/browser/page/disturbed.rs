//! A figure whose nodes others change: translators, highlighters, scripts of the
//! page around. It always shows what is.

use inflight::strategy::Strategy::{Joined, Sequential};
use js_sys::{Function, eval};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use super::figure::assert_complete;
use crate::helpers::stage::Stage;

/// Ways to change the nodes in an element, as functions of it.
const DISTURBANCES: [(&str, &str); 7] = [
    (
        "a translator",
        "(place) => texts(place).forEach((text) => {
        const font = document.createElement('font');
        text.replaceWith(font);
        font.append(document.createElement('font'));
        font.firstChild.append(text.data);
    })",
    ),
    (
        "a highlighter",
        "(place) => texts(place).forEach((text) => {
        const mark = document.createElement('mark');
        mark.append(text.splitText(text.length >> 1));
        text.after(mark);
    })",
    ),
    ("a cleaner", "(place) => place.normalize()"),
    (
        "a morphing page",
        "(place) => {
        place.innerHTML = place.innerHTML;
        place.firstElementChild.className = 'copy';
    }",
    ),
    (
        "a clearing script",
        "(place) => { place.textContent = ''; }",
    ),
    (
        "a collapsing script",
        "(place) => { place.querySelector('.comparison tbody').remove(); }",
    ),
    (
        "a wrapping script",
        "(place) => {
        const wrapper = document.createElement('div');
        wrapper.append(...place.childNodes);
        place.append(wrapper);
    }",
    ),
];

/// The texts in an element that somebody could read.
const TEXTS: &str = "const texts = (place) => {
    const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) if (walker.currentNode.data.trim()) texts.push(walker.currentNode);
    return texts;
};";

fn disturb(stage: &Stage, how: &str) {
    let script = format!("(() => {{ {TEXTS} return {how}; }})()");
    let disturb: Function = eval(&script).unwrap().unchecked_into();
    disturb.call1(&JsValue::NULL, stage.place()).unwrap();
}

/// Runs the figure, and compares all that it shows with what is.
async fn run_and_check(stage: &Stage, requests: usize, what: &str) {
    stage.run().await;
    assert_complete(stage, &[Sequential, Joined]);
    let shown = stage.place().text_content().unwrap();
    for text in [
        format!("You have {requests} requests"),
        "Status: finished.".into(),
    ] {
        assert!(shown.contains(&text), "{what}: {text}: {shown}");
    }
    assert!(
        !shown.contains("Nothing has been sent yet"),
        "{what}: {shown}"
    );
    for strategy in [Sequential, Joined] {
        assert_eq!(
            stage.cell(strategy, "outcomes"),
            format!("{requests} ok"),
            "{what}"
        );
        assert_ne!(stage.cell(strategy, "total"), "–", "{what}");
    }
    assert_eq!(stage.titles().len(), requests, "{what}");
    assert_eq!(stage.only(".run").text_content().unwrap(), "Run", "{what}");
}

/// Whether the figure is there, and no copy of it that does nothing.
fn is_alive(stage: &Stage) -> bool {
    stage.all(".copy").is_empty()
        && stage.count("run") == 1
        && stage.all(".comparison tbody").len() == 1
}

const QUERY: &str = "requests=3&latency=20&strategies=sequential,joined";

#[wasm_bindgen_test]
async fn whoever_changed_its_nodes_before_a_run_the_figure_shows_the_run() {
    for (who, how) in DISTURBANCES {
        let stage = Stage::open(QUERY).await;
        disturb(&stage, how);
        stage.until("a button to press", is_alive).await;
        run_and_check(&stage, 3, who).await;
    }
}

/// What the drawing library does after it has drawn is put off to a later task if
/// 16 ms of its clock have passed. In this script they always have, until it is
/// called; the next figure is disturbed before that task.
const ON_A_SLOW_MACHINE: &str = "
    const { now } = Date;
    let late = 0;
    Date.now = () => now() + (late += 20);
    new MutationObserver((_, observer) => {
        const place = document.querySelector('body > div:has([data-testid=run])');
        if (!place) return;
        observer.disconnect();
        queueMicrotask(() => disturb(place));
    }).observe(document.body, { childList: true, subtree: true });
    return () => { Date.now = now; };
";

#[wasm_bindgen_test]
async fn whoever_changes_its_nodes_as_soon_as_they_are_there_the_figure_shows_the_run() {
    for (who, how) in DISTURBANCES {
        let script = format!("(() => {{ {TEXTS} const disturb = {how}; {ON_A_SLOW_MACHINE} }})()");
        let restore_clock: Function = eval(&script).unwrap().unchecked_into();
        let stage = Stage::open(QUERY).await;
        stage.until("a button to press", is_alive).await;
        restore_clock.call0(&JsValue::NULL).unwrap();
        run_and_check(&stage, 3, who).await;
    }
}

#[wasm_bindgen_test]
async fn whoever_changes_its_nodes_during_a_run_the_run_goes_on_and_is_shown() {
    for (who, how) in DISTURBANCES {
        let stage = Stage::open("requests=3&latency=150&strategies=sequential,joined").await;
        stage.press("Run");
        stage.until_state("running").await;
        disturb(&stage, how);
        stage
            .until("the end", |stage| {
                stage.count("run") == 1 && stage.state() == "finished"
            })
            .await;
        for strategy in [Sequential, Joined] {
            assert_eq!(stage.cell(strategy, "outcomes"), "3 ok", "{who}");
        }
        run_and_check(&stage, 3, who).await;
    }
}

#[wasm_bindgen_test]
async fn whoever_changed_its_nodes_after_a_run_the_next_run_and_settings_are_shown() {
    for (who, how) in DISTURBANCES {
        let stage = Stage::open(QUERY).await;
        stage.run().await;
        disturb(&stage, how);
        stage.until("a form", is_alive).await;
        stage.set("requests", "5");
        let says = |stage: &Stage| {
            stage
                .place()
                .text_content()
                .unwrap()
                .contains("You have 5 requests")
        };
        stage.until("the new number", says).await;
        run_and_check(&stage, 5, who).await;
    }
}
