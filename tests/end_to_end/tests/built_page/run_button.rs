//! Run, from the click to the results.

use end_to_end::{
    browser::{ability::Ability, engine::Engine},
    origin::Origin,
    page::{Page, query},
};
use serde_json::json;

/// The strategies that run by default.
const DEFAULTS: [&str; 5] = ["sequential", "joined", "ordered", "batched", "windowed"];

#[tokio::test]
async fn the_page_shows_within_100_ms_of_the_click_that_it_runs() {
    let origin = Origin::start().await;
    let page = Page::open_alone(&origin, "").await;
    let took = page.click_and_wait_for("run", "running").await;
    assert!(took < 100.0, "the page showed after {took} ms that it runs");
}

#[tokio::test]
async fn the_table_counts_while_it_runs_and_every_row_completes() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let body = r#"
        const times = new Set();
        const counting = until("two times in one cell of a run", () => {
            const time = text(cell("sequential", "total"));
            if (state() === "running" && /\d/.test(time)) times.add(time);
            return times.size >= 2;
        });
        find("run").click();
        await counting;
        return text(find("verdict"));"#;
    let verdict = page.script(body, json!([])).await;
    assert_eq!(verdict, "", "there is no verdict while it runs");
    assert!(page.text("status").await.contains("running"));
    page.wait_for_state("finished").await;
    for strategy in DEFAULTS {
        let outcomes = page.cell(strategy, "outcomes").await;
        assert!(
            outcomes.contains("24") && outcomes.contains("ok"),
            "{strategy}: {outcomes}"
        );
        for id in ["total", "speedup"] {
            let text = page.cell(strategy, id).await;
            assert!(
                text.contains(|letter: char| letter.is_ascii_digit()),
                "{strategy}'s {id}: {text}"
            );
        }
    }
    assert!(page.text("status").await.contains("finished"));
    assert_ne!(page.text("verdict").await, "");
    assert_eq!(page.browser().console().await, Vec::<String>::new());
    page.browser().screenshot("finished").await;
}

#[tokio::test]
async fn fifty_clicks_on_run_are_one_run() {
    let origin = Origin::start().await;
    let page = Page::open(
        &origin,
        "?endpoint=site&requests=6&strategies=sequential,joined",
    )
    .await;
    page.click_by_script("run", 50).await;
    page.wait_for_state("finished").await;
    assert_eq!(
        origin.hits("/todos/").len(),
        6 * 2,
        "{:#?}",
        origin.hits("/todos/")
    );
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_double_click_on_run_or_fifty_clicks_are_one_run_and_do_not_cancel_it() {
    for clicks in [2, 50] {
        let (_origin, api, page) = with_server("delay=100", "20", "sequential").await;
        page.click_run(clicks).await;
        page.wait_for_state("finished").await;
        assert_eq!(
            api.hits("/api/").len(),
            20,
            "{clicks} clicks: {:#?}",
            api.hits("/api/")
        );
    }
}

#[tokio::test]
async fn an_enter_that_is_held_down_on_run_is_one_run_and_does_not_cancel_it() {
    if Engine::chosen().cannot(Ability::HoldKey) {
        return;
    }
    let (_origin, api, page) = with_server("last=0", "6", "joined").await;
    page.tab_to(r#"[data-testid="run"]"#).await;
    page.hold_enter(21).await;
    page.wait_for_state("running").await;
    let record = api
        .until("six requests", |record| record.in_flight == 6)
        .await;
    assert_eq!(record.abandoned, Vec::<String>::new());
    assert_eq!(page.state().await, "running");
    assert_eq!(api.hits("/api/").len(), 6, "{:#?}", api.hits("/api/"));
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

/// A page with settings for a server that answers with these options.
async fn with_server(options: &str, requests: &str, strategies: &str) -> (Origin, Origin, Page) {
    let origin = Origin::start().await;
    let api = Origin::start().await;
    let endpoint = api.endpoint(options);
    let link = query(&[
        ("endpoint", &endpoint),
        ("requests", requests),
        ("strategies", strategies),
        ("timeout", "60000"),
    ]);
    let page = Page::open(&origin, &link).await;
    (origin, api, page)
}

#[tokio::test]
async fn a_second_press_of_run_repeats_the_run() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "?endpoint=site&requests=3&strategies=joined").await;
    for runs in 1..=2 {
        page.run_again().await;
        assert_eq!(origin.hits("/todos/").len(), 3 * runs);
    }
}

#[tokio::test]
async fn settings_that_change_while_it_runs_are_for_the_next_run() {
    let (_origin, api, page) = with_server("delay=100", "20", "sequential").await;
    page.press_run().await;
    api.until("a request", |record| !record.hits.is_empty())
        .await;
    page.press("The post").await;
    page.wait_for_query_with("requests=199").await;
    assert_eq!(page.state().await, "running");
    page.wait_for_state("finished").await;
    assert_eq!(api.hits("/api/").len(), 20, "{:#?}", api.hits("/api/"));
    let outcomes = page.cell("sequential", "outcomes").await;
    assert!(
        outcomes.contains("20") && outcomes.contains("ok"),
        "{outcomes}"
    );
}

#[tokio::test]
async fn a_preset_sets_its_settings_and_back_returns() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    assert_eq!(page.setting("requests").await, "24");
    page.press("The post").await;
    page.wait_for_query_with("requests=199").await;
    assert_eq!(page.setting("requests").await, "199");
    page.back().await;
    page.wait_for_query_without("199").await;
    page.wait_until_ready().await;
    page.wait_for_setting("requests", "24").await;
    assert_eq!(page.state().await, "idle");
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_chosen_strategy_shows_its_code_and_its_answers() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "?requests=3&latency=10").await;
    page.press_run().await;
    page.wait_for_state("finished").await;
    for strategy in ["batched", "joined"] {
        page.choose(strategy).await;
        page.wait_for_code_of(strategy).await;
        assert_ne!(page.text("responses").await, "");
    }
}
