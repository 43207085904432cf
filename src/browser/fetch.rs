//! Real requests: fetches that are aborted when dropped, and bodies that are
//! read up to a limit.

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
    /// There is nothing left to abort. (It would do nothing, but not for
    /// nothing.)
    fn disarm(mut self) {
        self.0 = None;
    }
}

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            // Without a reason: with one, the fetch would reject with something
            // that is no `Error`, and gloo-net panics.
            controller.abort();
        }
    }
}

/// Gets a URL; the status is told as soon as it is seen.
///
/// # Errors
/// A failure where there is no complete answer.
pub async fn get(url: &str, seen: &Cell<Option<u16>>) -> Result<answer::Response, Failure> {
    let (response, guard) = send(url).await?;
    seen.set(Some(response.status()));
    let body = if is_small(&response) {
        whole(&response).await?
    } else {
        in_pieces(&response).await?
    };
    guard.disarm();
    // Nothing is asked for where all is well.
    let asked = if response.ok() {
        None
    } else {
        response.headers().get("retry-after")
    };
    Ok(answer::Response {
        status: response.status(),
        todo: named(&body),
        body,
        retry_after: asked.and_then(|text| retry_after(&text)),
    })
}

/// The body of an answer that this page has written itself: it is small, and
/// read as a whole.
///
/// # Errors
/// A failure where there is no complete answer.
pub async fn get_own(url: &str) -> Result<Vec<u8>, Failure> {
    let (response, guard) = send(url).await?;
    let body = whole(&response).await?;
    guard.disarm();
    Ok(body)
}

/// Up to the headers of the answer.
async fn send(url: &str) -> Result<(Response, AbortOnDrop), Failure> {
    let fail = |error: JsValue| Failure::Network(message(&error));
    let controller = AbortController::new().map_err(fail)?;
    let request = request(url, &controller.signal()).map_err(fail)?;
    let guard = AbortOnDrop(Some(controller));
    let response = request.send().await;
    let response = response.map_err(|error| Failure::Network(error.to_string()))?;
    Ok((response, guard))
}

/// One object: gloo-net's builder makes four, and of 199 requests at once each
/// waits for those before it.
fn request(url: &str, signal: &AbortSignal) -> Result<Request, JsValue> {
    let options = RequestInit::new();
    options.set_cache(RequestCache::NoStore);
    options.set_credentials(RequestCredentials::Omit);
    options.set_referrer_policy(ReferrerPolicy::NoReferrer);
    options.set_signal(Some(signal));
    let request = web_sys::Request::new_with_str_and_init(url, &options)?;
    Ok(Request::from(request))
}

/// Whether it is known before a body is read that it is within the limit: its
/// length is told, and it is not encoded. (Another origin may hide that.)
fn is_small(response: &Response) -> bool {
    if response.type_() != ResponseType::Basic {
        return false;
    }
    let headers = response.headers();
    let length = headers.get("content-length");
    let length = length.and_then(|length| length.parse::<usize>().ok());
    headers.get("content-encoding").is_none() && length.is_some_and(|length| length <= BODY_LIMIT)
}

/// The body at once, which takes the browser less time than a stream.
async fn whole(response: &Response) -> Result<Vec<u8>, Failure> {
    let body = response.binary().await;
    body.map_err(|error| Failure::Broken(error.to_string()))
}

/// The body, piece by piece: a whole one might not fit into memory.
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

/// `Retry-After`: seconds, or a date.
pub(super) fn retry_after(text: &str) -> Option<Duration> {
    // A number comes first, since a browser would read "1.5" as a date as well;
    // HTTP's own dates begin with a letter.
    let mut seconds = parse_float(text);
    if seconds.is_nan() {
        seconds = (Date::parse(text) - Date::now()) / 1e3;
        // Of a date that has passed, no wait.
        seconds = seconds.clamp(0.0, f64::MAX);
    }
    // What is neither stays no number, and so no duration; nor is what is
    // negative. Too long a time for a duration is still a long one.
    Duration::try_from_secs_f64(seconds.clamp(f64::MIN, f64::from(u32::MAX))).ok()
}

#[wasm_bindgen]
extern "C" {
    /// An object. (Its fields asked for by names that are strings of this
    /// program, each request would have them decoded anew.)
    type MaybeTodo;

    #[wasm_bindgen(method, getter)]
    fn id(this: &MaybeTodo) -> JsValue;

    #[wasm_bindgen(method, getter)]
    fn title(this: &MaybeTodo) -> JsValue;
}

/// What a body names, if it is a todo.
pub(super) fn named(body: &[u8]) -> TodoFields {
    let text = String::from_utf8_lossy(body);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let todo = JSON::parse(text).ok().filter(JsValue::is_object);
    let Some(todo) = todo.map(JsCast::unchecked_into::<MaybeTodo>) else {
        return TodoFields::default();
    };
    let id = todo.id().as_f64().filter(|id| *id >= 0.0);
    // A cast of a float saturates: no id is worse than a wrong one.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let id = id.map(|id| id as usize);
    TodoFields {
        title: todo.title().as_string(),
        id,
    }
}
