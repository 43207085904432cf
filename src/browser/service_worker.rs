//! The service worker: whether one answers for the simulated network.
//!
//! It may be missing for many reasons: no secure context, a private window, a
//! sandboxed frame, a reload with shift. Merely to look can throw.

use std::{pin::pin, time::Duration};

use futures::{channel::oneshot, future};
use gloo_events::EventListener;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::ServiceWorkerContainer;

use super::{clock, document};

/// How long a page waits for its worker before it does without.
const PATIENCE: Duration = Duration::from_secs(1);

/// Where the page's workers are told of, if anywhere.
#[must_use]
pub fn container() -> Option<ServiceWorkerContainer> {
    let navigator = web_sys::window()?.navigator();
    let container = Reflect::get(&navigator, &"serviceWorker".into()).ok()?;
    container.dyn_into().ok()
}

/// Its file, beside the page.
const FILE: &str = "sw.js";

/// Whether it is the page's own. What else lives on the same host may have one
/// for all of it.
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

/// Where a page must say that it trusts an address before it runs a script
/// from there, it is said of this one and no other.
fn register(container: &ServiceWorkerContainer) -> Result<Promise, JsValue> {
    let window = js_sys::global();
    let trusted = Reflect::get(&window, &"trustedTypes".into())?;
    let mut address = JsValue::from_str(FILE);
    if trusted.is_object() {
        let rules = Object::new();
        let trust = Closure::<dyn Fn() -> String>::new(|| FILE.into());
        Reflect::set(&rules, &"createScriptURL".into(), trust.as_ref())?;
        let create = Reflect::get(&trusted, &"createPolicy".into())?;
        let policy = create.unchecked_into::<Function>();
        let policy = policy.call2(&trusted, &"inflight-worker".into(), &rules)?;
        let trust = Reflect::get(&policy, &"createScriptURL".into())?;
        address = trust
            .unchecked_into::<Function>()
            .call1(&policy, &address)?;
    }
    let register = Reflect::get(container, &"register".into())?;
    let promise = register
        .unchecked_into::<Function>()
        .call1(container, &address)?;
    Ok(promise.unchecked_into())
}

/// Registers the worker; ends when it is in control, or cannot be within a
/// second.
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
