//! Real requests during which the page stands still.

use wasm_bindgen::JsValue;
use web_sys::XmlHttpRequest;

use super::{
    clock,
    error::message,
    fetch::{named, retry_after},
};
use crate::{
    format::decimal,
    world::answer::{Failure, Response},
};

/// Gets a URL while the page stands still.
///
/// A synchronous `XMLHttpRequest` can be given neither a deadline nor a cache
/// mode: a query that is never the same keeps the cache out of it.
///
/// # Errors
/// A failure where there is no complete answer.
pub fn get(url: &str) -> Result<Response, Failure> {
    let fail = |error: JsValue| Failure::Network(message(&error));
    let request = XmlHttpRequest::new().map_err(fail)?;
    request
        .open_with_async("GET", &unique(url), false)
        .map_err(fail)?;
    // Each character of the text is then a byte of the body.
    request
        .override_mime_type("text/plain; charset=x-user-defined")
        .map_err(fail)?;
    request.send().map_err(fail)?;
    let status = request.status().map_err(fail)?;
    let text = request.response_text().map_err(fail)?.unwrap_or_default();
    let body = bytes(text);
    let asked = request.get_response_header("retry-after").ok().flatten();
    let retry_after = asked.and_then(|text| retry_after(&text));
    let todo = named(&body);
    Ok(Response {
        status,
        body,
        retry_after,
        todo,
    })
}

/// The bytes of a text of which each character is one: itself, or from U+F780
/// on. A byte order mark overrules the character set that was asked for; such
/// a text is what it says.
fn bytes(text: String) -> Vec<u8> {
    let byte = |c: char| match u32::from(c) {
        code @ (0..=0x7f | 0xf780..=0xf7ff) => u8::try_from(code & 0xff).ok(),
        _ => None,
    };
    let bytes: Option<Vec<u8>> = text.chars().map(byte).collect();
    bytes.unwrap_or_else(|| text.into_bytes())
}

fn unique(url: &str) -> String {
    let (before, fragment) = url.split_once('#').unwrap_or((url, ""));
    let joint = if before.contains('?') { '&' } else { '?' };
    format!(
        "{before}{joint}inflight={}#{fragment}",
        decimal(clock::precise_unix_ms(), 1)
    )
}
