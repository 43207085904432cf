//! Connection limit of HTTP/1.1: requests that the page has in flight, and those that the browser sends.

use end_to_end::{
    browser::engine::CONNECTIONS,
    origin::Origin,
    page::Page,
    report::{self, json::whole},
};
use serde_json::json;

#[tokio::test]
async fn of_all_that_joined_starts_the_browser_lets_six_out_and_the_page_says_so() {
    let origin = Origin::start().await;
    let api = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let before = mentions_of_six(&page.visible_text().await);
    let settings =
        json!({ "endpoint": api.endpoint("delay=100"), "requests": 24, "strategies": "joined" });
    let report = page.run(settings).await;
    report::check_finished(&report);
    assert_eq!(
        whole(report::first_round(&report, "joined"), "peakInFlight"),
        24
    );
    assert_eq!(api.peak_in_flight(), CONNECTIONS);
    let text = page.visible_text().await;
    assert!(
        mentions_of_six(&text) > before,
        "the page does not say that six go out at once: {text}"
    );
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

#[tokio::test]
async fn the_origin_and_the_page_agree_on_what_a_window_has_in_flight() {
    let origin = Origin::start().await;
    let api = Origin::start().await;
    let page = Page::open(&origin, "").await;
    for concurrency in [1, 4, 10] {
        api.reset();
        let settings = json!({
            "endpoint": api.endpoint("delay=100"), "requests": 12, "strategies": "windowed", "concurrency": concurrency,
        });
        let report = page.run(settings).await;
        report::check_finished(&report);
        assert_eq!(
            whole(report::first_round(&report, "windowed"), "peakInFlight"),
            concurrency
        );
        assert_eq!(api.peak_in_flight(), concurrency.min(CONNECTIONS));
    }
}

/// The number of sentences about six connections or six at once. They are counted because a preset may contain one.
fn mentions_of_six(text: &str) -> usize {
    let lower = text.to_lowercase();
    let sentences = lower.split(['.', '\n']);
    let tells = |sentence: &&str| {
        let six = sentence
            .split(|letter: char| !letter.is_alphanumeric())
            .any(|word| word == "six" || word == "6");
        six && ["at once", "at a time", "connections"]
            .iter()
            .any(|words| sentence.contains(words))
    };
    sentences.filter(tells).count()
}
