//! Circuit breaker: after many failures, a server gets no more requests.

use end_to_end::{
    faulty_origin::{End, Fault, FaultyOrigin, answer},
    origin::Origin,
    page::Page,
    report::{self, first_round, json::whole},
};
use serde_json::json;

/// A host name that never exists (RFC 2606).
const NOBODY: &str = "https://nobody.invalid/{id}";

/// The number of consecutive failures that open the breaker.
const LIMIT: usize = 20;

#[tokio::test]
async fn where_nobody_listens_twenty_requests_are_tried_and_the_rest_is_skipped() {
    let origin = Origin::start().await;
    let nobody = FaultyOrigin::start(Fault::Refused);
    let page = Page::open(&origin, "").await;
    let settings = json!({
        "endpoint": nobody.endpoint("todos"), "requests": 2 * LIMIT, "strategies": "sequential,windowed",
        "concurrency": 4,
    });
    let report = page.run(settings).await;
    report::check_finished(&report);
    // Requests of the window that were in flight at the twentieth failure fail too.
    for (strategy, beyond) in [("sequential", 0), ("windowed", 3)] {
        let outcomes = &first_round(&report, strategy)["outcomes"];
        let (network, skipped) = (whole(outcomes, "network"), whole(outcomes, "skipped"));
        let enough = LIMIT..=LIMIT + beyond;
        assert!(enough.contains(&network), "{strategy}: {outcomes}");
        assert_eq!(network + skipped, 2 * LIMIT, "{strategy}: {outcomes}");
    }
    page.choose("sequential").await;
    page.eventually(
        "that the rest was not sent",
        "text(find('responses')).includes('skipped')",
    )
    .await;
}

#[tokio::test]
async fn a_host_that_nobody_knows_is_one_of_the_possible_causes_and_none_is_claimed() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let settings = json!({ "endpoint": NOBODY, "requests": 2 * LIMIT, "strategies": "sequential" });
    page.start_run(settings).await;
    page.wait_for_question().await;
    page.press("Send them").await;
    let report = page.end_run().await;
    report::check_finished(&report);
    let outcomes = &first_round(&report, "sequential")["outcomes"];
    let counts = (whole(outcomes, "network"), whole(outcomes, "skipped"));
    assert_eq!(counts, (LIMIT, LIMIT), "{outcomes}");
    let responses = page.text("responses").await;
    for cause in ["host", "CORS", "offline"] {
        assert!(responses.contains(cause), "no {cause} in {responses}");
    }
}

#[tokio::test]
async fn a_server_that_is_overloaded_is_asked_at_most_a_tenth_more_however_often_one_would_try_again()
 {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    for strategy in ["sequential", "windowed", "joined"] {
        let overloaded = answer("503 Service Unavailable", "", b"{}");
        let overloaded = FaultyOrigin::start(Fault::Answer(overloaded, End::Close));
        let settings = json!({
            "endpoint": overloaded.endpoint("todos"), "requests": 199, "retries": 5, "strategies": strategy,
        });
        let report = page.run(settings).await;
        report::check_finished(&report);
        let hits = overloaded.record().hits.len();
        println!("{strategy}: {hits} hits of 199 requests");
        assert!(hits <= 199 + 199 / 10, "{strategy}: {hits} hits");
        let round = first_round(&report, strategy);
        let attempts = round["requests"].as_array().expect("requests");
        let attempts: usize = attempts.iter().map(|one| whole(one, "attempts")).sum();
        assert_eq!(
            hits, attempts,
            "{strategy}: all that was sent is in the report"
        );
        if strategy != "joined" {
            assert!(whole(&round["outcomes"], "skipped") > 0, "{round}");
        }
    }
}
