//! Page that the reader leaves during a run: by a link, and back again, or by a reload.

use end_to_end::{
    browser::{
        Browser,
        engine::{CONNECTIONS, Engine},
    },
    machine_lock::MachineLock,
    origin::{Origin, api::title, site::CACHEABLE},
    page::{Page, query, runs::nonblocking},
    report::{self, first_round, json::whole},
};
use serde_json::json;

/// Keeps the event by which the browser showed the page.
const KEEP_PAGESHOW: &str =
    "addEventListener('pageshow', (event) => { window.pageshow = event; });";

/// The number of requests that are answered; the next one never is.
const ANSWERED: usize = 12;

#[tokio::test]
async fn a_page_that_is_left_in_mid_run_gives_up_what_it_sent_and_shows_it_as_interrupted() {
    let (origin, api, page) = running().await;
    leave(&origin, &page).await;
    assert_given_up(&api).await;
    come_back(&page).await;
    let kept = was_kept(&page).await;
    // Firefox does not keep a page with requests in flight.
    assert_eq!(kept, Engine::chosen() != Engine::Firefox);
    if kept {
        assert_interrupted(&page, "windowed").await;
        assert!(page.text("responses").await.contains(&title(1)));
        let outcomes = page.cell("windowed", "outcomes").await;
        assert!(
            outcomes.contains("12 ok") && outcomes.contains("28 cancelled"),
            "{outcomes}"
        );
    } else {
        assert_eq!(page.state().await, "idle");
    }
    assert_goes_on(&page, &api).await;
}

#[tokio::test]
async fn a_page_that_waits_by_itself_is_left_and_shows_each_strategy_as_interrupted() {
    let origin = Origin::serving(CACHEABLE).await;
    let browser = Browser::start(MachineLock::shared().await).await;
    browser
        .throw_on_access("Navigator.prototype", "serviceWorker")
        .await;
    browser.before_each_page(KEEP_PAGESHOW).await;
    let page = Page::open_in(browser, &origin.url()).await;
    for strategy in nonblocking() {
        // No answer is due meanwhile: with a fetch in flight, even of a `data:` URL, Firefox does not keep the page.
        let settings =
            json!({ "requests": 40, "latency": 10_000, "spread": 0, "strategies": strategy });
        page.start_run(settings).await;
        page.wait_for_state("running").await;
        leave(&origin, &page).await;
        come_back(&page).await;
        assert!(was_kept(&page).await, "{strategy}");
        assert_interrupted(&page, strategy).await;
        let run = page.end_run().await;
        report::check(&run);
        let outcomes = &first_round(&run, strategy)["outcomes"];
        assert_eq!(whole(outcomes, "cancelled"), 40, "{strategy}: {outcomes}");
    }
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_page_that_is_reloaded_gives_up_what_it_sent_and_begins_anew() {
    let (_origin, api, page) = running().await;
    let client = page.browser().client();
    client.refresh().await.expect("a page that is loaded again");
    assert_given_up(&api).await;
    page.wait_until_ready().await;
    assert_eq!(page.state().await, "idle");
    assert_eq!(page.visible_count("past").await, 0);
    assert_goes_on(&page, &api).await;
}

async fn leave(origin: &Origin, page: &Page) {
    let elsewhere = origin.embedding("about:blank", None);
    page.browser().go(&elsewhere).await;
}

async fn come_back(page: &Page) {
    page.back().await;
    page.wait_until_ready().await;
    page.eventually("that it is shown", "window.pageshow").await;
}

/// Whether the browser kept the page as it was.
async fn was_kept(page: &Page) -> bool {
    let body = "return window.pageshow.persisted;";
    page.script(body, json!([])).await == true
}

async fn assert_interrupted(page: &Page, strategy: &str) {
    assert_eq!(page.state().await, "interrupted", "{strategy}");
    assert!(
        page.text("status").await.contains("interrupted"),
        "{strategy}"
    );
}

/// A page whose run waits for answers that never come, and its server.
async fn running() -> (Origin, Origin, Page) {
    let (origin, api) = (Origin::serving(CACHEABLE).await, Origin::start().await);
    let browser = Browser::start(MachineLock::shared().await).await;
    browser.before_each_page(KEEP_PAGESHOW).await;
    let endpoint = api.endpoint(&format!("last={ANSWERED}"));
    let link = query(&[
        ("endpoint", &endpoint),
        ("requests", "40"),
        ("strategies", "windowed"),
        // No more than that, because the browser sends a waiting request as soon as another one is given up.
        ("concurrency", &CONNECTIONS.to_string()),
        ("timeout", "60000"),
    ]);
    let page = Page::open_in(browser, &(origin.url() + &link)).await;
    page.press_run().await;
    api.until("all connections waiting", |record| {
        record.in_flight == CONNECTIONS && record.hits.len() == ANSWERED + CONNECTIONS
    })
    .await;
    (origin, api, page)
}

/// Waits until the client has given up all requests in flight.
async fn assert_given_up(api: &Origin) {
    let record = api
        .until("those in flight given up", |record| record.in_flight == 0)
        .await;
    assert_eq!(record.abandoned.len(), CONNECTIONS, "{record:#?}");
}

/// Checks that nothing more of the old run was sent, and that a new run works.
async fn assert_goes_on(page: &Page, api: &Origin) {
    let later =
        json!({ "endpoint": api.endpoint("later=1"), "requests": 24, "strategies": "windowed" });
    report::check_finished(&page.run(later).await);
    let (late, left): (Vec<_>, Vec<_>) = api
        .hits("/api/")
        .into_iter()
        .partition(|hit| hit.contains("later=1"));
    assert_eq!(
        (late.len(), left.len()),
        (24, ANSWERED + CONNECTIONS),
        "{left:#?}"
    );
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}
