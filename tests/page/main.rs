//! The tests of `src/page/`; those of `view` and `session` need a browser.

#![cfg(not(target_arch = "wasm32"))]

mod axes;
mod change;
mod highlight;
mod listings;
mod shared;
mod slow_motion;
mod state;
