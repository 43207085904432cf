//! Synchronous requests, which block the thread until the answer is complete.

use wasm_bindgen::JsValue;
use web_sys::XmlHttpRequest;

use super::{
    document,
    error::message,
    fetch::{retry_after, todo_fields},
    redirects::Redirects,
};
use crate::world::answer::{Failure, Response};

/// The byte order mark, as a unit of UTF-16.
const UTF_16_MARK: [u16; 1] = [0xfeff];

/// Gets a URL and blocks the thread until the answer is complete.
///
/// A synchronous `XMLHttpRequest` can be given neither a deadline nor a limit
/// for its body, and to the page's own origin it sends cookies.
///
/// # Errors
/// [`Failure::Network`] if there is no complete answer, [`Failure::Elsewhere`]
/// after a redirect to another server.
pub fn get(url: &str, redirects: &Redirects) -> Result<Response, Failure> {
    let fail = |error: JsValue| Failure::Network(message(&error));
    let request = XmlHttpRequest::new().map_err(fail)?;
    request.open_with_async("GET", url, false).map_err(fail)?;
    // With this character set, each character of the text is a byte of the body.
    request
        .override_mime_type("text/plain; charset=x-user-defined")
        .map_err(fail)?;
    if document::is_own(url) {
        // What a fetch with the mode `no-store` sends. Another origin would be asked first whether it
        // allows them.
        for name in ["Cache-Control", "Pragma"] {
            request.set_request_header(name, "no-cache").map_err(fail)?;
        }
    }
    request.send().map_err(fail)?;
    redirects.check(&request.response_url())?;
    let status = request.status().map_err(fail)?;
    let text = request.response_text().map_err(fail)?.unwrap_or_default();
    let header = |name| request.get_response_header(name).ok().flatten();
    let length = match header("content-encoding") {
        None => header("content-length").and_then(|length| length.parse().ok()),
        Some(_) => None,
    };
    let body = bytes(text, length);
    Ok(Response {
        status,
        retry_after: header("retry-after").and_then(|text| retry_after(&text)),
        todo: todo_fields(&body),
        body,
    })
}

/// The bytes of a text in the character set `x-user-defined`: a byte above 0x7F
/// is a character from U+F780 on. A byte order mark in the body overrules that
/// character set; then the text is the decoded body, without the mark. The
/// length of the body, where it is known, tells whether it was UTF-8.
fn bytes(text: String, length: Option<usize>) -> Vec<u8> {
    let byte = |c: char| match u32::from(c) {
        code @ (0..=0x7f | 0xf780..=0xf7ff) => u8::try_from(code & 0xff).ok(),
        _ => None,
    };
    let bytes: Option<Vec<u8>> = text.chars().map(byte).collect();
    let units = text.encode_utf16().count();
    let was_utf_16 = length == Some(2 * units + 2) && length != Some(text.len() + 3);
    match bytes {
        _ if was_utf_16 => UTF_16_MARK
            .into_iter()
            .chain(text.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect(),
        Some(bytes) => bytes,
        None => text.into_bytes(),
    }
}
