//! The listings in JavaScript, imported by a page.

use super::{CONCURRENCY, Copied, promise::PROMISES};
use end_to_end::{
    browser::Browser,
    machine_lock::MachineLock,
    origin::{
        Origin,
        schedule::{Event, Schedule},
    },
};
use serde_json::json;

/// Deliveries are told to the origin before they return, and under the name of another host: there they need no
/// connection of those that the requests may have.
const RUN: &str = r#"
    const [strategy, ...others] = Object.values(await import(args.listing));
    if (others.length > 0) throw new Error("more than one function is exported");
    const urls = Array.from({ length: args.requests }, (_, i) => args.endpoint.replace("{id}", i + 1));
    const deliveries = [];
    const deliver = (todo, slot) => {
        deliveries.push([slot ?? null, todo.id]);
        const told = new XMLHttpRequest();
        told.open("GET", `${args.told}/delivered/${todo.id}`, false);
        told.send();
    };
    try {
        const responses = await strategy(urls, deliver, args.concurrency);
        return { deliveries, list: responses.map((todo) => todo.id) };
    } catch (error) {
        return { deliveries, error: String(error) };
    }"#;

/// Counts what the program starts, and how many that are when the first answer reaches it. It is the page that
/// counts: where the browser sees an answer arrive, the program may have been halted in the midst of starting.
const COUNTED: &str = r"
    const { fetch } = window;
    let started = 0;
    window.fetch = (...request) => {
        started += 1;
        const answer = fetch(...request);
        answer.then(() => window.startedAtFirst ??= started);
        return answer;
    };";

/// A page of the origin, under the name of another host than the origin's own.
async fn opened(origin: &Origin) -> Browser {
    let browser = Browser::start(MachineLock::shared().await).await;
    browser.go(&origin.embedding("about:blank", None)).await;
    browser
}

async fn run(key: &str, browser: &Browser, origin: &Origin, score: &Schedule) -> Copied {
    let here = browser.script("return location.origin;", json!([])).await;
    let here = here.as_str().expect("an origin");
    let args = json!({
        "listing": format!("/snippets/javascript/{key}.js"), "requests": score.requests(),
        "endpoint": origin.scheduled(score).replace(&origin.root(), here), "told": origin.root(),
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
    Copied {
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
        let score = Schedule::read(promise.score);
        let copied = run(promise.key, &browser, &origin, &score).await;
        copied.check(promise, &score, &origin);
    }
}

/// Of what is started the browser lets six out, and the next when an answer is there: over HTTP/1.1.
#[tokio::test]
async fn all_at_once_is_six_connections_in_the_browser() {
    let score = Schedule::read("+1 +2 +3 +4 +5 +6  -2 +7  -3 +8  -4 -5 -6 -7 -8 -1");
    for promise in PROMISES.iter().filter(|promise| promise.all_at_once) {
        let origin = Origin::start().await;
        let browser = opened(&origin).await;
        browser.script(COUNTED, json!([])).await;
        let copied = run(promise.key, &browser, &origin, &score).await;
        assert!(copied.list.is_ok(), "{}: {:?}", promise.key, copied.list);
        let mut events = origin.events();
        events.retain(|event| !matches!(event, Event::Delivered(_)));
        score.check(&events, promise.key);
        let read = "return window.startedAtFirst;";
        let started = browser.script(read, json!([])).await;
        assert_eq!(started, json!(score.requests()), "{}", promise.key);
    }
}
