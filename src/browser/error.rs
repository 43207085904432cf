//! Messages of JavaScript exceptions.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

/// The message of an exception, or its text if it is one; a phrase where it has
/// none.
pub(super) fn message(error: &JsValue) -> String {
    let message = Reflect::get(error, &"message".into()).ok();
    message
        .and_then(|message| message.as_string())
        .or_else(|| error.as_string())
        .unwrap_or_else(|| "no reason given".into())
}
