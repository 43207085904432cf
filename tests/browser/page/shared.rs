//! Two figures on one page.

use inflight::page::{shared::Shared, view::Role};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::helpers::stage::Stage;

#[wasm_bindgen_test]
async fn a_page_runs_one_figure_at_a_time() {
    let shared = Shared::default();
    let one = Stage::mount("latency=10000&strategies=sequential", Role::Inline, &shared).await;
    let other = "requests=2&latency=300&strategies=joined";
    let other = Stage::mount(other, Role::Inline, &shared).await;
    one.press("Run");
    one.until_state("running").await;
    other.press("Run");
    let refused = |stage: &Stage| stage.text("notice").contains("one at a time");
    other.until("a refusal", refused).await;
    assert_eq!(
        (other.state(), one.state()),
        ("idle".into(), "running".into())
    );
    one.press("Cancel");
    one.until_state("cancelled").await;
    other.run().await;
    assert_eq!(other.text("notice"), "");
}

#[wasm_bindgen_test]
async fn a_figure_that_is_taken_away_leaves_the_page_to_others() {
    let shared = Shared::default();
    let one = Stage::mount("latency=10000&strategies=sequential", Role::Inline, &shared).await;
    one.press("Run");
    one.until_state("running").await;
    drop(one);
    let other = "requests=2&latency=300&strategies=joined";
    let other = Stage::mount(other, Role::Inline, &shared).await;
    other.run().await;
}

#[wasm_bindgen_test]
async fn a_replay_ends_when_another_figure_runs_and_does_not_begin_meanwhile() {
    let shared = Shared::default();
    let one = Stage::mount("latency=10000&strategies=sequential", Role::Inline, &shared).await;
    let other = "requests=3&latency=300&strategies=sequential&show=settings";
    let other = Stage::mount(other, Role::Inline, &shared).await;
    let replays = |stage: &Stage| {
        stage.get("slower").get_attribute("aria-pressed").as_deref() == Some("true")
    };
    other.press("Ten times slower");
    other.until("a replay", replays).await;
    one.press("Run");
    one.until_state("running").await;
    other.until("its end", |stage| !replays(stage)).await;
    assert_eq!(
        other.only(".later").child_element_count(),
        0,
        "all is shown"
    );
    other.press("Ten times slower");
    let refused = |stage: &Stage| stage.text("notice").contains("one at a time");
    other.until("a refusal", refused).await;
    assert!(!replays(&other));
    one.press("Cancel");
    one.until_state("cancelled").await;
}
