//! The button *Run* that stands in the page before the program is there, and a
//! press on it.

use wasm_bindgen::JsCast;
use web_sys::Document;

use super::document::{focus, mark};

/// Whether the reader has pressed *Run* before the program was there.
#[must_use]
pub fn was_pressed() -> bool {
    marked("data-pressed").is_some()
}

/// Remembers whether that button has the focus. It is to be called before the
/// figure takes the place of the button.
pub fn remember_focus() {
    let document = web_sys::window().and_then(|window| window.document());
    let focused = document.and_then(|document| document.active_element());
    if focused.is_some_and(|focused| focused.class_name() == "run") {
        mark("focused", "");
    }
}

/// Gives the focus to the button *Run* of the main figure if it was on the button
/// that stood there before.
pub fn take_over_focus() {
    let button = |document: Document| document.query_selector(".run").ok()?;
    if let Some(button) = marked("data-focused").and_then(button)
        && let Ok(button) = button.dyn_into()
    {
        focus(&button);
    }
}

/// The document, if its root has this attribute.
fn marked(attribute: &str) -> Option<Document> {
    let document = web_sys::window()?.document()?;
    let root = document.document_element()?;
    root.has_attribute(attribute).then_some(document)
}
