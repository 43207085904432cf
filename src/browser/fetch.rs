//! Fetches, which are aborted when dropped.

use super::error::message;
use std::{cell::Cell, time::Duration};

use gloo_net::http::{Request, Response};
use js_sys::{Date, JSON, Reflect, Uint8Array, parse_float};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, AbortSignal, ReadableStreamDefaultReader, ReferrerPolicy, RequestCache,
    RequestCredentials, RequestInit, ResponseType,
};

use crate::world::answer::{self, BODY_LIMIT, Failure, TodoFields};

/// Aborts its request when dropped before the end.
struct AbortOnDrop(Option<AbortController>);

impl AbortOnDrop {
    fn disarm(mut self) {
        // Aborting now would be a no-op that still costs a call into JavaScript.
        self.0 = None;
    }
}

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            // Without a reason. With one, the fetch would reject with a value that need not be an
            // `Error`, and then gloo-net panics.
            controller.abort();
        }
    }
}

/// Gets a URL. The status is stored as soon as the headers have come; the body
/// is read up to [`BODY_LIMIT`].
///
/// # Errors
/// [`Failure::Network`] without an answer, [`Failure::Broken`] if the body broke
/// off, [`Failure::TooLarge`] if it is too large.
pub async fn get(url: &str, status: &Cell<Option<u16>>) -> Result<answer::Response, Failure> {
    let (response, guard) = send(url).await?;
    status.set(Some(response.status()));
    let body = if is_small(&response) {
        whole(&response).await?
    } else {
        in_pieces(&response).await?
    };
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
    let (response, guard) = send(url).await?;
    let body = whole(&response).await?;
    guard.disarm();
    Ok(body)
}

/// Sends a request; ends when the headers of the answer have come.
async fn send(url: &str) -> Result<(Response, AbortOnDrop), Failure> {
    let fail = |error: JsValue| Failure::Network(message(&error));
    let controller = AbortController::new().map_err(fail)?;
    let request = request(url, &controller.signal()).map_err(fail)?;
    let guard = AbortOnDrop(Some(controller));
    let response = request.send().await;
    let response = response.map_err(|error| Failure::Network(error.to_string()))?;
    Ok((response, guard))
}

fn request(url: &str, signal: &AbortSignal) -> Result<Request, JsValue> {
    // gloo-net's builder would create four JavaScript objects, and each of 199 requests that start
    // together waits until those before it have been created.
    let options = RequestInit::new();
    options.set_cache(RequestCache::NoStore);
    options.set_credentials(RequestCredentials::Omit);
    options.set_referrer_policy(ReferrerPolicy::NoReferrer);
    options.set_signal(Some(signal));
    let request = web_sys::Request::new_with_str_and_init(url, &options)?;
    Ok(Request::from(request))
}

/// Whether the headers say that the body is within the limit: it has a length,
/// and no encoding. Another origin may hide these headers.
fn is_small(response: &Response) -> bool {
    if response.type_() != ResponseType::Basic {
        return false;
    }
    let headers = response.headers();
    let length = headers.get("content-length");
    let length = length.and_then(|length| length.parse::<usize>().ok());
    headers.get("content-encoding").is_none() && length.is_some_and(|length| length <= BODY_LIMIT)
}

/// Reads the body as a whole, which takes the browser less time than a stream.
async fn whole(response: &Response) -> Result<Vec<u8>, Failure> {
    let body = response.binary().await;
    body.map_err(|error| Failure::Broken(error.to_string()))
}

/// Reads the body in pieces, up to the limit: a whole one might not fit into
/// memory.
async fn in_pieces(response: &Response) -> Result<Vec<u8>, Failure> {
    let mut body = Vec::new();
    let Some(stream) = response.body() else {
        return Ok(body);
    };
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
