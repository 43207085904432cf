//! `Retry-After`: the page pauses for as long as the server asks.

use end_to_end::{
    origin::{Origin, record::Record},
    page::{
        Page, query,
        runs::{nonblocking, starts_all_at_once},
    },
    report::{
        self, first_round,
        json::{list, whole},
    },
};
use serde_json::json;
use std::time::{Duration, Instant};

const REQUESTS: usize = 24;

/// The number of requests that may be sent before the first answer.
const CONCURRENCY: usize = 3;

#[tokio::test]
async fn after_a_429_nothing_is_sent_for_as_many_seconds_as_the_server_asks() {
    pauses("return '1';", |_, refused| refused + Duration::from_secs(1)).await;
}

#[tokio::test]
async fn after_a_429_nothing_is_sent_before_the_date_that_the_server_names() {
    // A date has no fractions of a second: of three seconds, more than two remain.
    let date = "return new Date(Date.now() + 3000).toUTCString();";
    pauses(date, |named, _| named + Duration::from_secs(2)).await;
}

#[tokio::test]
async fn after_a_429_that_names_no_time_the_request_is_sent_once_more() {
    pauses("return '';", |_, refused| refused).await;
}

/// Runs each strategy against a server that refuses the first request and names a time, which a script returns. Every
/// request is answered in the end. Requests that were not sent before the refusal arrive no earlier than `until`, which
/// gets the instants at which the time was named and the first request arrived.
async fn pauses(named: &str, until: impl Fn(Instant, Instant) -> Instant) {
    let origin = Origin::start().await;
    let api = Origin::start().await;
    let page = Page::open(&origin, "").await;
    for strategy in nonblocking() {
        let when = Instant::now();
        let named = page.script_text(named, json!([])).await;
        let options = query(&[("delay", "100"), ("retry_after", &named)]);
        api.reset();
        let settings = json!({
            "endpoint": api.endpoint(options.trim_start_matches('?')), "requests": REQUESTS, "retries": 1,
            "strategies": strategy, "concurrency": CONCURRENCY,
        });
        let report = page.run(settings).await;
        report::check_finished(&report);
        let round = first_round(&report, strategy);
        assert_eq!(
            whole(&round["outcomes"], "ok"),
            REQUESTS,
            "{strategy}: {round}"
        );
        let attempts = list(round, "requests")
            .iter()
            .map(|one| whole(one, "attempts"));
        assert_eq!(attempts.sum::<usize>(), REQUESTS + 1, "{strategy}");
        let all = |record: &Record| record.hits.len() == REQUESTS + 1;
        let arrived = api.until("each once and one again", all).await.arrived;
        let end = until(when, arrived[0]);
        let early = arrived[1..].iter().filter(|at| **at < end).count();
        // These strategies sent all requests before the server could refuse one.
        let sent = if starts_all_at_once(strategy) {
            REQUESTS
        } else {
            CONCURRENCY
        };
        assert!(
            early < sent,
            "{strategy}: {early} came before the end of the pause"
        );
    }
}
