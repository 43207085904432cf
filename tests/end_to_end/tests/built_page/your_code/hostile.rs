//! Hostile code: it reaches no server and nothing of the page, and leaves nothing behind.

use super::snippets::files;
use end_to_end::{
    browser::Browser, machine_lock::MachineLock, origin::Origin, page::Page, report::json::whole,
};
use serde_json::{Value, json};

/// What each attempt goes on with: a right window.
const WINDOW: &str = include_str!("../../../your_code/hostile/after/window.js");

/// Script that lists the violations of a document's policy. A document of the sandbox has its own.
const VIOLATIONS: &str = "window.violations = [];
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
        window.violations.push([effectiveDirective, blockedURI]));";

/// What code of others might change, as the page sees it.
async fn seen_by_the_page(page: &Page) -> Value {
    let body = "const keys = (storage) => Object.keys(storage).filter((key) => !key.startsWith('inflight.'));
        const databases = await indexedDB.databases();
        const workers = await navigator.serviceWorker.getRegistrations();
        return {
            cookie: document.cookie,
            local: keys(localStorage),
            session: keys(sessionStorage),
            databases: databases.map(({ name }) => name),
            caches: await caches.keys(),
            workers: workers.map(({ scope, active }) => [scope, active?.scriptURL]),
            title: document.title,
            children: document.body.childElementCount,
            head: document.head.childElementCount,
            frames: document.querySelectorAll('iframe').length,
            windows: window.length,
            name: window.name,
            opener: window.opener,
            path: location.origin + location.pathname,
            globals: Object.keys(window),
            objects: Object.keys(Object.prototype),
            violations: window.violations,
        };";
    page.script(body, json!([])).await
}

#[tokio::test]
async fn hostile_code_reaches_no_server_and_nothing_of_the_page_and_harms_no_run() {
    let (origin, server) = (Origin::start().await, Origin::start().await);
    let browser = Browser::start(MachineLock::exclusive().await).await;
    browser.before_each_page(VIOLATIONS).await;
    let page = Page::open_in(browser, &origin.url()).await;
    let harmless = json!({ "strategies": "windowed,yours", "code": "(urls) => fetch(urls[0])", "requests": 2 });
    page.run(harmless).await;
    page.wait_for_worker().await;
    let before = seen_by_the_page(&page).await;
    assert_eq!(
        (&before["frames"], &before["violations"]),
        (&json!(0), &json!([]))
    );
    let mut found = Vec::new();
    for mut attempt in files("your_code/hostile", &server.root()) {
        attempt.code += WINDOW;
        let ran = attempt.run(&page).await;
        ran.check_row_beside();
        println!("{}: {} [{}]", attempt.name, ran.diagnosis, ran.notice);
        let round = ran.yours();
        let right = (
            whole(&round["outcomes"], "ok"),
            whole(round, "peakInFlight"),
        ) == (24, 10);
        let was_ended = attempt
            .or
            .as_ref()
            .is_some_and(|or| ran.notice.contains(or));
        if !(right && round["returned"]["how"] == "returned" || was_ended) {
            found.push(format!(
                "{}: {} [{}]",
                attempt.name, ran.diagnosis, ran.notice
            ));
        }
        let now = seen_by_the_page(&page).await;
        let names = before.as_object().expect("an object").keys();
        let changed = names.filter(|name| now[*name] != before[*name]);
        found.extend(changed.map(|name| format!("{}: {name} is {}", attempt.name, now[name])));
    }
    // What goes on after a round has had seconds for it by then.
    let later = json!({ "strategies": "sequential", "requests": 30, "latency": 120, "spread": 0 });
    page.run(later).await;
    found.extend(stolen(&origin));
    found.extend(server.hits("/"));
    assert!(found.is_empty(), "{found:#?}");
    assert_eq!(seen_by_the_page(&page).await, before);
    // The server would have noticed.
    let control = format!("{}/stolen?control", server.root());
    page.script("await fetch(args, { mode: 'no-cors' });", json!(control))
        .await;
    assert_eq!(server.hits("/stolen"), ["/stolen?control"]);
    // The sandbox's own policy is violated here.
    page.browser().console_unchecked().await;
}

fn stolen(origin: &Origin) -> Vec<String> {
    let hits = origin.hits("/").into_iter();
    hits.filter(|hit| hit.contains("stolen")).collect()
}
