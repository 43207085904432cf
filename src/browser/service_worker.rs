//! The service worker: whether one answers for the simulated network.
//!
//! It may be missing for many reasons: no secure context, a private window, a
//! sandboxed frame, a reload with shift. Merely to look can throw.

use std::{pin::pin, time::Duration};

use futures::{channel::oneshot, future};
use gloo_events::EventListener;
use js_sys::Reflect;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::ServiceWorkerContainer;

use super::clock;

/// How long a page waits for its worker before it does without.
const PATIENCE: Duration = Duration::from_secs(1);

fn container() -> Option<ServiceWorkerContainer> {
    let navigator = web_sys::window()?.navigator();
    let container = Reflect::get(&navigator, &"serviceWorker".into()).ok()?;
    container.dyn_into().ok()
}

/// Whether a worker answers for this page now.
#[must_use]
pub fn is_in_control() -> bool {
    container().is_some_and(|container| container.controller().is_some())
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
        let registered = JsFuture::from(container.register("sw.js")).await;
        if registered.is_ok() && !is_in_control() {
            changed.await.ok();
        }
    });
    future::select(controlled, pin!(clock::sleep(PATIENCE))).await;
}
