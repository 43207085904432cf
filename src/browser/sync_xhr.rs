//! Synchronous requests, which block the thread until the answer is complete.

use wasm_bindgen::JsValue;
use web_sys::XmlHttpRequest;

use super::{
    clock,
    error::message,
    fetch::{retry_after, todo_fields},
};
use crate::{
    format::decimal,
    world::answer::{Failure, Response},
};

/// Gets a URL and blocks the thread until the answer is complete.
///
/// A synchronous `XMLHttpRequest` has neither a deadline nor a cache mode. So
/// that no answer comes from the cache, each URL gets a different query.
///
/// # Errors
/// [`Failure::Network`] if there is no complete answer.
pub fn get(url: &str) -> Result<Response, Failure> {
    let fail = |error: JsValue| Failure::Network(message(&error));
    let request = XmlHttpRequest::new().map_err(fail)?;
    request
        .open_with_async("GET", &unique(url), false)
        .map_err(fail)?;
    // With this character set, each character of the text is a byte of the body.
    request
        .override_mime_type("text/plain; charset=x-user-defined")
        .map_err(fail)?;
    request.send().map_err(fail)?;
    let status = request.status().map_err(fail)?;
    let text = request.response_text().map_err(fail)?.unwrap_or_default();
    let body = bytes(text);
    let header = request.get_response_header("retry-after").ok().flatten();
    let retry_after = header.and_then(|text| retry_after(&text));
    let todo = todo_fields(&body);
    Ok(Response {
        status,
        body,
        retry_after,
        todo,
    })
}

/// The bytes of a text in the character set `x-user-defined`: a byte above 0x7F
/// is a character from U+F780 on. A byte order mark in the body overrules that
/// character set; then the text already is the decoded body.
fn bytes(text: String) -> Vec<u8> {
    let byte = |c: char| match u32::from(c) {
        code @ (0..=0x7f | 0xf780..=0xf7ff) => u8::try_from(code & 0xff).ok(),
        _ => None,
    };
    let bytes: Option<Vec<u8>> = text.chars().map(byte).collect();
    bytes.unwrap_or_else(|| text.into_bytes())
}

/// A URL with the time in its query.
fn unique(url: &str) -> String {
    let (address, fragment) = url.split_once('#').unwrap_or((url, ""));
    let separator = if address.contains('?') { '&' } else { '?' };
    format!(
        "{address}{separator}inflight={}#{fragment}",
        decimal(clock::precise_unix_ms(), 1)
    )
}
