//! `window.inflight`, as a script on the page sees it.

use std::{cell::RefCell, rc::Rc};

use futures::{
    FutureExt,
    future::{pending, ready},
};
use inflight::{browser::window_api::WindowApi, settings::Settings};
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

/// The settings that the page gets when a script starts a run, or the refusal.
async fn told(settings: &str) -> Result<Pairs, String> {
    let told = Rc::new(RefCell::new(None));
    let telling = Rc::clone(&told);
    let run = move |pairs| {
        telling.replace(Some(pairs));
        ready(Ok("{}".into())).boxed_local()
    };
    let _api = WindowApi::publish(run, || ()).unwrap();
    settled(&format!("inflight.run({settings})")).await?;
    Ok(told.take().unwrap())
}

async fn understood(settings: &str, pairs: &[(&str, &str)]) {
    let pairs = pairs
        .iter()
        .map(|(name, value)| ((*name).into(), (*value).into()));
    assert_eq!(told(settings).await, Ok(pairs.collect()), "{settings}");
}

/// The message with which these settings are refused, by the page or before.
async fn refused(settings: &str) -> String {
    let message = match told(settings).await {
        Ok(pairs) => Settings::read(pairs).1.first().map(ToString::to_string),
        Err(message) => Some(message),
    };
    let message = message.unwrap_or_else(|| panic!("{settings} was taken"));
    let length = message.chars().count();
    assert!(
        (1..1_000).contains(&length),
        "{settings}: {length} characters"
    );
    message
}

#[wasm_bindgen_test]
async fn values_come_as_text_or_in_their_natural_type() {
    understood(
        "{ requests: 199, cap: '6' }",
        &[("requests", "199"), ("cap", "6")],
    )
    .await;
    understood(
        "{ spread: .25, seed: 2 ** 53 - 1 }",
        &[("spread", "0.25"), ("seed", "9007199254740991")],
    )
    .await;
    understood(
        "{ endpoint: 'https://example.org/{id}?a=ü' }",
        &[("endpoint", "https://example.org/{id}?a=ü")],
    )
    .await;
    understood(
        "{ strategies: ['joined', 'as-completed'] }",
        &[("strategies", "joined,as-completed")],
    )
    .await;
    understood(
        "{ strategies: 'joined,ordered' }",
        &[("strategies", "joined,ordered")],
    )
    .await;
}

#[wasm_bindgen_test]
async fn nothing_means_the_defaults() {
    for nothing in [
        "",
        "undefined",
        "null",
        "{}",
        "{ cap: undefined, seed: null }",
        "Object.create({ cap: 6 })",
    ] {
        understood(nothing, &[]).await;
    }
}

#[wasm_bindgen_test]
async fn what_no_setting_takes_is_refused_with_its_name_and_value() {
    for (settings, name, value) in [
        ("{ requests: NaN }", "requests", "NaN"),
        ("{ requests: -Infinity }", "requests", "-Infinity"),
        ("{ requests: 1e21 }", "requests", "1e+21"),
        ("{ requests: 2.5 }", "requests", "2.5"),
        ("{ requests: true }", "requests", "true"),
        ("{ requests: '' }", "requests", ""),
        ("{ latency: { mean: 5 } }", "latency", r#"{"mean":5}"#),
        ("{ cap: [6] }", "cap", "[6]"),
        ("{ strategies: [] }", "strategies", ""),
        (
            "{ strategies: ['joined', 7] }",
            "strategies",
            r#"["joined",7]"#,
        ),
        (
            "{ strategies: ['joined', 'swift'] }",
            "strategies",
            "joined,swift",
        ),
        (
            "{ endpoint: new URL('https://example.org/') }",
            "endpoint",
            "https://example.org/",
        ),
        ("{ speed: 5 }", "speed", "speed"),
    ] {
        let message = refused(settings).await;
        assert!(message.contains(name), "{settings}: {message}");
        let quoted = message.contains(&format!("“{value}”"));
        assert!(
            quoted || message.contains(value) && name == "endpoint",
            "{settings}: {message}"
        );
    }
}

#[wasm_bindgen_test]
async fn values_without_a_text_are_refused_too() {
    for settings in [
        "{ requests: 7n }",
        "{ requests: Symbol('many') }",
        "{ requests: () => 7 }",
        "{ requests: { toJSON() { throw new Error('no text') } } }",
    ] {
        assert!(refused(settings).await.contains("requests"), "{settings}");
    }
}

#[wasm_bindgen_test]
async fn what_is_no_object_is_refused() {
    for settings in ["7", "'requests=7'", "true", "[]", "() => ({})"] {
        let message = refused(settings).await;
        assert!(message.contains("an object"), "{settings}: {message}");
    }
}

#[wasm_bindgen_test]
async fn a_getter_that_throws_is_a_refusal_that_names_the_setting() {
    let message = refused("{ get requests() { throw new Error('not today') } }").await;
    assert!(
        message.contains("requests") && message.contains("not today"),
        "{message}"
    );
    refused("{ get requests() { throw 'not even an Error' } }").await;
}

#[wasm_bindgen_test]
async fn a_refusal_stays_short_however_long_the_value() {
    for settings in [
        "'x'.repeat(100_000)",
        "Array(100_000).fill('x')",
        "{ requests: 'x'.repeat(100_000) }",
        "{ requests: Array(100_000).fill(0) }",
        "{ strategies: Array(100_000).fill('x') }",
        "{ ['x'.repeat(100_000)]: 1 }",
        "{ get requests() { throw new Error('x'.repeat(100_000)) } }",
    ] {
        refused(settings).await;
    }
}

#[wasm_bindgen_test]
async fn a_report_arrives_as_an_object_and_a_refusal_as_an_error() {
    let run = |pairs: Pairs| {
        ready(if pairs.is_empty() {
            Ok(r#"{"version":1}"#.into())
        } else {
            Err("refused".into())
        })
    };
    let api = WindowApi::publish(move |pairs| run(pairs).boxed_local(), || ());
    let report = settled("inflight.run()").await.unwrap();
    assert_eq!(Reflect::get(&report, &"version".into()).unwrap(), 1);
    assert_eq!(
        settled("inflight.run({ cap: 6 })").await,
        Err("refused".into())
    );
    drop(api);
}

#[wasm_bindgen_test]
fn cancel_is_passed_on_and_the_whole_goes_with_its_page() {
    let cancelled = Rc::new(RefCell::new(0));
    let counting = Rc::clone(&cancelled);
    let api = WindowApi::publish(
        |_| pending().boxed_local(),
        move || *counting.borrow_mut() += 1,
    );
    assert_eq!(eval("inflight.cancel()").unwrap(), JsValue::UNDEFINED);
    assert_eq!(*cancelled.borrow(), 1);
    drop(api);
    assert_eq!(eval("typeof window.inflight").unwrap(), "undefined");
}
