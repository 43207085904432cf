//! Requests that block the thread: apart from that, they have the results of a fetch.

use inflight::{
    browser::{document, redirects::Redirects, sync_xhr},
    world::answer::{Answer, BODY_LIMIT, Failure, Outcome, Response},
};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::fetch::get;

/// The result of a blocking request, wherever redirects lead.
fn blocking(url: &str) -> Result<Response, Failure> {
    let origin = document::origin_of(url).unwrap();
    sync_xhr::get(url, &Redirects::within(origin))
}

/// The results of both ways to fetch the same address.
async fn both(url: &str) -> [Result<Response, Failure>; 2] {
    [blocking(url), get(url).await]
}

#[wasm_bindgen_test]
async fn it_has_the_same_answers_as_a_fetch() {
    // JSON, text beyond ASCII, and what is not there.
    for url in [
        "static/todos/7.json",
        "src/strategy/blocking.rs",
        "static/todos/0.json",
    ] {
        let [blocking, fetched] = both(url).await;
        assert_eq!(blocking, fetched, "{url}");
    }
    let answer = blocking("src/strategy/blocking.rs").unwrap();
    assert_eq!(
        answer.body,
        include_bytes!("../../src/strategy/blocking.rs")
    );
    assert_eq!(blocking("static/todos/0.json").unwrap().status, 404);
}

#[wasm_bindgen_test]
async fn it_has_the_same_bytes_whatever_they_mean() {
    let mark = "data:application/json,%EF%BB%BF{%22title%22:%22f%C3%BCnf%22}";
    for url in [mark, "data:,%22%FF%C3%22", "data:,%00%7F%80%9F"] {
        let [blocking, fetched] = both(url).await.map(Result::unwrap);
        let fetched = fetched
            .body
            .strip_prefix(b"\xef\xbb\xbf")
            .unwrap_or(&fetched.body);
        let blocking = blocking
            .body
            .strip_prefix(b"\xef\xbb\xbf")
            .unwrap_or(&blocking.body);
        assert_eq!(blocking, fetched, "{url}");
    }
}

#[wasm_bindgen_test]
fn it_has_the_same_limit() {
    // The body is read as a whole, so its length is checked afterwards.
    let too_large = |byte: &str, count| {
        let response = blocking(&format!("data:,{}", byte.repeat(count)));
        let answer = Answer::judge(response, None);
        assert_eq!((answer.outcome, answer.status), (Outcome::Body, Some(200)));
        *answer.title == *Failure::TooLarge.to_string()
    };
    for byte in ["0", "%FF"] {
        assert!(!too_large(byte, BODY_LIMIT / 2), "{byte} is no JSON");
        assert!(too_large(byte, BODY_LIMIT + 1), "{byte}");
    }
}

#[wasm_bindgen_test]
fn what_nobody_answers_is_a_failure_with_the_browsers_reason() {
    let Err(Failure::Network(reason)) = blocking("http://127.0.0.1:2/") else {
        panic!("it was answered");
    };
    assert!(
        !reason.is_empty() && !reason.contains("JsValue"),
        "{reason}"
    );
}
