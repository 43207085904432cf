//! Run, Cancel, and what is read off a figure then.

use inflight::{
    settings::Settings,
    strategy::Strategy,
    world::{answer::Outcome, todo::Todo},
};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{figure::assert_complete, spy, stage::Stage};

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
