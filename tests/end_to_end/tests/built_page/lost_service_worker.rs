//! Service worker that is removed, stopped or replaced during a run: no request is lost.

use end_to_end::{
    browser::{Browser, ability::Ability, engine::Engine},
    machine_lock::MachineLock,
    origin::{Origin, record::Record, site::Site},
    page::{
        Page,
        runs::{CONCURRENCY, long_run, nonblocking, starts_all_at_once},
    },
    report::{self, first_round, json::whole},
};
use serde_json::json;

/// The remark on a run whose service worker was lost.
const LOST: &str =
    "The service worker was lost during the run; the page answered the remaining requests.";

/// Script that keeps the address of each request that the page sends.
const SPY: &str = "
    window.fetched = [];
    const native = window.fetch;
    window.fetch = (request, ...rest) => {
        fetched.push(request.url ?? String(request));
        return native(request, ...rest);
    };";

/// Script that answers some requests for the worker as a host answers unknown addresses.
const STRAY: &str = "
    window.strays = 0;
    const native = window.fetch;
    window.fetch = async (request, ...rest) => {
        const stray = (request.url ?? '').includes('/sim/') && strays > 0;
        if (!stray) return native(request, ...rest);
        strays -= 1;
        return new Response('<!doctype html>', { status: strays > 0 ? 404 : 200 });
    };";

#[tokio::test]
async fn a_worker_that_goes_with_the_sites_data_leaves_the_rest_to_the_page_which_says_so() {
    let (origin, page) = open().await;
    for strategy in nonblocking() {
        begin(&page, strategy).await;
        origin.reset();
        page.script("await fetch('forget');", json!([])).await;
        let in_page = end(&page, strategy).await;
        // The worker still answers the requests that it has: all, if all were sent at once.
        let rest = !starts_all_at_once(strategy) && Engine::chosen() == Engine::Chromium;
        assert_eq!(in_page > 0, rest, "{strategy}");
        // Requests that are sent before the page notices that its worker is gone reach the host.
        let strays = origin.hits("/sim");
        assert!(strays.len() <= CONCURRENCY, "{strategy}: {strays:?}");
    }
}

#[tokio::test]
async fn a_worker_that_is_replaced_by_a_new_version_loses_nothing() {
    let (origin, page) = open().await;
    let mut replaced = Vec::new();
    for strategy in nonblocking() {
        begin(&page, strategy).await;
        let update = "const worker = await navigator.serviceWorker.ready;
            await eventually('an idle worker', () => worker.active.state === 'activated' && !worker.installing);
            window.changes = 0;
            navigator.serviceWorker.oncontrollerchange = () => { window.changes += 1; };
            await worker.update();";
        origin.reset();
        page.script(update, json!([])).await;
        origin.until("a new version", has_started).await;
        assert_eq!(page.state().await, "running", "{strategy}");
        end(&page, strategy).await;
        if page.script("return window.changes > 0;", json!([])).await == true {
            replaced.push(strategy);
        }
    }
    // Each browser decides when a new version takes over: some wait until the old one is idle.
    println!("replaced during the run: {replaced:?}");
    assert!(!replaced.is_empty(), "no new version ever took over");
}

#[tokio::test]
async fn a_worker_that_is_stopped_is_started_again_and_loses_nothing() {
    if Engine::chosen().cannot(Ability::StopWorker) {
        return;
    }
    let (origin, page) = open().await;
    for strategy in nonblocking() {
        begin(&page, strategy).await;
        origin.reset();
        page.browser().stop_workers().await;
        origin.until("the worker once more", has_started).await;
        assert_eq!(page.state().await, "running", "{strategy}");
        assert_eq!(end(&page, strategy).await, 0, "{strategy}");
    }
    assert_eq!(origin.hits("/sim"), Vec::<String>::new());
}

#[tokio::test]
async fn what_comes_from_elsewhere_than_the_worker_is_no_answer_and_is_answered_in_the_page() {
    let origin = Origin::start().await;
    let browser = Browser::start(MachineLock::shared().await).await;
    browser.before_each_page(STRAY).await;
    let page = Page::open_in(browser, &origin.url()).await;
    page.wait_for_worker().await;
    for strategy in nonblocking() {
        page.script("strays = 3;", json!([])).await;
        let settings =
            json!({ "requests": 12, "latency": 20, "strategies": strategy, "failures": 30 });
        let run = page.run(settings).await;
        report::check_finished(&run);
        let outcomes = &first_round(&run, strategy)["outcomes"];
        let planned = whole(outcomes, "ok") + whole(outcomes, "http");
        assert_eq!(planned, 12, "{strategy}: {outcomes}");
        let health = page.text("health").await;
        assert!(health.contains(LOST), "{strategy}: {health}");
    }
}

/// A page that keeps the addresses of its requests, and whose worker reports when it starts.
async fn open() -> (Origin, Page) {
    let site = Site {
        new_worker_each_time: true,
        ..Site::default()
    };
    let origin = Origin::serving(site).await;
    let browser = Browser::start(MachineLock::shared().await).await;
    browser.detach_from_workers().await;
    browser.before_each_page(SPY).await;
    let page = Page::open_in(browser, &origin.url()).await;
    (origin, page)
}

fn has_started(record: &Record) -> bool {
    record.hits.iter().any(|hit| hit.starts_with("/started"))
}

/// Begins a run, with an empty list of requests.
async fn begin(page: &Page, strategy: &str) {
    page.wait_for_worker().await;
    page.script("fetched.length = 0;", json!([])).await;
    page.begin_run(long_run(strategy)).await;
}

/// Waits for the end of the run, and checks that every request was answered as planned. Returns how many of them the page
/// answered itself, which it must say.
async fn end(page: &Page, strategy: &str) -> usize {
    let run = page.end_run().await;
    report::check_finished(&run);
    assert_eq!(
        run["environment"]["transport"], "service worker",
        "{strategy}"
    );
    let requests = whole(&run["settings"], "requests");
    let outcomes = &first_round(&run, strategy)["outcomes"];
    assert_eq!(whole(outcomes, "ok"), requests, "{strategy}: {outcomes}");
    let (by_worker, in_page) = (fetched(page, "/sim/").await, fetched(page, "data:").await);
    println!("{strategy}: {by_worker} sent to the worker, {in_page} answered in the page");
    assert!(by_worker + in_page >= requests, "{strategy}");
    let health = page.text("health").await;
    assert_eq!(health.contains(LOST), in_page > 0, "{strategy}: {health}");
    in_page
}

/// How many requests the page sent to addresses that contain this part.
async fn fetched(page: &Page, part: &str) -> usize {
    let body = "return fetched.filter((address) => address.includes(args)).length;";
    let count = page.script(body, json!(part)).await;
    usize::try_from(count.as_u64().expect("a count")).expect("a count")
}
