//! Texts in the browser's local storage. Where the browser denies storage, nothing
//! is stored, and the page works without it.

/// The key of the past runs.
pub const RUNS: &str = "inflight.runs";

/// The key of the code that the reader wrote.
pub const CODE: &str = "inflight.code";

fn storage() -> Option<web_sys::Storage> {
    // Reading the property throws where storage is denied, as in a sandboxed frame.
    web_sys::window()?.local_storage().ok().flatten()
}

/// The text with this key; empty if there is none.
#[must_use]
pub fn read(key: &str) -> String {
    let text = storage().and_then(|storage| storage.get_item(key).ok().flatten());
    text.unwrap_or_default()
}

/// Stores a text; an empty text removes the stored one.
pub fn write(key: &str, text: &str) {
    if let Some(storage) = storage() {
        if text.is_empty() {
            storage.remove_item(key).ok();
        } else {
            storage.set_item(key, text).ok();
        }
    }
}
