//! `window.inflight`: runs of the page for scripts.

use std::rc::Rc;

use futures::future::LocalBoxFuture;
use js_sys::{Array, JSON, Object, Promise, Reflect};
use wasm_bindgen::{JsValue, prelude::Closure};
use wasm_bindgen_futures::future_to_promise;

use super::{clock, error::message};

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
    /// `cancel`; `None` outside of a page. In JavaScript `run` takes an array of
    /// pairs of strings; `start.js` makes one of whatever a script passes.
    #[must_use]
    pub fn publish(
        run: impl Fn(Vec<(String, String)>) -> Report + 'static,
        cancel: impl Fn() + 'static,
    ) -> Option<Self> {
        let run = Rc::new(run);
        let run: Closure<dyn Fn(JsValue) -> Promise> = Closure::new(move |settings: JsValue| {
            let run = Rc::clone(&run);
            future_to_promise(async move {
                let report = run(pairs(&settings)).await;
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

/// The pairs of strings in an array.
fn pairs(settings: &JsValue) -> Vec<(String, String)> {
    let text = |pair: &Array, place| pair.get(place).as_string().unwrap_or_default();
    let pairs = Array::from(settings)
        .into_iter()
        .map(|pair| Array::from(&pair));
    pairs.map(|pair| (text(&pair, 0), text(&pair, 1))).collect()
}

fn parse(report: &str) -> Result<JsValue, String> {
    JSON::parse(report).map_err(|error| message(&error))
}
