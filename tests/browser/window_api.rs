//! `window.inflight`, as `start.js` uses it.

use std::{cell::RefCell, rc::Rc};

use futures::{
    FutureExt,
    future::{pending, ready},
};
use inflight::browser::{clock, window_api::WindowApi};
use js_sys::{Promise, Reflect, eval};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

type Pairs = Vec<(String, String)>;

/// Evaluates a promise.
async fn settled(script: &str) -> Result<JsValue, String> {
    let promise: Promise = eval(script).unwrap().dyn_into().unwrap();
    JsFuture::from(promise).await.map_err(|error| {
        assert!(
            error.is_instance_of::<js_sys::Error>(),
            "an Error: {error:?}"
        );
        String::from(error.unchecked_into::<js_sys::Error>().message())
    })
}

/// Waits until the figure of an earlier test has taken back its own: yew destroys it after that test.
async fn without_figures() {
    clock::next_task().await;
    assert_eq!(eval("typeof window.inflight").unwrap(), "undefined");
}

#[wasm_bindgen_test]
async fn a_report_arrives_as_an_object_and_a_refusal_as_an_error() {
    without_figures().await;
    let run = |pairs: Pairs| {
        ready(if pairs.is_empty() {
            Ok(r#"{"version":1}"#.into())
        } else {
            Err("refused".into())
        })
    };
    let api = WindowApi::publish(move |pairs| run(pairs).boxed_local(), || (), None);
    let report = settled("inflight.run([])").await.unwrap();
    assert_eq!(Reflect::get(&report, &"version".into()).unwrap(), 1);
    assert_eq!(
        settled("inflight.run([['cap', '6']])").await,
        Err("refused".into())
    );
    drop(api);
}

#[wasm_bindgen_test]
async fn cancel_is_passed_on_and_the_whole_goes_with_its_page() {
    without_figures().await;
    let cancelled = Rc::new(RefCell::new(0));
    let counting = Rc::clone(&cancelled);
    let api = WindowApi::publish(
        |_| pending().boxed_local(),
        move || *counting.borrow_mut() += 1,
        None,
    );
    assert_eq!(eval("inflight.cancel()").unwrap(), JsValue::UNDEFINED);
    assert_eq!(*cancelled.borrow(), 1);
    drop(api);
    assert_eq!(eval("typeof window.inflight").unwrap(), "undefined");
}
