//! A figure as a reader finds it, and the parts that belong to it.

use inflight::{page::highlight::Language, settings::Settings, strategy::Strategy};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{
    controls::PRESETS,
    form::{settings, shows},
};
use crate::{
    fetch::get,
    helpers::{spy, stage::Stage, until},
};

/// Everything with a name of its own, in a figure of these strategies.
fn names(strategies: &[Strategy]) -> Vec<String> {
    let once = [
        "comparison",
        "responses",
        "code",
        "verdict",
        "status",
        "settings",
        "notice",
    ];
    let each = strategies.iter().flat_map(|strategy| {
        let key = strategy.key();
        [format!("row-{key}"), format!("waterfall-{key}")]
    });
    once.map(str::to_owned).into_iter().chain(each).collect()
}

/// Whether each is there exactly once, and one of Run and Cancel.
pub(crate) fn assert_complete(stage: &Stage, strategies: &[Strategy]) {
    for name in names(strategies) {
        assert_eq!(stage.count(&name), 1, "{name}");
    }
    for cell in ["total", "speedup", "outcomes"] {
        let of_rows = strategies
            .iter()
            .map(|strategy| stage.cell(*strategy, cell));
        assert_eq!(
            stage.count(cell),
            of_rows.count(),
            "{cell}: one in each row"
        );
    }
    let button = if stage.state() == "running" {
        ("cancel", "run")
    } else {
        ("run", "cancel")
    };
    assert_eq!(
        (stage.count(button.0), stage.count(button.1)),
        (1, 0),
        "{button:?}"
    );
}

#[wasm_bindgen_test]
async fn before_a_run_everything_is_there_once_and_nothing_is_said() {
    let stage = Stage::open("").await;
    let chosen = Settings::default().strategies;
    assert_complete(&stage, &chosen);
    assert_eq!(stage.state(), "idle");
    assert!(stage.text("status").contains("idle"));
    assert_eq!(stage.text("verdict"), "");
    assert_eq!(stage.text("notice"), "");
    assert_eq!(stage.titles(), vec![""; 24], "every slot waits");
    for strategy in chosen {
        assert_eq!(stage.cell(strategy, "total"), "–");
        assert_eq!(stage.cell(strategy, "outcomes"), "");
    }
}

#[wasm_bindgen_test]
async fn before_a_run_it_is_said_how_many_requests_go_to_a_server() {
    let query = "endpoint=site&requests=10&strategies=sequential,joined&rounds=2&steps=3";
    let stage = Stage::open(query).await;
    let said = stage.only(".progress").text_content().unwrap();
    assert!(said.contains(" 120 requests "), "every step is one: {said}");
}

#[wasm_bindgen_test]
async fn rows_are_those_of_the_chosen_strategies() {
    let stage = Stage::open("strategies=as-completed,blocking").await;
    assert_complete(&stage, &[Strategy::Blocking, Strategy::AsCompleted]);
    assert_eq!(stage.all(".comparison tbody tr").len(), 2);
}

#[wasm_bindgen_test]
async fn what_a_link_gets_wrong_is_said() {
    let stage = Stage::open("requests=0&speed=5").await;
    for word in ["requests", "“0”", "1–10000", "speed"] {
        assert!(
            stage.text("notice").contains(word),
            "{}",
            stage.text("notice")
        );
    }
    assert_eq!(
        (stage.state(), stage.field("requests").value()),
        ("idle".into(), "24".into())
    );
}

/// The text of a file of the project.
async fn text_of(address: &str) -> String {
    let response = get(address).await.unwrap();
    String::from_utf8(response.body).unwrap()
}

#[wasm_bindgen_test]
async fn the_code_is_the_chosen_strategys_in_each_language() {
    let stage = Stage::open("").await;
    for strategy in Settings::default().strategies {
        stage.choose(strategy);
        for (language, comment) in Language::ALL.into_iter().zip(["//", "#", "//"]) {
            let tab = language.name();
            let file = text_of(&language.address(strategy)).await;
            stage.press(tab);
            // The page wraps comments anew; the code is unchanged.
            let is_code = |line: &&str| !line.trim_start().starts_with(comment);
            let is_the_files = |stage: &Stage| {
                let shown = stage.text("code");
                let mut code = shown.trim().lines().filter(is_code);
                shown.lines().count() > 3 && code.all(|line| file.contains(line))
            };
            let name = format!("{} in {tab}", strategy.name());
            stage.until(&name, is_the_files).await;
            let selected = stage.only("[role='tab'][aria-selected='true']");
            assert_eq!(selected.text_content().unwrap(), tab);
        }
    }
}

#[wasm_bindgen_test]
async fn a_figure_that_is_taken_away_leaves_nothing_behind() {
    let before = spy::timers();
    let stage = Stage::open("latency=10000&strategies=sequential").await;
    stage.press("Run");
    stage.until_state("running").await;
    assert!(spy::timers() > before);
    drop(stage);
    until("an end to its timers", || spy::timers() <= before).await;
}

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
        for endpoint in ["site", "simulated"] {
            stage.set("endpoint", endpoint);
            let mut chosen = settings(query);
            chosen.set("endpoint", endpoint).unwrap();
            let phrases = 1 + chosen.in_sentence().len();
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
