//! The page's second program, loaded only when something is wished for.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::wasm_bindgen;

/// Makes what is wished for.
///
/// # Errors
/// Why it cannot be made; in JavaScript that text is thrown.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
pub fn make(wish: &str, from: &str) -> Result<String, String> {
    inflight::workshop::make(wish, from)
}

fn main() {
    // It waits to be called.
}
