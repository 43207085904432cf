//! Requests that are sent over the network.

use std::{cell::Cell, pin::pin, time::Duration};

use futures::future::{self, Either};
use inflight::{
    browser::{fetch, redirects::Redirects},
    world::answer::{BODY_LIMIT, Failure, Response, TodoFields},
};
use js_sys::{Array, Date, Uint8Array};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Blob, RequestCache, RequestCredentials, Url};

use crate::helpers::{spy, until};

pub(crate) async fn get(url: &str) -> Result<Response, Failure> {
    fetch::get(url, &Cell::new(None), &Redirects::within("null".into())).await
}

/// The address of a blob with this number of bytes.
fn blob(bytes: usize) -> String {
    let parts = Array::of1(&Uint8Array::from(&*vec![b' '; bytes]));
    let blob = Blob::new_with_u8_array_sequence(&parts).unwrap();
    Url::create_object_url_with_blob(&blob).unwrap()
}

/// Sends a request and drops it as soon as `when` holds of the status that was seen.
async fn drop_when(url: &str, when: impl Fn(Option<u16>) -> bool) {
    let seen = Cell::new(None);
    let redirects = Redirects::within("null".into());
    let sent = pin!(fetch::get(url, &seen, &redirects));
    let enough = pin!(until("the moment to drop it", || when(seen.get())));
    let first = future::select(sent, enough).await;
    assert!(matches!(first, Either::Right(_)), "{url} must not end");
}

fn last_was_aborted() -> bool {
    spy::last_request().signal().aborted()
}

#[wasm_bindgen_test]
async fn an_answer_has_its_status_its_bytes_and_what_they_name() {
    let response = get(r#"data:application/json,{"id":7,"title":"fold both maps"}"#)
        .await
        .unwrap();
    assert_eq!((response.status, response.retry_after), (200, None));
    assert_eq!(response.body, br#"{"id":7,"title":"fold both maps"}"#);
    assert_eq!(response.todo.id, Some(7));
    assert_eq!(response.todo.title.as_deref(), Some("fold both maps"));
}

#[wasm_bindgen_test]
async fn whatever_is_no_todo_names_nothing() {
    for body in [
        "",
        "null",
        "5",
        "[]",
        "oops",
        r#"{"id":"7","title":7}"#,
        r#"{"id":-7}"#,
    ] {
        let response = get(&format!("data:,{body}")).await.unwrap();
        assert_eq!(response.body, body.as_bytes());
        assert_eq!(response.todo, TodoFields::default(), "{body}");
    }
}

#[wasm_bindgen_test]
async fn a_byte_order_mark_hides_neither_title_nor_id() {
    let response = get(r#"data:,%EF%BB%BF{"id":7,"title":"f%C3%BCnf"}"#)
        .await
        .unwrap();
    assert_eq!(response.todo.title.as_deref(), Some("fünf"));
    assert_eq!(response.todo.id, Some(7));
}

#[wasm_bindgen_test]
async fn invalid_utf_8_stays_as_it_came() {
    let response = get("data:,%22%FF%C3%22").await.unwrap();
    assert_eq!(response.body, b"\"\xff\xc3\"");
}

#[wasm_bindgen_test]
async fn a_body_of_one_mebibyte_is_read_and_one_byte_more_is_too_large() {
    let whole = get(&blob(BODY_LIMIT)).await.unwrap();
    assert_eq!(whole.body.len(), BODY_LIMIT);
    assert_eq!(get(&blob(BODY_LIMIT + 1)).await, Err(Failure::TooLarge));
    assert!(last_was_aborted(), "the rest is not wanted");
}

#[wasm_bindgen_test]
async fn the_bytes_are_counted_whatever_a_header_says() {
    assert_eq!(get("lying/").await, Err(Failure::TooLarge));
    assert!(last_was_aborted(), "the rest is not wanted");
}

/// Extensions replace `fetch`.
#[wasm_bindgen_test]
async fn whatever_a_replaced_fetch_does_the_request_ends_without_an_answer() {
    for (how, part) in [
        ("throws", "not today"),
        ("rejects", "blocked by an extension"),
        ("rejects_with_nothing", "no reason given"),
        ("looks_alike", "replaced"),
        ("resolves_with_nothing", "replaced"),
        ("is_opaque", "without a status"),
    ] {
        let Err(Failure::Network(reason)) = get(&format!("replaced/{how}")).await else {
            panic!("{how} is an answer");
        };
        assert!(reason.contains(part), "{how}: {reason}");
    }
    let read = get("replaced/was_read").await;
    assert!(matches!(read, Err(Failure::Broken(_))), "{read:?}");
}

#[wasm_bindgen_test]
async fn what_nobody_answers_is_a_failure_with_the_browsers_reason() {
    // A port without a server, a port that browsers refuse, and an invalid address.
    for url in ["http://127.0.0.1:2/", "http://127.0.0.1:9/", "http://["] {
        let seen = Cell::new(None);
        let redirects = Redirects::within("null".into());
        let Err(Failure::Network(reason)) = fetch::get(url, &seen, &redirects).await else {
            panic!("{url} was answered");
        };
        assert!(
            !reason.is_empty() && !reason.contains("JsValue"),
            "{url}: {reason}"
        );
        assert_eq!(seen.get(), None);
    }
}

#[wasm_bindgen_test]
async fn the_status_is_told_before_the_body_is_there() {
    drop_when("endless/", |status| status == Some(200)).await;
}

#[wasm_bindgen_test]
async fn a_body_that_breaks_off_says_why() {
    let seen = Cell::new(None);
    let broken = fetch::get("broken/", &seen, &Redirects::within("null".into())).await;
    assert_eq!(broken, Err(Failure::Broken("the line went dead".into())));
    assert_eq!(seen.get(), Some(200));
}

#[wasm_bindgen_test]
async fn dropping_a_request_that_waits_for_its_answer_aborts_it() {
    drop_when("never/", |status| {
        assert_eq!(status, None);
        assert!(!last_was_aborted(), "it is still wanted");
        spy::last_request().url().ends_with("never/")
    })
    .await;
    assert!(last_was_aborted());
}

#[wasm_bindgen_test]
async fn dropping_a_request_in_the_middle_of_its_body_aborts_it() {
    drop_when("endless/", |status| {
        assert!(
            status.is_none() || !last_was_aborted(),
            "it is still wanted"
        );
        status.is_some()
    })
    .await;
    assert!(last_was_aborted());
}

#[wasm_bindgen_test]
async fn a_request_goes_past_the_cache_and_tells_nothing_of_the_reader() {
    get("data:,0").await.unwrap();
    let request = spy::last_request();
    assert_eq!(request.cache(), RequestCache::NoStore);
    assert_eq!(request.credentials(), RequestCredentials::Omit);
    assert_eq!(request.referrer(), "about:client", "the policy decides");
    assert_eq!(
        request.referrer_policy(),
        web_sys::ReferrerPolicy::NoReferrer
    );
    assert_eq!(
        Array::from(&request.headers()).length(),
        0,
        "a header would ask for leave first"
    );
}

#[wasm_bindgen_test]
async fn a_server_may_ask_in_seconds_or_with_a_date_to_be_left_alone() {
    let asked = async |text: &str| get(&format!("later/{text}")).await.unwrap().retry_after;
    assert_eq!(asked("7").await, Some(Duration::from_secs(7)));
    // A browser would parse these three as dates in the distant past.
    assert_eq!(asked("1.5").await, Some(Duration::from_millis(1500)));
    assert_eq!(asked("7, 7").await, Some(Duration::from_secs(7)));
    assert_eq!(asked("-5").await, None, "no time can be asked for again");

    let long = asked("99999999999999999999").await;
    assert!(long > Some(Duration::from_secs(3600)), "{long:?}");
    assert_eq!(
        asked("Thu, 01 Jan 1970 00:00:00 GMT").await,
        Some(Duration::ZERO)
    );
    let minute = Date::new(&(Date::now() + 60_000.0).into()).to_utc_string();
    let wait = asked(&String::from(minute)).await.unwrap();
    assert!(
        wait <= Duration::from_secs(60) && wait > Duration::from_secs(30),
        "{wait:?}"
    );
    for unread in ["soon", ""] {
        assert_eq!(
            asked(unread).await,
            None,
            "what cannot be read asks for nothing"
        );
    }
}
