//! The service worker that answers requests to the simulated network.
//!
//! It can be missing for several reasons: an insecure context, a private window,
//! a sandboxed frame, a reload with Shift. In some of these cases, reading
//! `navigator.serviceWorker` throws.

use std::{pin::pin, time::Duration};

use futures::{channel::oneshot, future};
use gloo_events::EventListener;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::ServiceWorkerContainer;

use super::{clock, document};

/// The longest time that the page waits for its worker; then it runs without.
const PATIENCE: Duration = Duration::from_secs(1);

/// The browser's container of service workers, if it has one.
#[must_use]
pub fn container() -> Option<ServiceWorkerContainer> {
    let navigator = web_sys::window()?.navigator();
    let container = Reflect::get(&navigator, &"serviceWorker".into()).ok()?;
    container.dyn_into().ok()
}

/// The worker's file, in the folder of the page.
const FILE: &str = "sw.js";

/// Whether the page's own worker controls it. Another page of the same host may
/// have registered a worker for the whole host.
#[must_use]
pub fn is_own_in_control() -> bool {
    let own = || {
        let controller = container()?.controller()?.script_url();
        let folder = controller
            .strip_prefix(&*document::origin())?
            .strip_suffix(FILE)?;
        let path = web_sys::window()?.location().pathname().ok()?;
        let name = path.strip_prefix(folder)?;
        Some(!name.contains('/'))
    };
    own().unwrap_or_default()
}

/// Registers the worker. A page that enforces Trusted Types must create the URL
/// of a script by a policy; this policy creates no URL but that of the worker.
fn register(container: &ServiceWorkerContainer) -> Result<Promise, JsValue> {
    let window = js_sys::global();
    let trusted_types = Reflect::get(&window, &"trustedTypes".into())?;
    let mut url = JsValue::from_str(FILE);
    if trusted_types.is_object() {
        let rules = Object::new();
        let worker_url = Closure::<dyn Fn() -> String>::new(|| FILE.into());
        Reflect::set(&rules, &"createScriptURL".into(), worker_url.as_ref())?;
        let create_policy = Reflect::get(&trusted_types, &"createPolicy".into())?;
        let create_policy = create_policy.unchecked_into::<Function>();
        let policy = create_policy.call2(&trusted_types, &"inflight-worker".into(), &rules)?;
        let create_url = Reflect::get(&policy, &"createScriptURL".into())?;
        url = create_url
            .unchecked_into::<Function>()
            .call1(&policy, &url)?;
    }
    let register = Reflect::get(container, &"register".into())?;
    let promise = register
        .unchecked_into::<Function>()
        .call1(container, &url)?;
    Ok(promise.unchecked_into())
}

/// Registers the worker. Ends when the worker controls the page, when it cannot
/// be registered, or after a second.
pub async fn take_control() {
    let Some(container) = container() else { return };
    let (sender, changed) = oneshot::channel();
    let _listener = EventListener::once(&container, "controllerchange", move |_| {
        sender.send(()).ok();
    });
    let controlled = pin!(async {
        let registered = async { JsFuture::from(register(&container)?).await };
        if registered.await.is_ok() && !is_own_in_control() {
            changed.await.ok();
        }
    });
    future::select(controlled, pin!(clock::sleep(PATIENCE))).await;
}
