//! The text of the past runs in the browser's local storage. Where the browser
//! denies storage, nothing is stored, and the page works without it.

/// The key of the text.
const KEY: &str = "inflight.runs";

fn storage() -> Option<web_sys::Storage> {
    // Reading the property throws where storage is denied, as in a sandboxed frame.
    web_sys::window()?.local_storage().ok().flatten()
}

/// The stored text; empty if there is none.
#[must_use]
pub fn read() -> String {
    let text = storage().and_then(|storage| storage.get_item(KEY).ok().flatten());
    text.unwrap_or_default()
}

/// Stores a text; an empty text removes the stored one.
pub fn write(text: &str) {
    if let Some(storage) = storage() {
        if text.is_empty() {
            storage.remove_item(KEY).ok();
        } else {
            storage.set_item(KEY, text).ok();
        }
    }
}
