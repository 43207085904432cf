//! The on-demand program: exports, opened reports and the chart of a sweep.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::wasm_bindgen;

/// Runs a task with a text as its input; see [`inflight::report::on_demand`].
///
/// # Errors
/// A message for the reader; in JavaScript, it is thrown as a string.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
pub fn run(task: &str, input: &str) -> Result<String, String> {
    inflight::report::on_demand::run(task, input)
}

fn main() {
    // Nothing happens until the page calls `run`.
}
