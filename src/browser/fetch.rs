//! Fetches, which are aborted when dropped.

use std::{cell::Cell, time::Duration};

use gloo_net::http::Response;
use js_sys::{Date, JSON, Reflect, Uint8Array, parse_float};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStreamDefaultReader, RequestRedirect};

use super::{error::message, redirects::Redirects, send::send};
use crate::world::answer::{self, BODY_LIMIT, Failure, TodoFields};

/// Gets a URL. The status is stored as soon as the headers have come; the body
/// is read up to [`BODY_LIMIT`].
///
/// # Errors
/// [`Failure::Network`] without an answer, [`Failure::Elsewhere`] after a redirect
/// to another server, [`Failure::Broken`] if the body broke off,
/// [`Failure::TooLarge`] if it is too large.
pub async fn get(
    url: &str,
    status: &Cell<Option<u16>>,
    redirects: &Redirects,
) -> Result<answer::Response, Failure> {
    let (response, guard) = redirects.send(url).await?;
    status.set(Some(response.status()));
    let body = in_pieces(&response).await?;
    guard.disarm();
    // The header matters only in an answer that is not a success.
    let header = if response.ok() {
        None
    } else {
        response.headers().get("retry-after")
    };
    Ok(answer::Response {
        status: response.status(),
        todo: todo_fields(&body),
        body,
        retry_after: header.and_then(|text| retry_after(&text)),
    })
}

/// Gets a URL whose answer is written by this page: its body is small.
///
/// # Errors
/// [`Failure::Network`] without an answer, [`Failure::Broken`] if the body broke
/// off.
pub async fn get_own(url: &str) -> Result<Vec<u8>, Failure> {
    let (response, guard) = send(url, RequestRedirect::Manual).await?;
    let body = whole(response).await?;
    guard.disarm();
    Ok(body)
}

/// Reads the body as a whole, which takes the browser less time than a stream.
async fn whole(response: Response) -> Result<Vec<u8>, Failure> {
    let broken = |error: JsValue| Failure::Broken(message(&error));
    let body = web_sys::Response::from(response)
        .array_buffer()
        .map_err(broken)?;
    let body = JsFuture::from(body).await.map_err(broken)?;
    Ok(Uint8Array::new(&body).to_vec())
}

/// Reads the body in pieces, up to the limit: a whole one might not fit into
/// memory, and its length in the headers need not be true.
async fn in_pieces(response: &Response) -> Result<Vec<u8>, Failure> {
    let mut body = Vec::new();
    let Some(stream) = response.body() else {
        return Ok(body);
    };
    if stream.locked() {
        return Err(Failure::Broken("something else has read it".into()));
    }
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    loop {
        let piece = JsFuture::from(reader.read()).await;
        let piece = piece.map_err(|error| Failure::Broken(message(&error)))?;
        let value = Reflect::get(&piece, &"value".into()).unwrap_or(JsValue::UNDEFINED);
        let Ok(bytes) = value.dyn_into::<Uint8Array>() else {
            return Ok(body);
        };
        if body.len() + bytes.length() as usize > BODY_LIMIT {
            return Err(Failure::TooLarge);
        }
        body.extend(bytes.to_vec());
    }
}

/// The time in a `Retry-After` header, which contains seconds or a date (RFC
/// 9110, section 10.2.3). A date in the past gives 0; `None` if the text is
/// neither, or negative.
pub(super) fn retry_after(text: &str) -> Option<Duration> {
    // The number is tried first, because a browser would also read "1.5" as a date. A date in HTTP
    // begins with a letter.
    let mut seconds = parse_float(text);
    if seconds.is_nan() {
        seconds = (Date::parse(text) - Date::now()) / 1e3;
        seconds = seconds.clamp(0.0, f64::MAX);
    }
    // NaN and negative numbers give no duration. The upper limit, 136 years, fits into one.
    Duration::try_from_secs_f64(seconds.clamp(f64::MIN, f64::from(u32::MAX))).ok()
}

#[wasm_bindgen]
extern "C" {
    /// An object that may be a todo. The getters keep the names of its fields in
    /// JavaScript; `Reflect::get` would pass them as strings, which JavaScript
    /// would have to decode for each answer.
    type MaybeTodo;

    #[wasm_bindgen(method, getter)]
    fn id(this: &MaybeTodo) -> JsValue;

    #[wasm_bindgen(method, getter)]
    fn title(this: &MaybeTodo) -> JsValue;
}

/// The fields of a body that is a todo; none if it is not.
pub(super) fn todo_fields(body: &[u8]) -> TodoFields {
    let text = String::from_utf8_lossy(body);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let todo = JSON::parse(text).ok().filter(JsValue::is_object);
    let Some(todo) = todo.map(JsCast::unchecked_into::<MaybeTodo>) else {
        return TodoFields::default();
    };
    let id = todo.id().as_f64().filter(|id| *id >= 0.0);
    // A cast of a float saturates.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let id = id.map(|id| id as usize);
    TodoFields {
        title: todo.title().as_string(),
        id,
    }
}
