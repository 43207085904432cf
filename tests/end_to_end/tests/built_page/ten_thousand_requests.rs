//! Ten thousand requests, the greatest number that is allowed: none is lost.
//!
//! `make bench ONLY=P6` measures long tasks. Here a driver is attached to the browser, which reports each request to
//! it, and that makes tasks longer.

use end_to_end::{
    browser::Browser,
    machine_lock::MachineLock,
    origin::Origin,
    page::{Page, query},
};

const REQUESTS: usize = 10_000;

#[tokio::test]
async fn ten_thousand_are_all_ok() {
    // Alone, because a round may last two minutes at most, and takes longer beside other browsers.
    ten_thousand(MachineLock::exclusive().await, &["windowed"], 1).await;
}

#[tokio::test]
#[ignore = "takes minutes"]
async fn ten_thousand_are_all_ok_ten_times_in_a_row() {
    ten_thousand(MachineLock::exclusive().await, &["windowed"], 10).await;
}

#[tokio::test]
#[ignore = "takes minutes"]
async fn ten_thousand_are_all_ok_under_each_strategy_that_bounds_itself() {
    // A round may last two minutes at most. On a busy machine, sequential takes longer.
    let strategies = ["sequential", "batched", "windowed", "streamed"];
    ten_thousand(MachineLock::exclusive().await, &strategies, 1).await;
}

/// Runs each strategy this many times.
async fn ten_thousand(lock: MachineLock, strategies: &[&str], turns: usize) {
    let origin = Origin::start().await;
    let api = Origin::start().await;
    let endpoint = api.endpoint("delay=0");
    let page = Page::open_in(Browser::start(lock).await, &origin.url()).await;
    for strategy in strategies {
        let link = query(&[
            ("endpoint", &endpoint),
            ("requests", &REQUESTS.to_string()),
            ("concurrency", "64"),
            ("strategies", strategy),
        ]);
        page.visit(&(origin.url() + &link)).await;
        for _ in 0..turns {
            api.reset();
            page.run_again().await;
            let outcomes = page.cell(strategy, "outcomes").await;
            assert_eq!(digits(&outcomes), "10000", "{outcomes}");
            assert!(outcomes.ends_with("ok"), "{outcomes}");
            assert_eq!(api.hits("/api/").len(), REQUESTS);
        }
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}
