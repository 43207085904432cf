//! `window.inflight`: runs of the page for scripts.

use std::rc::Rc;

use futures::future::LocalBoxFuture;
use js_sys::{Array, JSON, JsString, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::future_to_promise;

use super::{clock, error::message};

/// The future report of a run: its JSON, or a message why there is none.
pub type Report = LocalBoxFuture<'static, Result<String, String>>;

/// A function of the property that takes a value and returns a promise.
type Asynchronous = Closure<dyn Fn(JsValue, JsValue) -> Promise>;

/// The property `window.inflight`; it is deleted when this is dropped.
pub struct WindowApi {
    _run: Asynchronous,
    _cancel: Closure<dyn Fn()>,
    _open: Option<Asynchronous>,
}

/// Names and values.
pub type Pairs = Vec<(String, String)>;

/// A function that opens a text.
pub type Open = dyn Fn(JsString, Pairs) -> Report;

const NAME: &str = "inflight";

impl WindowApi {
    /// Publishes `run`, which gets the names and values of settings, `cancel`, and
    /// `open` where there is one, which gets a text and names and values; `None`
    /// outside of a page. In JavaScript `run` and `open` take an array of pairs of
    /// strings; `start.js` makes one of whatever a script passes.
    #[must_use]
    pub fn publish(
        run: impl Fn(Pairs) -> Report + 'static,
        cancel: impl Fn() + 'static,
        open: Option<Rc<Open>>,
    ) -> Option<Self> {
        let run = asynchronous(move |settings, _| run(pairs(&settings)));
        let cancel: Closure<dyn Fn()> = Closure::new(cancel);
        let open = open.map(|open| {
            asynchronous(move |text, named| open(text.unchecked_into(), pairs(&named)))
        });
        let api = Object::new();
        Reflect::set(&api, &"run".into(), run.as_ref()).ok()?;
        Reflect::set(&api, &"cancel".into(), cancel.as_ref()).ok()?;
        if let Some(open) = &open {
            Reflect::set(&api, &"open".into(), open.as_ref()).ok()?;
        }
        let window = web_sys::window()?;
        Reflect::set(&window, &NAME.into(), &api).ok()?;
        Some(Self {
            _run: run,
            _cancel: cancel,
            _open: open,
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

/// A function whose promise has the value in the JSON that it results in.
fn asynchronous(function: impl Fn(JsValue, JsValue) -> Report + 'static) -> Asynchronous {
    Closure::new(move |one, other| {
        let json = function(one, other);
        future_to_promise(async move {
            let json = json.await;
            // After 10,000 requests, writing the report and parsing it are two long pieces of work.
            clock::next_task().await;
            json.and_then(|json| parse(&json))
                .map_err(|message| js_sys::Error::new(&message).into())
        })
    })
}

/// The pairs of strings in an array.
fn pairs(settings: &JsValue) -> Pairs {
    let text = |pair: &Array, place| pair.get(place).as_string().unwrap_or_default();
    let pairs = Array::from(settings)
        .into_iter()
        .map(|pair| Array::from(&pair));
    pairs.map(|pair| (text(&pair, 0), text(&pair, 1))).collect()
}

fn parse(report: &str) -> Result<JsValue, String> {
    JSON::parse(report).map_err(|error| message(&error))
}
