//! The document: its address, its figures, the focus and its events.

use futures::channel::oneshot;
use gloo_events::EventListener;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{
    Element, HtmlElement, IntersectionObserver, IntersectionObserverEntry,
    IntersectionObserverInit, Url,
};

/// The distance from the visible part of the page within which an element is
/// near: about half a window, so that a figure is there when it comes into view.
const NEAR: &str = "400px 0px";

/// The browser's `User-Agent` string; empty where there is none.
#[must_use]
pub fn user_agent() -> String {
    web_sys::window()
        .and_then(|window| window.navigator().user_agent().ok())
        .unwrap_or_default()
}

/// Whether the reader wants as little motion as possible.
#[must_use]
pub fn prefers_reduced_motion() -> bool {
    let query = "(prefers-reduced-motion: reduce)";
    let list = web_sys::window().and_then(|window| window.match_media(query).ok()?);
    list.is_some_and(|list| list.matches())
}

/// Whether this page has the article; the page of embedded figures has none.
#[must_use]
pub fn has_article() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    let article = document.and_then(|document| document.query_selector("article").ok()?);
    article.is_some()
}

/// The origin of this page: `https://example.org`.
#[must_use]
pub fn origin() -> String {
    let location = web_sys::window().map(|window| window.location());
    let origin = location.and_then(|location| location.origin().ok());
    origin.unwrap_or_default()
}

/// The origin of a URL, as the browser writes it: hosts have many spellings.
/// `None` if the browser cannot read the URL.
#[must_use]
pub fn origin_of(url: &str) -> Option<String> {
    let page = link("");
    let url = Url::new_with_base(url, &page).ok()?;
    Some(url.origin())
}

/// Whether a URL has the origin of this page.
#[must_use]
pub fn is_own(url: &str) -> bool {
    origin_of(url).is_some_and(|of| of == origin())
}

/// A link to this page with a query string.
#[must_use]
pub fn link(query: &str) -> String {
    let location = web_sys::window().map(|window| window.location());
    let address = location.and_then(|location| location.href().ok());
    let address = address.unwrap_or_default();
    let page = address.split(['?', '#']).next().unwrap_or_default();
    let separator = if query.is_empty() { "" } else { "?" };
    format!("{page}{separator}{query}")
}

/// A link to the page with the article, with what follows its address: “?” and a
/// query string, “#” and a fragment.
#[must_use]
pub fn page_link(rest: &str) -> String {
    let page = if has_article() { link("") } else { folder() };
    page + rest
}

/// The address of the folder that this page is in, with its last slash.
#[must_use]
pub fn folder() -> String {
    let page = link("");
    let end = page.rfind('/').map_or(0, |slash| slash + 1);
    page[..end].to_owned()
}

/// Calls `callback` after each step in the browser's history, back or forward.
#[must_use]
pub fn on_history_step(callback: impl FnMut() + 'static) -> Option<EventListener> {
    on("popstate", callback)
}

/// Calls `callback` when the reader leaves the page, which the browser may show
/// again later.
#[must_use]
pub fn on_leave(callback: impl FnMut() + 'static) -> Option<EventListener> {
    on("pagehide", callback)
}

/// Calls `callback` before the page is left. Listen only while it is necessary:
/// when the reader comes back to a page with such a listener, a browser may load
/// it again instead of showing it as it was.
#[must_use]
pub fn before_leave(callback: impl FnMut() + 'static) -> Option<EventListener> {
    on("beforeunload", callback)
}

/// Listens to an event of the window; `None` outside of a page.
fn on(event: &'static str, mut callback: impl FnMut() + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, event, move |_| callback()))
}

/// Sets an attribute of the document for the style sheet:
/// `data-<name>="<value>"`.
pub fn mark(name: &str, value: &str) {
    let root = web_sys::window().and_then(|window| window.document()?.document_element());
    if let Some(root) = root {
        root.set_attribute(&format!("data-{name}"), value).ok();
    }
}

/// Writes a warning into the browser's console, for the author of a page.
pub fn warn(text: &str) {
    web_sys::console::warn_1(&text.into());
}

/// The settings of an inline figure, as the query string in its element.
#[must_use]
pub fn figure_query(element: &Element) -> String {
    element.get_attribute("data-figure").unwrap_or_default()
}

/// The elements for figures, in document order.
#[must_use]
pub fn figure_elements() -> Vec<Element> {
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

/// Waits until an element is near the visible part of the page. Where the
/// browser cannot observe that, it does not wait.
pub async fn until_near(element: &Element) {
    let (sender, is_near) = oneshot::channel();
    let mut sender = Some(sender);
    let callback = move |entries: Array| {
        let near = |entry: JsValue| {
            let entry = entry.dyn_into::<IntersectionObserverEntry>();
            entry.is_ok_and(|entry| entry.is_intersecting())
        };
        if entries.iter().any(near)
            && let Some(sender) = sender.take()
        {
            // An error means that this future was dropped.
            sender.send(()).ok();
        }
    };
    let callback: Closure<dyn FnMut(Array)> = Closure::new(callback);
    let options = IntersectionObserverInit::new();
    options.set_root_margin(NEAR);
    let function = callback.as_ref().unchecked_ref();
    let Ok(observer) = IntersectionObserver::new_with_options(function, &options) else {
        return;
    };
    observer.observe(element);
    is_near.await.ok();
    // Without this, the observer could call the closure after it was dropped.
    observer.disconnect();
}

/// Moves the focus to an element.
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
