//! The query string and the fragment in the address of the page.

use wasm_bindgen::JsValue;
use web_sys::History;

use super::{document::link, error::message};

/// The query string in the address, with its “?”.
#[must_use]
pub fn query() -> String {
    web_sys::window()
        .and_then(|window| window.location().search().ok())
        .unwrap_or_default()
}

/// The value of a name in the fragment of the address: `#<name>=<value>`, after
/// others with “&” between them.
#[must_use]
pub fn fragment(name: &str) -> Option<String> {
    let hash = hash();
    let parts = hash.trim_start_matches('#').split('&');
    let mut parts = parts.filter_map(|part| part.split_once('='));
    let value = parts.find(|(of, _)| *of == name)?.1;
    Some(value.to_owned())
}

/// Sets the query string and the fragment in the address as a new step in the
/// browser's history.
///
/// # Errors
/// The browser's message. The page works without this.
pub fn push(query: &str, fragment: &str) -> Result<(), String> {
    let address = link(query) + fragment;
    let pushed = history()?.push_state_with_url(&JsValue::NULL, "", Some(&address));
    pushed.map_err(|error| message(&error))
}

/// Sets the same without a step in the browser's history.
///
/// # Errors
/// The browser's message. The page works without this.
pub fn replace(query: &str, fragment: &str) -> Result<(), String> {
    let address = link(query) + fragment;
    let replaced = history()?.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    replaced.map_err(|error| message(&error))
}

fn history() -> Result<History, String> {
    let window = web_sys::window().ok_or("there is no window")?;
    window.history().map_err(|error| message(&error))
}

/// The fragment of the address, with its “#”; empty if there is none.
#[must_use]
pub fn hash() -> String {
    let window = web_sys::window();
    let hash = window.and_then(|window| window.location().hash().ok());
    hash.unwrap_or_default()
}

/// The same with another code in it; the rest, which names the embedder's origin or
/// a part of the article, stays.
#[must_use]
pub fn hash_with_code(code: &str) -> String {
    let hash = hash();
    let parts = hash.trim_start_matches('#').split('&');
    let others = parts.filter(|part| !part.starts_with("code="));
    let parts: Vec<_> = others
        .chain([code])
        .filter(|part| !part.is_empty())
        .collect();
    let mark = if parts.is_empty() { "" } else { "#" };
    mark.to_owned() + &parts.join("&")
}
