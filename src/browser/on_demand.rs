//! The workshop: the page's second program, which `start.js` loads when
//! something is wished for.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::error::message;
use crate::report::on_demand::Task;

/// Has something made.
///
/// # Errors
/// Why it cannot be made, or that the workshop could not be loaded; the next
/// wish tries again.
pub async fn run(task: Task, from: &str) -> Result<String, String> {
    let made = match asked(task, from) {
        Ok(promise) => JsFuture::from(promise).await,
        Err(error) => Err(error),
    };
    let text = made.map_err(|why| why.as_string().unwrap_or_else(|| missing(&why)))?;
    Ok(text.as_string().unwrap_or_default())
}

fn asked(task: Task, from: &str) -> Result<Promise, JsValue> {
    let document = web_sys::window().and_then(|window| window.document());
    let start = document.and_then(|document| document.get_element_by_id("start"));
    let run = Reflect::get(&start.into(), &"run".into())?;
    let run = run.dyn_into::<Function>()?;
    let promise = run.call2(&JsValue::NULL, &task.key().into(), &from.into())?;
    Ok(promise.unchecked_into())
}

fn missing(why: &JsValue) -> String {
    let why = message(why);
    format!(
        "the part of the page that makes this could not be loaded ({why}); nothing is lost: try again"
    )
}
