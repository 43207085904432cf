//! Transport: answers are the same with and without a service worker, and the page says which it used.

use end_to_end::{
    browser::{Browser, ability::Ability, engine::Engine},
    machine_lock::MachineLock,
    origin::{
        Origin,
        site::{self, Site},
    },
    page::Page,
    report,
};
use serde_json::{Value, json};
use std::fs;

const QUERY: &str = "?requests=6&latency=10&strategies=ordered";

#[tokio::test]
async fn the_service_worker_answers_where_there_is_one() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, QUERY).await;
    assert_answers(&page, "service worker").await;
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

/// At the root of a host, its scope contains the pages of others.
#[tokio::test]
async fn the_service_worker_leaves_to_the_server_what_the_page_has_not_planned() {
    let origin = Origin::start().await;
    let page = Page::open(&origin, QUERY).await;
    page.wait_for_worker().await;
    let planned = ".inflight/sim/7?delay=0&sent=0&status=200&body=1";
    for path in [
        "sim/",
        "sim/7?delay=0&sent=0&status=200&body=1",
        ".inflight/",
        ".inflight/sim/",
        ".inflight/sim/7?delay=0",
        ".inflight/simple?delay=0&sent=0&status=200&body=1",
    ] {
        let body = "return (await fetch(args)).status;";
        assert_eq!(page.script(body, json!(path)).await, 404, "{path}");
        assert_eq!(origin.hits(&format!("/{path}")).len(), 1, "{path}");
    }
    // Nor a picture, or a page that somebody visits.
    let body = "
        const picture = new Image();
        const seen = new Promise((seen) => picture.onload = picture.onerror = seen);
        picture.src = args;
        await seen;";
    page.script(body, json!(planned)).await;
    page.browser().go(&(origin.url() + planned)).await;
    assert_eq!(origin.hits("/.inflight/sim/7?delay=0&sent").len(), 2);
}

#[tokio::test]
async fn the_page_answers_itself_where_merely_naming_the_service_worker_throws() {
    let origin = Origin::start().await;
    let browser = Browser::start(MachineLock::shared().await).await;
    browser
        .throw_on_access("Navigator.prototype", "serviceWorker")
        .await;
    let page = Page::open_in(browser, &(origin.url() + QUERY)).await;
    assert_answers(&page, "in-page").await;
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

#[tokio::test]
async fn the_page_answers_itself_where_there_is_no_service_worker() {
    let origin = Origin::start().await;
    let browser = Browser::start(MachineLock::shared().await).await;
    browser
        .before_each_page("delete Navigator.prototype.serviceWorker;")
        .await;
    let page = Page::open_in(browser, &(origin.url() + QUERY)).await;
    assert_answers(&page, "in-page").await;
    assert_eq!(page.browser().console().await, Vec::<String>::new());
}

#[tokio::test]
async fn the_page_answers_itself_where_the_workers_file_is_missing() {
    let origin = Origin::serving(Site {
        missing: Some("sw.js"),
        ..Site::default()
    })
    .await;
    let page = Page::open(&origin, QUERY).await;
    assert_answers(&page, "in-page").await;
}

#[tokio::test]
async fn a_worker_of_somebody_elses_is_not_taken_for_the_pages_own() {
    // A worker of another project for the whole host, and one for the folder of the page.
    for (scope, missing, transport) in [
        ("/", None, "service worker"),
        ("/", Some("sw.js"), "in-page"),
        ("/a/b/c/", None, "service worker"),
        ("/a/b/c/", Some("sw.js"), "in-page"),
    ] {
        let site = Site {
            mount: "/a/b/c/",
            missing,
            ..Site::default()
        };
        let origin = Origin::serving(site).await;
        let page = Page::open(&origin, QUERY).await;
        register_foreign_worker(&page, scope).await;
        assert_answers(&page, transport).await;
        assert_eq!(origin.hits("/a/b/c/sim"), Vec::<String>::new(), "{scope}");
    }
}

#[tokio::test]
async fn the_page_answers_itself_in_a_sandboxed_frame() {
    if Engine::chosen().cannot(Ability::LoadWithoutOrigin) {
        return;
    }
    let origin = Origin::serving(Site {
        shared: true,
        ..Site::default()
    })
    .await;
    let blog = Origin::start().await;
    let browser = Browser::start(MachineLock::shared().await).await;
    browser
        .go(&blog.embedding(&(origin.url() + QUERY), Some("allow-scripts")))
        .await;
    let page = Page::in_frame(browser).await;
    assert_answers(&page, "in-page").await;
}

/// Registers a worker of another project, and waits until it controls the page.
async fn register_foreign_worker(page: &Page, scope: &str) {
    let body = "await navigator.serviceWorker.register(
                window.trustedTypes?.createPolicy('theirs', { createScriptURL: () => '/theirs.js' })
                    .createScriptURL('') ?? '/theirs.js', { scope: args });
            await eventually('their worker', () => navigator.serviceWorker.controller);";
    page.script(body, json!(scope)).await;
}

/// Checks the titles after a run by the button, and the transport after a run by script.
async fn assert_answers(page: &Page, transport: &str) {
    page.press_run().await;
    page.wait_for_state("finished").await;
    page.choose("ordered").await;
    let responses = page.text("responses").await;
    for id in 1..=6 {
        let title = title(id);
        assert!(responses.contains(&title), "no “{title}” in {responses}");
    }
    if transport == "service worker" {
        page.wait_for_worker().await;
    }
    let report = page
        .run(json!({ "requests": 6, "latency": 10, "strategies": "ordered" }))
        .await;
    report::check_finished(&report);
    assert_eq!(report["environment"]["transport"], transport);
    assert_eq!(report["strategies"][0]["rounds"][0]["outcomes"]["ok"], 6);
}

/// The title of a todo in the page's own files.
fn title(id: u32) -> String {
    let file =
        fs::read(site::folder().join(format!("todos/{id}.json"))).expect("a todo of the page");
    let todo: Value = serde_json::from_slice(&file).expect("a todo in JSON");
    todo["title"].as_str().expect("a title").to_owned()
}
