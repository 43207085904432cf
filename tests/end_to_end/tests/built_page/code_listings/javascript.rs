//! Listings in JavaScript, imported by a page.

use super::{
    Finished, WIDTH,
    promise::{FAILURES_AHEAD, PROMISES, Promise},
};
use end_to_end::{
    browser::Browser,
    machine_lock::MachineLock,
    origin::{
        Origin,
        json::{self, KINDS},
        schedule::{Event, Schedule},
    },
};
use serde::Deserialize;
use serde_json::{Value, json};

/// Script that runs a listing. A delivery of a todo is reported to the server before it returns, and under another host
/// name, so that the report takes no connection from the requests.
const RUN: &str = r#"
    const [strategy, ...others] = Object.values(await import(args.listing));
    if (others.length > 0) throw new Error("more than one function is exported");
    if (strategy.length !== 3) throw new Error("it takes (urls, width, deliver)");
    const urls = Array.from({ length: args.requests }, (_, i) => args.endpoint.replace("{id}", i + 1));
    const width = args.width ?? undefined;
    const deliveries = [];
    const deliver = (answer, i) => {
        deliveries.push([i, answer]);
        if (!answer?.id) return;
        const report = new XMLHttpRequest();
        report.open("GET", `${args.reports}/delivered/${answer.id}`, false);
        report.send();
    };
    try {
        const responses = await strategy(urls, width, deliver);
        return { deliveries, responses };
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

/// Script that keeps the rejections that nobody handles.
const UNHANDLED: &str = r#"
    window.unhandled = [];
    addEventListener("unhandledrejection", (event) => unhandled.push(String(event.reason)));"#;

/// Script that takes the deadlines away: what a listing gives up, it must give up because of a failure.
const WITHOUT_DEADLINES: &str = "AbortSignal.timeout = () => new AbortController().signal;";

/// What [`RUN`] returns.
#[derive(Deserialize)]
struct Returned {
    deliveries: Vec<(u32, Value)>,
    responses: Option<Vec<Value>>,
    error: Option<String>,
}

/// A page of the server, under another host name.
async fn opened(origin: &Origin) -> Browser {
    let browser = Browser::start(MachineLock::shared().await).await;
    browser.go(&origin.embedding("about:blank", None)).await;
    browser.script(UNHANDLED, json!([])).await;
    browser
}

/// Runs a listing in a page of the server, with requests to an endpoint of that server.
async fn run(
    key: &str,
    (browser, origin): (&Browser, &Origin),
    (endpoint, requests): (&str, usize),
    width: Value,
) -> Returned {
    let here = browser.script("return location.origin;", json!([])).await;
    let here = here.as_str().expect("an origin");
    let args = json!({
        "listing": format!("/snippets/javascript/{key}.js"), "requests": requests, "width": width,
        "endpoint": endpoint.replace(&origin.root(), here), "reports": origin.root(),
    });
    let returned = browser.script(RUN, args).await;
    serde_json::from_value(returned).expect("deliveries, and responses or an error")
}

async fn scheduled(
    promise: &Promise,
    place: (&Browser, &Origin),
    schedule: &Schedule,
    requests: usize,
) -> Finished {
    let endpoint = place.1.scheduled(schedule);
    let returned = run(promise.key, place, (&endpoint, requests), json!(WIDTH)).await;
    let id = |todo: &Value| {
        let id = todo["id"].as_u64().expect("an id");
        u32::try_from(id).expect("a small id")
    };
    let deliveries = returned.deliveries.iter();
    let ids = |todos: Vec<Value>| todos.iter().map(id).collect();
    Finished {
        deliveries: deliveries.map(|(i, todo)| (*i, id(todo))).collect(),
        list: match returned.error {
            Some(error) => Err(error),
            None => Ok(returned.responses.map(ids)),
        },
    }
}

#[tokio::test]
async fn each_listing_in_javascript_starts_overlaps_and_delivers_as_it_promises() {
    let origin = Origin::start().await;
    let browser = opened(&origin).await;
    for promise in &PROMISES {
        origin.reset();
        let schedule = Schedule::read(promise.schedule);
        let requests = schedule.requests();
        let finished = scheduled(promise, (&browser, &origin), &schedule, requests).await;
        finished.check(promise, &schedule, &origin);
    }
}

#[tokio::test]
async fn after_a_failure_a_listing_in_javascript_sends_nothing_and_gives_up_what_is_in_flight() {
    let origin = Origin::start().await;
    let browser = opened(&origin).await;
    browser.script(WITHOUT_DEADLINES, json!([])).await;
    for promise in &PROMISES {
        origin.reset();
        let schedule = Schedule::read(promise.failure);
        let requests = promise.requests_before_a_failure();
        let finished = scheduled(promise, (&browser, &origin), &schedule, requests).await;
        finished.check_failure(promise, &schedule, &origin).await;
    }
    origin.reset();
    let schedule = Schedule::read(FAILURES_AHEAD);
    let streamed = PROMISES.iter().find(|promise| promise.key == "streamed");
    let streamed = streamed.expect("a stream");
    let finished = scheduled(streamed, (&browser, &origin), &schedule, 7).await;
    finished.check_failure(streamed, &schedule, &origin).await;
    let unhandled = browser.script("return window.unhandled;", json!([])).await;
    assert_eq!(unhandled, json!([]));
}

/// Over HTTP/1.1 the browser sends six of the started requests, and the next one after each answer.
#[tokio::test]
async fn all_at_once_is_six_connections_in_the_browser() {
    let schedule = Schedule::read("+1 +2 +3 +4 +5 +6  -2 +7  -3 +8  -4 -5 -6 -7 -8 -1");
    for promise in PROMISES.iter().filter(|promise| promise.all_at_once) {
        let origin = Origin::start().await;
        let browser = opened(&origin).await;
        browser.script(COUNTED, json!([])).await;
        let finished = scheduled(promise, (&browser, &origin), &schedule, 8).await;
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

#[tokio::test]
async fn a_width_that_is_none_is_a_range_error_in_javascript() {
    let origin = Origin::start().await;
    let browser = opened(&origin).await;
    let endpoint = origin.endpoint("");
    for promise in PROMISES.iter().filter(|promise| promise.takes_a_width()) {
        for width in [json!(0), json!(-1), json!(1.5), json!("3"), Value::Null] {
            let what = format!("{} by {width}", promise.key);
            let returned = run(promise.key, (&browser, &origin), (&endpoint, 7), width).await;
            let error = returned.error.expect(&what);
            assert!(error.starts_with("RangeError: width "), "{what}: {error}");
        }
    }
    assert_eq!(origin.hits("/api/"), [""; 0]);
}

/// A window wider than the list, a list of none, and each kind of JSON.
#[tokio::test]
async fn each_listing_in_javascript_reads_any_json() {
    let origin = Origin::start().await;
    let browser = opened(&origin).await;
    let value = |text| serde_json::from_str::<Value>(text).expect("JSON");
    let expected = KINDS
        .each_ref()
        .map(|kind| kind.value.map_or(Value::Null, value));
    for promise in &PROMISES {
        for requests in [KINDS.len(), 0] {
            let what = (&*json::endpoint(&origin), requests);
            let returned = run(promise.key, (&browser, &origin), what, json!(20)).await;
            let responses = returned.responses.ok_or(returned.error).expect(promise.key);
            let mut delivered = returned.deliveries;
            if !promise.by_completion {
                assert_eq!(responses, expected[..requests], "{}", promise.key);
            }
            delivered.sort_by_key(|(i, _)| *i);
            let slots: Vec<(u32, Value)> = (0..).zip(expected[..requests].to_vec()).collect();
            assert_eq!(delivered, slots, "{}", promise.key);
        }
    }
}
