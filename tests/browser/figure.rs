//! A figure as a reader meets it: before a run, during one, and after.

use inflight::{answer::Outcome, settings::Settings, strategy::Strategy, todo::Todo};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{spy, stage::Stage};

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

/// How many requests a row accounts for: “21 ok, 3 http” are 24.
fn accounted(outcomes: &str) -> usize {
    let counts = outcomes.split(", ").map(|outcome| {
        let (count, word) = outcome.split_once(' ').unwrap();
        assert!(
            Outcome::ALL.iter().any(|outcome| outcome.word() == word),
            "{word}"
        );
        count.parse::<usize>().unwrap()
    });
    counts.sum()
}

fn todos(count: usize) -> Vec<String> {
    (1..=count).map(|id| Todo::new(id).title).collect()
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
async fn rows_are_those_of_the_chosen_strategies() {
    let stage = Stage::open("strategies=as-completed,blocking").await;
    assert_complete(&stage, &[Strategy::Blocking, Strategy::AsCompleted]);
    assert_eq!(stage.all("tbody tr").len(), 2);
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

#[wasm_bindgen_test]
async fn run_fills_every_row_and_says_what_may_be_said() {
    let stage = Stage::open("requests=6&latency=30&concurrency=2").await;
    let chosen = Settings::default().strategies;
    stage.press("Run");
    stage.until_state("running").await;
    assert_complete(&stage, &chosen);
    assert_eq!(stage.text("verdict"), "", "nothing may be said yet");
    stage.until_state("finished").await;
    assert_complete(&stage, &chosen);
    for strategy in chosen {
        assert_eq!(stage.cell(strategy, "outcomes"), "6 ok", "{strategy:?}");
        assert!(
            stage.cell(strategy, "total").ends_with("ms"),
            "{strategy:?}"
        );
        assert!(
            stage.cell(strategy, "speedup").ends_with('×'),
            "{strategy:?}"
        );
    }
    assert_eq!(
        stage.cell(Strategy::Sequential, "speedup"),
        "1.0×",
        "the reference's own"
    );
    assert!(stage.text("status").contains("finished"));
    assert_ne!(stage.text("verdict"), "");
    assert!(
        stage
            .only(".words")
            .text_content()
            .unwrap()
            .contains("in-page"),
        "what was measured"
    );
}

#[wasm_bindgen_test]
async fn lists_fill_in_request_order_or_in_the_order_of_completion() {
    let stage = Stage::open("requests=8&strategies=ordered,joined,as-completed&spread=2").await;
    stage.run().await;
    for strategy in [Strategy::Ordered, Strategy::Joined] {
        stage.choose(strategy);
        stage
            .until("its list", |stage| stage.titles() == todos(8))
            .await;
    }
    stage.choose(Strategy::AsCompleted);
    stage
        .until("another list", |stage| stage.titles() != todos(8))
        .await;
    let (mut came, mut asked) = (stage.titles(), todos(8));
    came.sort();
    asked.sort();
    assert_eq!(came, asked, "the same answers in another order");
}

#[wasm_bindgen_test]
async fn failures_are_counted_and_shown_in_their_own_slots() {
    let stage = Stage::open("requests=12&latency=1&failures=50&strategies=ordered,streamed").await;
    stage.run().await;
    for strategy in [Strategy::Ordered, Strategy::Streamed] {
        let outcomes = stage.cell(strategy, "outcomes");
        assert_eq!(accounted(&outcomes), 12, "{outcomes}");
        assert!(
            outcomes.contains("ok") && outcomes.contains("http"),
            "{outcomes}"
        );
        stage.choose(strategy);
        stage
            .until("its list", |stage| !stage.titles().contains(&String::new()))
            .await;
        for (title, todo) in stage.titles().into_iter().zip(todos(12)) {
            assert!(title == todo || title == "status 500", "{title} for {todo}");
        }
    }
}

#[wasm_bindgen_test]
async fn cancel_takes_the_place_of_run_and_gives_every_request_an_outcome() {
    let stage = Stage::open("requests=9&latency=60&strategies=sequential,joined").await;
    stage.press("Run");
    stage.until_state("running").await;
    let strategies = [Strategy::Sequential, Strategy::Joined];
    let some = |stage: &Stage| {
        strategies
            .iter()
            .any(|one| stage.cell(*one, "outcomes").contains("ok"))
    };
    stage.until("a first answer", some).await;
    let before = spy::timers();
    stage.press("Cancel");
    stage.until_state("cancelled").await;
    assert!(
        spy::timers() < before,
        "what was in flight is not waited for"
    );
    assert_complete(&stage, &strategies);
    let outcomes = strategies.map(|strategy| stage.cell(strategy, "outcomes"));
    let began = outcomes.iter().filter(|outcomes| !outcomes.is_empty());
    assert!(
        began.clone().any(|outcomes| outcomes.contains("cancelled")),
        "{outcomes:?}"
    );
    began.for_each(|outcomes| assert_eq!(accounted(outcomes), 9, "{outcomes}"));
    stage.set("latency", "1");
    stage
        .until("new settings", |stage| stage.state() == "idle")
        .await;
    stage.run().await;
    assert_eq!(
        strategies.map(|one| stage.cell(one, "outcomes")),
        ["9 ok", "9 ok"]
    );
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
async fn the_code_is_the_chosen_strategys_in_each_language() {
    let stage = Stage::open("").await;
    for strategy in Settings::default().strategies {
        stage.choose(strategy);
        let row = strategy.describe();
        for (tab, file) in [
            ("Rust", row.rust),
            ("Python", row.python),
            ("JavaScript", row.javascript),
        ] {
            stage.press(tab);
            let selected = |stage: &Stage| {
                stage
                    .only("[role='tab'][aria-selected='true']")
                    .text_content()
                    .unwrap()
                    == tab
                    && stage
                        .only("[aria-pressed='true'] .swatch")
                        .closest("tr")
                        .unwrap()
                        .is_some_and(|row| {
                            row.get_attribute("data-testid").unwrap()
                                == format!("row-{}", strategy.key())
                        })
            };
            stage.until("the tab", selected).await;
            let shown = stage.text("code");
            assert!(shown.lines().count() > 3, "{tab}: {shown}");
            let comments = ["//", "#"];
            for line in shown.lines().filter(|line| {
                !comments
                    .iter()
                    .any(|mark| line.trim_start().starts_with(mark))
            }) {
                assert!(file.contains(line), "{tab} of {strategy:?}: {line}");
            }
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
    crate::waiting::until("an end to its timers", || spy::timers() <= before).await;
}
