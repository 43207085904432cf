//! Calls to the on-demand program, which `start.js` loads at the first call.

use js_sys::{Function, JsString, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::Element;

use super::error::message;
use crate::report::on_demand::Task;

/// Runs a task of the on-demand program with a text as its input; the result is
/// also a text.
///
/// # Errors
/// A message for the reader: why the task failed, or that the program could not
/// be loaded. The next call tries to load it again.
pub async fn run(task: Task, input: &JsString) -> Result<String, String> {
    run_watched(task, input, &JsValue::UNDEFINED).await
}

/// The same; `watch` gets the share of the task that is done, 0 to 1.
///
/// # Errors
/// The same.
pub async fn run_and_watch(
    task: Task,
    input: &JsString,
    watch: impl Fn(f64) + 'static,
) -> Result<String, String> {
    let watch: Closure<dyn Fn(f64)> = Closure::new(watch);
    run_watched(task, input, watch.as_ref()).await
}

/// Ends the tasks of this kind, whose results are an error then.
pub fn cancel(task: Task) {
    if let Ok(cancel) = function("cancel") {
        cancel.call1(&JsValue::NULL, &task.key().into()).ok();
    }
}

async fn run_watched(task: Task, input: &JsString, watch: &JsValue) -> Result<String, String> {
    let result = match call(task, input, watch) {
        Ok(promise) => JsFuture::from(promise).await,
        Err(error) => Err(error),
    };
    // The program throws its messages as strings. Any other exception counts as a failure to load it.
    let text = result.map_err(|error| error.as_string().unwrap_or_else(|| not_loaded(&error)))?;
    Ok(text.as_string().unwrap_or_default())
}

fn call(task: Task, input: &JsString, watch: &JsValue) -> Result<Promise, JsValue> {
    let run = function("run")?;
    let promise = run.call3(&JsValue::NULL, &task.key().into(), input, watch)?;
    Ok(promise.unchecked_into())
}

/// A function of `start.js`.
fn function(name: &str) -> Result<Function, JsValue> {
    Reflect::get(&start().into(), &name.into())?.dyn_into()
}

/// The element of `start.js`, where the programs and that script leave functions for
/// each other.
fn start() -> Option<Element> {
    let document = web_sys::window().and_then(|window| window.document());
    document.and_then(|document| document.get_element_by_id("start"))
}

/// What the first program leaves for the program `yours`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    /// The text of a file that the reader opened.
    File,
    /// The name of a panel that the reader opened.
    Panel,
    /// Latencies that are too many for the address.
    Latencies,
}

impl Leave {
    fn name(self) -> JsValue {
        ["file", "panel", "latencies"][self as usize].into()
    }
}

/// Leaves a text for the program `yours`.
pub fn leave(what: Leave, text: &JsString) {
    Reflect::set(&start().into(), &what.name(), text).ok();
}

/// Takes a text that the first program left, if it left one.
#[must_use]
pub fn take(what: Leave) -> Option<JsString> {
    let (start, name) = (start().into(), what.name());
    let text = Reflect::get(&start, &name).ok()?.dyn_into().ok()?;
    Reflect::set(&start, &name, &JsValue::UNDEFINED).ok();
    Some(text)
}

/// Puts the program `yours` in the place of this one, with code for its panel, or
/// without that panel.
///
/// # Errors
/// A message for the reader: why that program could not be loaded.
pub async fn replace_program(code: Option<&str>) -> Result<(), String> {
    let code = code.map_or(JsValue::UNDEFINED, JsValue::from);
    let replaced = async {
        let promise = function("replace")?.call1(&JsValue::NULL, &code)?;
        JsFuture::from(promise.unchecked_into::<Promise>()).await
    };
    replaced.await.map(drop).map_err(|error| message(&error))
}

/// Tells `start.js` how to end this program: `close` removes its figures.
pub fn on_replace(close: impl Fn() + 'static) {
    let close: Closure<dyn Fn()> = Closure::new(close);
    Reflect::set(&start().into(), &"close".into(), close.as_ref()).ok();
    // It may be called as long as the page is there.
    close.forget();
}

fn not_loaded(error: &JsValue) -> String {
    let reason = message(error);
    format!(
        "the part of the page that does this could not be loaded ({reason}); nothing is lost: try again"
    )
}
