//! Cancel: its place, and the results that remain.

use end_to_end::{
    origin::{Origin, api::title},
    page::{Page, query},
    report::{
        self,
        json::{list, whole},
    },
};
use serde_json::{Value, json};

#[tokio::test]
async fn cancel_stands_in_runs_place_while_it_runs() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "?requests=200").await;
    let run = place(&page, "run").await;
    assert_eq!(
        (
            page.visible_count("run").await,
            page.visible_count("cancel").await
        ),
        (1, 0)
    );
    page.press_run().await;
    page.wait_for_state("running").await;
    assert_eq!(
        (
            page.visible_count("run").await,
            page.visible_count("cancel").await
        ),
        (0, 1)
    );
    assert_eq!(place(&page, "cancel").await, run);
    page.cancel().await;
    page.wait_for_state("cancelled").await;
    assert_eq!(
        (
            page.visible_count("run").await,
            page.visible_count("cancel").await
        ),
        (1, 0)
    );
}

#[tokio::test]
async fn what_came_before_cancel_remains_and_run_runs_again() {
    let origin = Origin::start().await;
    let api = Origin::start().await;
    let endpoint = api.endpoint("delay=20");
    let link = query(&[
        ("endpoint", &endpoint),
        ("requests", "100"),
        ("strategies", "sequential"),
    ]);
    let page = Page::open(&origin, &link).await;
    page.press_run().await;
    api.until("five requests", |record| record.hits.len() >= 5)
        .await;
    page.cancel().await;
    page.wait_for_state("cancelled").await;
    let responses = page.text("responses").await;
    assert!(
        responses.contains(&title(1)) && !responses.contains(&title(100)),
        "{responses}"
    );
    let outcomes = page.cell("sequential", "outcomes").await;
    assert!(
        outcomes.contains("ok") && outcomes.contains("cancelled"),
        "{outcomes}"
    );
    page.run_again().await;
    let outcomes = page.cell("sequential", "outcomes").await;
    assert!(
        outcomes.contains("100") && !outcomes.contains("cancelled"),
        "{outcomes}"
    );
    // Rows out of sight are drawn after the end of the run.
    let last = format!("text(find('responses')).includes('{}')", title(100));
    page.eventually("the last answer", &last).await;
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_cancelled_run_resolves_with_the_report_of_what_was() {
    let origin = Origin::start().await;
    let api = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let settings = json!({
        "endpoint": api.endpoint("delay=50"), "requests": 200, "concurrency": 4, "strategies": "sequential,windowed",
    });
    page.start_run(settings).await;
    api.until("eight requests", |record| record.hits.len() >= 8)
        .await;
    page.cancel_by_script().await;
    let report = page.end_run().await;
    report::check(&report);
    assert_eq!(page.state().await, "cancelled");
    let strategies = list(&report, "strategies");
    assert_eq!(strategies.len(), 1, "what had not begun has no entry");
    let outcomes = &strategies[0]["rounds"][0]["outcomes"];
    assert!(
        whole(outcomes, "ok") > 0 && whole(outcomes, "cancelled") > 0,
        "{outcomes}"
    );
    assert_eq!(
        whole(outcomes, "ok") + whole(outcomes, "cancelled"),
        200,
        "{outcomes}"
    );
}

#[tokio::test]
async fn cancel_with_nothing_running_does_nothing() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    page.cancel_by_script().await;
    page.cancel_by_script().await;
    assert_eq!(page.state().await, "idle");
    let report = page.run(json!({ "requests": 2, "latency": 5 })).await;
    report::check_finished(&report);
    page.cancel_by_script().await;
    assert_eq!(page.state().await, "finished");
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

#[tokio::test]
async fn cancel_closes_the_connections_and_nothing_is_sent_after_it() {
    let origin = Origin::start().await;
    let api = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let settings = json!({
        "endpoint": api.endpoint("delay=60000"), "requests": 24, "strategies": "windowed", "concurrency": 4,
        "timeout": 60000,
    });
    page.start_run(settings).await;
    api.until("four requests in flight", |record| record.in_flight == 4)
        .await;
    page.cancel_by_script().await;
    let record = api
        .until("them abandoned", |record| record.in_flight == 0)
        .await;
    assert_eq!(record.abandoned.len(), 4, "{record:#?}");
    let report = page.end_run().await;
    report::check(&report);
    assert_eq!(
        report["strategies"][0]["rounds"][0]["outcomes"]["cancelled"],
        24
    );
    // A later run to its end shows that the page had time to send more requests.
    let later =
        json!({ "endpoint": api.endpoint("later=1"), "requests": 24, "strategies": "windowed" });
    page.run(later).await;
    let (late, cut): (Vec<_>, Vec<_>) = api
        .hits("/api/")
        .into_iter()
        .partition(|hit| hit.contains("later=1"));
    assert_eq!((late.len(), cut.len()), (24, 4), "{cut:#?}");
}

/// The left edge, the upper edge and the width of a button.
async fn place(page: &Page, id: &str) -> Value {
    let body = "const box = find(args).getBoundingClientRect();
        return [box.left, box.top, box.width].map(Math.round);";
    page.script(body, json!(id)).await
}
