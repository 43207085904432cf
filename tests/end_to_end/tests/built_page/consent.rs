//! Consent: a server that is not the reader's own gets requests only after the reader agreed.

use end_to_end::{
    browser::{STRANGER, ability::Ability, engine::Engine},
    faulty_origin::{End, Fault, FaultyOrigin},
    origin::Origin,
    page::{Page, query},
    report,
};
use serde_json::json;

/// A server that does not speak TLS. It sees a connection for each request, and no more.
fn stranger() -> (FaultyOrigin, String) {
    let faulty = FaultyOrigin::start(Fault::Answer(vec![], End::Close));
    let endpoint = format!("https://{STRANGER}:{}/todos/{{id}}", faulty.port());
    (faulty, endpoint)
}

fn link(endpoint: &str, strategies: &str) -> String {
    query(&[
        ("endpoint", endpoint),
        ("requests", "12"),
        ("strategies", strategies),
        ("concurrency", "4"),
    ])
}

fn assert_left_alone(stranger: &FaultyOrigin) {
    let record = stranger.record();
    assert_eq!(
        (record.open_connections, record.closed.len()),
        (0, 0),
        "{record:#?}"
    );
}

#[tokio::test]
async fn run_asks_before_it_sends_anything_to_a_stranger_and_no_means_no() {
    let origin = Origin::start().await;
    let (stranger, endpoint) = stranger();
    let page = Page::open(&origin, &link(&endpoint, "sequential,windowed")).await;
    assert_eq!(page.visible_count("question").await, 0);
    page.press_run().await;
    page.wait_for_question().await;
    let question = page.text("question").await;
    for part in [
        "24 requests",
        STRANGER,
        &stranger.port().to_string(),
        "at most 4 at once",
    ] {
        assert!(question.contains(part), "no {part} in: {question}");
    }
    assert_eq!(page.state().await, "idle");
    assert_left_alone(&stranger);
    page.press("Send nothing").await;
    page.wait_until_gone("question").await;
    assert_eq!(page.state().await, "idle");
    // A run to its end shows that the page had time to send something.
    let later = page.run(json!({ "requests": 2, "latency": 5 })).await;
    report::check_finished(&later);
    assert_left_alone(&stranger);
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_stranger_is_asked_only_after_the_reader_has_allowed_it() {
    let origin = Origin::start().await;
    let (stranger, endpoint) = stranger();
    let page = Page::open(&origin, &link(&endpoint, "sequential")).await;
    page.press_run().await;
    page.wait_for_question().await;
    assert_left_alone(&stranger);
    page.press("Send them").await;
    page.wait_for_state("finished").await;
    assert!(
        page.cell("sequential", "outcomes")
            .await
            .contains("12 without an answer")
    );
    if Engine::chosen().cannot(Ability::ReachStranger) {
        return;
    }
    stranger
        .until("a connection", |record| !record.closed.is_empty())
        .await;
}

#[tokio::test]
async fn a_script_is_refused_where_the_reader_refuses() {
    let origin = Origin::start().await;
    let (stranger, endpoint) = stranger();
    let page = Page::open(&origin, "").await;
    let settings = json!({ "endpoint": endpoint, "requests": 3, "strategies": "sequential" });
    let body = "window.refused = window.inflight.run(args).then(() => 'not at all', (error) => `${error}`);";
    page.script(body, settings).await;
    page.wait_for_question().await;
    page.press("Send nothing").await;
    let refusal = page
        .script_text("return await window.refused;", json!([]))
        .await;
    assert!(
        refusal.starts_with("Error:") && refusal.contains("nothing was sent"),
        "{refusal}"
    );
    assert_eq!(page.state().await, "idle");
    assert_left_alone(&stranger);
}

#[tokio::test]
async fn what_would_be_too_much_for_a_stranger_is_refused_and_the_way_out_is_named() {
    let origin = Origin::start().await;
    let (stranger, endpoint) = stranger();
    let page = Page::open(&origin, &query(&[("endpoint", &endpoint)])).await;
    page.press_run().await;
    page.eventually("a notice", "text(find('notice')) !== ''")
        .await;
    let notice = page.text("notice").await;
    for part in ["Joined", "Ordered", "16", STRANGER, "windowed"] {
        assert!(notice.contains(part), "no {part} in: {notice}");
    }
    let refusal = page.run_refused(json!({ "endpoint": endpoint })).await;
    assert_eq!(
        refusal, notice,
        "a script gets the same words as the reader"
    );
    assert_eq!(
        (
            page.state().await.as_str(),
            page.visible_count("question").await
        ),
        ("idle", 0)
    );
    assert_left_alone(&stranger);
}
