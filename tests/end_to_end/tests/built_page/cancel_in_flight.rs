//! Cancel while requests are in flight: at the start, in the middle, at the end.

use end_to_end::{
    browser::engine::CONNECTIONS,
    faulty_origin::{End, Fault, FaultyOrigin, beginning},
    origin::{Origin, record::Record},
    page::{Page, runs::nonblocking},
    report::{self, first_round, json::whole},
};
use serde_json::json;
use std::time::{Duration, Instant};

#[tokio::test]
async fn cancel_at_any_moment_of_a_window_ends_what_was_sent_and_sends_no_more() {
    cancel_at_any_moment("windowed", 199, 10).await;
}

#[tokio::test]
async fn cancel_at_any_moment_of_ten_thousand_ends_what_was_sent_and_sends_no_more() {
    cancel_at_any_moment("windowed", 10_000, 64).await;
}

#[tokio::test]
async fn cancel_at_any_moment_of_a_join_ends_what_was_sent_and_sends_no_more() {
    cancel_at_any_moment("joined", 199, 10).await;
}

#[tokio::test]
async fn cancel_in_the_middle_of_bodies_ends_them_as_well() {
    let origin = Origin::start().await;
    let page = Page::open_alone(&origin, "").await;
    for strategy in nonblocking() {
        let head = beginning("Content-Length: 1000", "{");
        let length = head.len();
        let drips = End::Drip(Duration::from_millis(50));
        let server = FaultyOrigin::start(Fault::Answer(head, drips));
        let settings = json!({
            "endpoint": server.endpoint("drips"), "requests": 40, "strategies": strategy, "timeout": 60000,
            "concurrency": CONNECTIONS,
        });
        page.start_run(settings).await;
        let waiting = if strategy == "sequential" {
            1
        } else {
            CONNECTIONS
        };
        // Each has its headers and some of its body.
        let some = waiting * (length + 10);
        let dripping = |record: &Record| record.hits.len() == waiting && record.written > some;
        server.until("bodies on their way", dripping).await;
        page.cancel_by_script().await;
        let before = Instant::now();
        let record = server
            .until("those in flight given up", |record| record.in_flight == 0)
            .await;
        let closed = before.elapsed();
        println!(
            "{strategy}: {} bodies, closed within {closed:?}",
            record.hits.len()
        );
        assert!(
            closed <= Duration::from_secs(6),
            "{strategy}: closed after {closed:?}"
        );
        let report = page.end_run().await;
        report::check(&report);
        let outcomes = &first_round(&report, strategy)["outcomes"];
        assert_eq!(whole(outcomes, "cancelled"), 40, "{strategy}: {outcomes}");
    }
}

/// `WebKit` aborts no fetch whose `Request` it has collected, and then keeps the connection for ever.
#[tokio::test]
async fn what_is_in_flight_while_the_browser_collects_garbage_is_given_up_as_well() {
    let origin = Origin::start().await;
    let page = Page::open_alone(&origin, "").await;
    let head = beginning("Content-Length: 1000", "{");
    for (waits_for, bytes) in [("headers", vec![]), ("the body", head)] {
        let server = FaultyOrigin::start(Fault::Answer(bytes, End::Silence));
        let settings = json!({
            "endpoint": server.endpoint("silence"), "requests": CONNECTIONS, "strategies": "joined", "timeout": 60000,
        });
        page.start_run(settings).await;
        server
            .until("all in flight", |record| record.in_flight == CONNECTIONS)
            .await;
        let garbage = "for (let i = 0; i < 20; i += 1) { new Array(1e6).fill().map(() => ({})); await twoFrames(); }";
        page.script(garbage, json!([])).await;
        page.cancel_by_script().await;
        server
            .until(
                &format!("those that wait for {waits_for} given up"),
                |record| record.in_flight == 0,
            )
            .await;
        report::check(&page.end_run().await);
    }
}

/// Cancels when none, half, and all but two of the requests are answered.
async fn cancel_at_any_moment(strategy: &str, requests: usize, concurrency: usize) {
    let origin = Origin::start().await;
    let page = Page::open_alone(&origin, "").await;
    for answered in [0, requests / 2, requests - 2] {
        let api = Origin::start().await;
        let settings = json!({
            "endpoint": api.endpoint(&format!("last={answered}")), "requests": requests, "strategies": strategy,
            "concurrency": concurrency, "timeout": 60000,
        });
        page.start_run(settings).await;
        cancel_after(&page, &api, strategy, requests, answered).await;
        // A later run to its end shows that the page had time to send more requests.
        api.reset();
        let endpoint = api.endpoint("later=1");
        let later = json!({ "endpoint": endpoint, "requests": 24, "strategies": strategy });
        report::check_finished(&page.run(later).await);
        let hits = api.hits("/api/");
        assert!(hits.iter().all(|hit| hit.contains("later=1")), "{hits:#?}");
        assert_eq!(hits.len(), 24);
    }
}

async fn cancel_after(page: &Page, api: &Origin, strategy: &str, requests: usize, answered: usize) {
    let waiting = CONNECTIONS.min(requests - answered);
    let arrived = |hits: &[String]| hits.iter().filter(|hit| hit.starts_with("/api/")).count();
    wait_for_answers(page, strategy, answered).await;
    api.until(
        "all answered that would be, and the next waiting",
        |record| record.in_flight == waiting && arrived(&record.hits) == answered + waiting,
    )
    .await;
    let took = page.click_and_wait_for("cancel", "cancelled").await;
    let shown = Instant::now();
    let record = api
        .until("those in flight given up", |record| record.in_flight == 0)
        .await;
    // Measured from the click, because the page handles a click only after it has sent all its requests.
    let closed = Duration::from_secs_f64(took / 1e3) + shown.elapsed();
    println!(
        "{strategy}, {answered} of {requests} answered: shown after {took} ms, closed within {closed:?}"
    );
    assert!(
        took < 100.0,
        "{answered} answered: the page showed it after {took} ms"
    );
    assert!(
        closed <= Duration::from_secs(1),
        "{answered} answered: closed after {closed:?}"
    );
    assert_eq!(record.abandoned.len(), waiting, "{:#?}", record.abandoned);
    assert_eq!(arrived(&record.hits), answered + waiting);
    let report = page.end_run().await;
    report::check(&report);
    let outcomes = &first_round(&report, strategy)["outcomes"];
    assert_eq!(whole(outcomes, "ok"), answered, "{outcomes}");
    assert_eq!(
        whole(outcomes, "cancelled"),
        requests - answered,
        "{outcomes}"
    );
}

/// Waits until the table counts these answers. Ten thousand take a while.
async fn wait_for_answers(page: &Page, strategy: &str, answered: usize) {
    let body = "const [strategy, answered] = args;
        const counted = () => parseInt(text(cell(strategy, 'outcomes')).replaceAll('\u{2009}', ''));
        await until('the last answer', () => answered === 0 || counted() === answered, 120000);";
    page.script(body, json!([strategy, answered])).await;
}
