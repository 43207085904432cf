//! `window.inflight`: runs of the page for scripts.

use std::rc::Rc;

use futures::future::LocalBoxFuture;
use js_sys::{Array, Function, JSON, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::future_to_promise;

use super::{clock, error::message};
use crate::settings::Refusal;

/// The future report of a run: its JSON, or a message why there is none.
pub type Report = LocalBoxFuture<'static, Result<String, String>>;

/// The property `window.inflight`; it is deleted when this is dropped.
pub struct WindowApi {
    _run: Closure<dyn Fn(JsValue) -> Promise>,
    _cancel: Closure<dyn Fn()>,
}

const NAME: &str = "inflight";

impl WindowApi {
    /// Publishes `run`, which gets the names and values of settings, and
    /// `cancel`; `None` outside of a page.
    #[must_use]
    pub fn publish(
        run: impl Fn(Vec<(String, String)>) -> Report + 'static,
        cancel: impl Fn() + 'static,
    ) -> Option<Self> {
        let run = Rc::new(run);
        let run: Closure<dyn Fn(JsValue) -> Promise> = Closure::new(move |settings: JsValue| {
            let run = Rc::clone(&run);
            future_to_promise(async move {
                let report = match pairs(&settings) {
                    Ok(pairs) => run(pairs).await,
                    Err(refusal) => Err(refusal.to_string()),
                };
                // After 10,000 requests, writing the report and parsing it are two long pieces of work.
                clock::next_task().await;
                report
                    .and_then(|report| parse(&report))
                    .map_err(|message| js_sys::Error::new(&message).into())
            })
        });
        let cancel: Closure<dyn Fn()> = Closure::new(cancel);
        let api = Object::new();
        Reflect::set(&api, &"run".into(), run.as_ref()).ok()?;
        Reflect::set(&api, &"cancel".into(), cancel.as_ref()).ok()?;
        let window = web_sys::window()?;
        Reflect::set(&window, &NAME.into(), &api).ok()?;
        Some(Self {
            _run: run,
            _cancel: cancel,
        })
    }
}

impl Drop for WindowApi {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            Reflect::delete_property(&window, &NAME.into()).ok();
        }
    }
}

fn parse(report: &str) -> Result<JsValue, String> {
    JSON::parse(report).map_err(|error| message(&error))
}

/// The names and values of an object; undefined and null ones are left out.
fn pairs(settings: &JsValue) -> Result<Vec<(String, String)>, Refusal> {
    if settings.is_undefined() || settings.is_null() {
        return Ok(vec![]);
    }
    if !settings.is_object() || Array::is_array(settings) || settings.is_instance_of::<Function>() {
        return Err(Refusal::NoObject(text(settings)));
    }
    let mut pairs = Vec::new();
    for key in Object::keys(settings.unchecked_ref::<Object>()) {
        let name = key.as_string().unwrap_or_default();
        let value = Reflect::get(settings, &key)
            .map_err(|error| Refusal::Unreadable(name.clone(), message(&error)))?;
        if !value.is_undefined() && !value.is_null() {
            let value = if name == "strategies" {
                key_list(&value)
            } else {
                text(&value)
            };
            pairs.push((name, value));
        }
    }
    Ok(pairs)
}

/// A list of keys as text; in JavaScript it may also be an array of strings.
fn key_list(value: &JsValue) -> String {
    let items = value
        .dyn_ref::<Array>()
        .map(|array| array.iter().collect::<Vec<_>>());
    let keys = items.and_then(|items| {
        items
            .iter()
            .map(JsValue::as_string)
            .collect::<Option<Vec<_>>>()
    });
    keys.map_or_else(|| text(value), |keys| keys.join(","))
}

/// A value as text. Other values than strings and numbers become JSON, which no
/// setting accepts.
fn text(value: &JsValue) -> String {
    let number = || {
        let number = value.dyn_ref::<js_sys::Number>()?;
        number.to_string_with_radix(10).ok().map(String::from)
    };
    let json = || {
        JSON::stringify(value)
            .ok()
            .and_then(|text| text.as_string())
    };
    let text = value.as_string().or_else(number).or_else(json);
    text.unwrap_or_else(|| format!("{value:?}"))
}
