//! The tests of `src/page/`; those of `view` and `session` need a browser.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used)] // a test that cannot go on has failed

mod axes;
mod change;
mod highlight;
mod instant;
mod listings;
mod recording;
mod shared;
mod state;
