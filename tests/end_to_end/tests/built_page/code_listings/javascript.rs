//! Listings in JavaScript, imported by a page.

use super::{CONCURRENCY, Finished, promise::PROMISES};
use end_to_end::{
    browser::Browser,
    machine_lock::MachineLock,
    origin::{
        Origin,
        schedule::{Event, Schedule},
    },
};
use serde_json::json;

/// Script that runs a listing. A delivery is reported to the server before it returns, and under another host name, so
/// that the report takes no connection from the requests.
const RUN: &str = r#"
    const [strategy, ...others] = Object.values(await import(args.listing));
    if (others.length > 0) throw new Error("more than one function is exported");
    const urls = Array.from({ length: args.requests }, (_, i) => args.endpoint.replace("{id}", i + 1));
    const deliveries = [];
    const deliver = (todo, slot) => {
        deliveries.push([slot ?? null, todo.id]);
        const report = new XMLHttpRequest();
        report.open("GET", `${args.reports}/delivered/${todo.id}`, false);
        report.send();
    };
    try {
        const responses = await strategy(urls, deliver, args.concurrency);
        return { deliveries, list: responses.map((todo) => todo.id) };
    } catch (error) {
        return { deliveries, error: String(error) };
    }"#;

/// Script that counts the requests that the program has started when the first answer reaches it. The page counts them,
/// because when the browser receives an answer, the program may still be starting requests.
const COUNTED: &str = r"
    const { fetch } = window;
    let started = 0;
    window.fetch = (...request) => {
        started += 1;
        const answer = fetch(...request);
        answer.then(() => window.startedAtFirst ??= started);
        return answer;
    };";

/// A page of the server, under another host name.
async fn opened(origin: &Origin) -> Browser {
    let browser = Browser::start(MachineLock::shared().await).await;
    browser.go(&origin.embedding("about:blank", None)).await;
    browser
}

async fn run(key: &str, browser: &Browser, origin: &Origin, schedule: &Schedule) -> Finished {
    let here = browser.script("return location.origin;", json!([])).await;
    let here = here.as_str().expect("an origin");
    let args = json!({
        "listing": format!("/snippets/javascript/{key}.js"), "requests": schedule.requests(),
        "endpoint": origin.scheduled(schedule).replace(&origin.root(), here), "reports": origin.root(),
        "concurrency": CONCURRENCY,
    });
    let said = browser.script(RUN, args).await;
    let list = match said.get("error") {
        Some(error) => Err(error.to_string()),
        None => Ok(Some(
            serde_json::from_value(said["list"].clone()).expect("ids"),
        )),
    };
    let deliveries = serde_json::from_value(said["deliveries"].clone());
    Finished {
        deliveries: deliveries.expect("slots and ids"),
        list,
    }
}

#[tokio::test]
async fn each_listing_in_javascript_starts_overlaps_and_delivers_as_it_promises() {
    let origin = Origin::start().await;
    let browser = opened(&origin).await;
    for promise in &PROMISES {
        origin.reset();
        let schedule = Schedule::read(promise.schedule);
        let finished = run(promise.key, &browser, &origin, &schedule).await;
        finished.check(promise, &schedule, &origin);
    }
}

/// Over HTTP/1.1 the browser sends six of the started requests, and the next one after each answer.
#[tokio::test]
async fn all_at_once_is_six_connections_in_the_browser() {
    let schedule = Schedule::read("+1 +2 +3 +4 +5 +6  -2 +7  -3 +8  -4 -5 -6 -7 -8 -1");
    for promise in PROMISES.iter().filter(|promise| promise.all_at_once) {
        let origin = Origin::start().await;
        let browser = opened(&origin).await;
        browser.script(COUNTED, json!([])).await;
        let finished = run(promise.key, &browser, &origin, &schedule).await;
        assert!(
            finished.list.is_ok(),
            "{}: {:?}",
            promise.key,
            finished.list
        );
        let mut events = origin.events();
        events.retain(|event| !matches!(event, Event::Delivered(_)));
        schedule.check(&events, promise.key);
        let read = "return window.startedAtFirst;";
        let started = browser.script(read, json!([])).await;
        assert_eq!(started, json!(schedule.requests()), "{}", promise.key);
    }
}
