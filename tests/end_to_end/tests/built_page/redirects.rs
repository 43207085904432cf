//! Redirects: they are followed to the same server, and not to one that nobody was asked about.

use end_to_end::{
    browser::STRANGER,
    faulty_origin::{End, Fault, FaultyOrigin},
    origin::Origin,
    page::{Page, runs::nonblocking},
    report::{STRATEGIES, check_finished, first_round, json::whole},
};
use serde_json::json;

const REQUESTS: usize = 12;

#[tokio::test]
async fn redirects_to_the_same_server_are_followed() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let endpoint = origin.endpoint("redirect=/api/todos/*");
    for strategy in STRATEGIES {
        let settings =
            json!({ "endpoint": endpoint, "requests": REQUESTS, "strategies": strategy });
        let report = page.run(settings).await;
        check_finished(&report);
        let round = first_round(&report, strategy);
        assert_eq!(
            whole(&round["outcomes"], "ok"),
            REQUESTS,
            "{strategy}: {round:#}"
        );
        let requests = round["requests"].as_array().expect("requests");
        assert!(
            requests.iter().all(|request| request["attempts"] == 1),
            "{strategy}: {round:#}"
        );
    }
    assert_eq!(page.text("notice").await, "");
}

#[tokio::test]
async fn of_redirects_to_a_stranger_one_is_followed_and_the_page_says_so() {
    let origin = Origin::start().await;
    for strategy in nonblocking() {
        let stranger = FaultyOrigin::start(Fault::Answer(vec![], End::Close));
        let to = format!("redirect=https://{STRANGER}:{}/*", stranger.port());
        let page = Page::open(&origin, "").await;
        let settings = json!({
            "endpoint": origin.endpoint(&to), "requests": REQUESTS, "strategies": strategy, "retries": 5,
        });
        let report = page.run(settings).await;
        let outcomes = &first_round(&report, strategy)["outcomes"];
        let (failed, skipped) = (whole(outcomes, "network"), whole(outcomes, "skipped"));
        assert_eq!(failed + skipped, REQUESTS, "{strategy}: {outcomes}");
        let notice = page.text("notice").await;
        assert!(notice.contains("redirected"), "{strategy}: {notice}");
        // A browser connects up to ten times for one request before it gives up: here the server speaks no TLS.
        let record = stranger.record();
        assert!(record.closed.len() < REQUESTS, "{strategy}: {record:#?}");
    }
}
