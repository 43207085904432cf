//! The same requests: every strategy sends the same ones, and judges the same answers alike.

use end_to_end::{
    origin::Origin,
    page::Page,
    report::{STRATEGIES, first_round, json::whole},
};
use serde_json::{Value, json};

const REQUESTS: usize = 3;

async fn run(page: &Page, endpoint: &str, strategy: &str) -> Value {
    let settings = json!({ "endpoint": endpoint, "requests": REQUESTS, "strategies": strategy, "concurrency": 2 });
    page.run(settings).await
}

#[tokio::test]
async fn every_strategy_asks_for_the_same_addresses() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    for strategy in STRATEGIES {
        origin.reset();
        run(&page, &origin.endpoint("answer=todo"), strategy).await;
        let mut hits = origin.hits("/api/");
        hits.sort();
        let all: Vec<_> = (1..=REQUESTS)
            .map(|id| format!("/api/todos/{id}?answer=todo"))
            .collect();
        assert_eq!(hits, all, "{strategy}");
    }
}

/// Cookies are another matter: to the page's own server a synchronous request always carries them, and the page says so.
#[tokio::test]
async fn every_request_goes_past_the_cache_and_tells_nothing_of_the_reader() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "?requests=12#part").await;
    for strategy in STRATEGIES {
        run(&page, &origin.endpoint("answer=headers"), strategy).await;
        let title = page
            .script_text(
                "return document.querySelector('.responses .title').textContent;",
                json!([]),
            )
            .await;
        assert_eq!(
            title, "cache-control: no-cache; pragma: no-cache",
            "{strategy}"
        );
    }
}

#[tokio::test]
async fn before_a_blocking_run_at_the_own_server_the_page_says_that_cookies_go_along() {
    let origin = Origin::start().await;
    let says = async |query: &str| {
        let page = Page::open(&origin, query).await;
        page.visible_text().await.contains("cookies of this site")
    };
    assert!(says("?endpoint=site&strategies=blocking,joined").await);
    assert!(!says("?endpoint=site&strategies=joined").await);
    assert!(!says("?strategies=blocking").await);
}

#[tokio::test]
async fn a_body_in_another_encoding_gets_the_same_verdict_from_all() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    for (answer, outcome) in [
        ("utf16", "body"),
        ("marked", "ok"),
        ("html", "body"),
        ("empty", "body"),
    ] {
        for strategy in STRATEGIES {
            let report = run(
                &page,
                &origin.endpoint(&format!("answer={answer}")),
                strategy,
            )
            .await;
            let outcomes = &first_round(&report, strategy)["outcomes"];
            assert_eq!(
                whole(outcomes, outcome),
                REQUESTS,
                "{answer}, {strategy}: {outcomes}"
            );
        }
    }
}

#[tokio::test]
async fn a_server_that_wants_a_password_is_asked_once_by_a_blocking_run() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let endpoint = origin.endpoint("status=401");
    for strategy in STRATEGIES {
        origin.reset();
        let report = run(&page, &endpoint, strategy).await;
        let outcomes = &first_round(&report, strategy)["outcomes"];
        let asked = if strategy == "blocking" { 1 } else { REQUESTS };
        assert_eq!(whole(outcomes, "http"), asked, "{strategy}: {outcomes}");
        assert_eq!(origin.hits("/api/").len(), asked, "{strategy}");
    }
}
