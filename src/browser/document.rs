//! The document around a figure: its address, its look, its life.

use futures::channel::oneshot;
use gloo_events::EventListener;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{
    Element, HtmlElement, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit,
};

use super::error::message;

/// How far from what the reader sees a figure is still near: about half a
/// window, so that it stands there when it comes into view.
const NEAR: &str = "400px 0px";

/// What the browser calls itself.
#[must_use]
pub fn user_agent() -> String {
    web_sys::window()
        .and_then(|window| window.navigator().user_agent().ok())
        .unwrap_or_default()
}

/// The query string in the address, with its “?”.
#[must_use]
pub fn query() -> String {
    web_sys::window()
        .and_then(|window| window.location().search().ok())
        .unwrap_or_default()
}

/// Puts a query string into the address, as a step that one can take back. Its
/// fragment stays: it names the host of a frame, or a place in the article.
///
/// # Errors
/// What the browser says against it; the page works all the same.
pub fn set_query(query: &str) -> Result<(), String> {
    let window = web_sys::window().ok_or("there is no window")?;
    let fragment = window.location().hash().map_err(|error| message(&error))?;
    let history = window.history().map_err(|error| message(&error))?;
    let address = link(query) + &fragment;
    history
        .push_state_with_url(&JsValue::NULL, "", Some(&address))
        .map_err(|error| message(&error))
}

/// The origin of this page: `https://example.org`.
#[must_use]
pub fn origin() -> String {
    let location = web_sys::window().map(|window| window.location());
    let origin = location.and_then(|location| location.origin().ok());
    origin.unwrap_or_default()
}

/// A link to this page with a query string.
#[must_use]
pub fn link(query: &str) -> String {
    let location = web_sys::window().map(|window| window.location());
    let address = location.and_then(|location| location.href().ok());
    let address = address.unwrap_or_default();
    let page = address.split(['?', '#']).next().unwrap_or_default();
    let joint = if query.is_empty() { "" } else { "?" };
    format!("{page}{joint}{query}")
}

/// Calls back whenever the reader steps back or forward.
#[must_use]
pub fn on_step(mut call: impl FnMut() + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "popstate", move |_| call()))
}

/// Calls back when the page goes away, perhaps to be shown again later.
#[must_use]
pub fn on_leave(call: impl FnMut() + 'static) -> Option<EventListener> {
    on("pagehide", call)
}

/// Calls back when the page is about to go. Only for as long as it matters: a
/// browser may load a page anew that listens to this, where it would have shown
/// another one as it was.
#[must_use]
pub fn before_leave(call: impl FnMut() + 'static) -> Option<EventListener> {
    on("beforeunload", call)
}

fn on(event: &'static str, mut call: impl FnMut() + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, event, move |_| call()))
}

/// Marks the document, for the style sheet: `data-<name>="<value>"`.
pub fn mark(name: &str, value: &str) {
    let root = web_sys::window().and_then(|window| window.document()?.document_element());
    if let Some(root) = root {
        root.set_attribute(&format!("data-{name}"), value).ok();
    }
}

/// The settings that an element asks for in its attribute, as a query string.
#[must_use]
pub fn figure_settings(element: &Element) -> String {
    element.get_attribute("data-figure").unwrap_or_default()
}

/// The elements that ask for a figure, in document order.
#[must_use]
pub fn figure_places() -> Vec<Element> {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return vec![];
    };
    let Ok(found) = document.query_selector_all("[data-figure]") else {
        return vec![];
    };
    (0..found.length())
        .filter_map(|index| found.get(index)?.dyn_into().ok())
        .collect()
}

/// ResourceTimings until an element has come near to what the reader sees; where the
/// browser cannot tell, no longer than now.
pub async fn near(element: &Element) {
    let (sender, seen) = oneshot::channel();
    let mut sender = Some(sender);
    let look = move |entries: Array| {
        let near = |entry: JsValue| {
            let entry = entry.dyn_into::<IntersectionObserverEntry>();
            entry.is_ok_and(|entry| entry.is_intersecting())
        };
        if entries.iter().any(near)
            && let Some(sender) = sender.take()
        {
            // Fails only if nobody waits any more.
            sender.send(()).ok();
        }
    };
    let look: Closure<dyn FnMut(Array)> = Closure::new(look);
    let options = IntersectionObserverInit::new();
    options.set_root_margin(NEAR);
    let function = look.as_ref().unchecked_ref();
    let Ok(observer) = IntersectionObserver::new_with_options(function, &options) else {
        return;
    };
    observer.observe(element);
    seen.await.ok();
    // Seen once: the observer goes, and with it what it calls.
    observer.disconnect();
}

/// Moves the focus.
pub fn focus(element: &HtmlElement) {
    element.focus().ok();
}

/// Whether an element has the focus.
#[must_use]
pub fn has_focus(element: &Element) -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document
        .and_then(|document| document.active_element())
        .as_ref()
        == Some(element)
}
