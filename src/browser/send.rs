//! Sending a request, which is aborted when dropped.

use gloo_net::http::{Request, Response};
use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, AbortSignal, ReferrerPolicy, RequestCache, RequestCredentials, RequestInit,
    RequestRedirect, ResponseType,
};

use super::error::message;
use crate::world::answer::Failure;

/// Aborts its request when dropped before the end.
///
/// It keeps the request, because `WebKit` aborts no fetch whose request the
/// garbage collector has taken.
pub(super) struct AbortOnDrop(Option<(AbortController, web_sys::Request)>);

impl AbortOnDrop {
    pub(super) fn disarm(mut self) {
        // Aborting now would be a no-op that still costs a call into JavaScript.
        self.0 = None;
    }
}

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if let Some((controller, _)) = &self.0 {
            controller.abort();
        }
    }
}

#[wasm_bindgen]
extern "C" {
    /// The page's `fetch`. Extensions replace it: it may throw, reject with
    /// anything, and answer with anything, where gloo-net's `send` panics.
    #[wasm_bindgen(catch)]
    fn fetch(request: &web_sys::Request) -> Result<JsValue, JsValue>;
}

/// Sends a request; ends when the headers of the answer have come.
pub(super) async fn send(
    url: &str,
    redirect: RequestRedirect,
) -> Result<(Response, AbortOnDrop), Failure> {
    let fail = |error: JsValue| Failure::Network(message(&error));
    let controller = AbortController::new().map_err(fail)?;
    let request = request(url, redirect, &controller.signal()).map_err(fail)?;
    let request = web_sys::Request::from(request);
    let sent = fetch(&request).map_err(fail)?;
    let guard = AbortOnDrop(Some((controller, request)));
    let response = JsFuture::from(Promise::resolve(&sent))
        .await
        .map_err(fail)?;
    let response = response.dyn_into::<web_sys::Response>().map_err(|_| {
        Failure::Network(
            "the page’s fetch was replaced, and gave something else than a response".into(),
        )
    })?;
    if response.status() == 0 && response.type_() != ResponseType::Opaqueredirect {
        return Err(Failure::Network("an answer without a status".into()));
    }
    Ok((response.into(), guard))
}

fn request(url: &str, redirect: RequestRedirect, signal: &AbortSignal) -> Result<Request, JsValue> {
    // gloo-net's builder would create four JavaScript objects, and each of 199 requests that start
    // together waits until those before it have been created.
    let options = RequestInit::new();
    options.set_cache(RequestCache::NoStore);
    options.set_credentials(RequestCredentials::Omit);
    options.set_referrer_policy(ReferrerPolicy::NoReferrer);
    options.set_redirect(redirect);
    options.set_signal(Some(signal));
    let request = web_sys::Request::new_with_str_and_init(url, &options)?;
    Ok(Request::from(request))
}
