//! The on-demand program: exports, opened reports and the chart of a sweep.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::wasm_bindgen;

/// Runs a task with a text as its input; see [`inflight::report::on_demand`]. `watch`
/// gets the share of a long one that is done, 0 to 1.
///
/// # Errors
/// A message for the reader; in JavaScript, it is thrown as a string.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
pub fn run(task: &str, input: &str, watch: &js_sys::Function) -> Result<String, String> {
    inflight::report::on_demand::run_watched(task, input, &|share| {
        // An exception of the page's own function would be of no interest here.
        watch
            .call1(&wasm_bindgen::JsValue::NULL, &share.into())
            .ok();
    })
}

fn main() {
    // Nothing happens until the page calls `run`.
}
