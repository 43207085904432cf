//! Calls to the on-demand program, which `start.js` loads at the first call.

use js_sys::{Function, JsString, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::error::message;
use crate::report::on_demand::Task;

/// Runs a task of the on-demand program with a text as its input; the result is
/// also a text.
///
/// # Errors
/// A message for the reader: why the task failed, or that the program could not
/// be loaded. The next call tries to load it again.
pub async fn run(task: Task, input: &JsString) -> Result<String, String> {
    let result = match call(task, input) {
        Ok(promise) => JsFuture::from(promise).await,
        Err(error) => Err(error),
    };
    // The program throws its messages as strings. Any other exception counts as a failure to load it.
    let text = result.map_err(|error| error.as_string().unwrap_or_else(|| not_loaded(&error)))?;
    Ok(text.as_string().unwrap_or_default())
}

fn call(task: Task, input: &JsString) -> Result<Promise, JsValue> {
    let document = web_sys::window().and_then(|window| window.document());
    let start = document.and_then(|document| document.get_element_by_id("start"));
    let run = Reflect::get(&start.into(), &"run".into())?;
    let run = run.dyn_into::<Function>()?;
    let promise = run.call2(&JsValue::NULL, &task.key().into(), input)?;
    Ok(promise.unchecked_into())
}

fn not_loaded(error: &JsValue) -> String {
    let reason = message(error);
    format!(
        "the part of the page that does this could not be loaded ({reason}); nothing is lost: try again"
    )
}
