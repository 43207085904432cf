//! The on-demand program: what a first visit does not need.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::wasm_bindgen;

/// Runs a task on a text; see [`inflight::report::on_demand`].
///
/// # Errors
/// Why it failed; in JavaScript, that text is thrown.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
pub fn run(task: &str, from: &str) -> Result<String, String> {
    inflight::report::on_demand::run(task, from)
}

fn main() {
    // The page calls `run`.
}
