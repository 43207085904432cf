//! The tests of `src/page/`; those of `view` and `session` need a browser.

#![cfg(not(target_arch = "wasm32"))]

mod axes;
mod highlight;
mod slow_motion;
mod state;
