//! What this browser keeps for the page. Where storage is denied, nothing is
//! kept, and the page works all the same.

/// What the key stands for.
const KEY: &str = "inflight.runs";

fn storage() -> Option<web_sys::Storage> {
    // To ask alone may throw: in a sandboxed frame it does.
    web_sys::window()?.local_storage().ok().flatten()
}

/// What was kept, or nothing.
#[must_use]
pub fn read() -> String {
    let kept = storage().and_then(|storage| storage.get_item(KEY).ok().flatten());
    kept.unwrap_or_default()
}

/// Keeps a text; an empty one is forgotten.
pub fn write(text: &str) {
    if let Some(storage) = storage() {
        if text.is_empty() {
            storage.remove_item(KEY).ok();
        } else {
            storage.set_item(KEY, text).ok();
        }
    }
}
