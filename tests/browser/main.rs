//! The tests of the second layer: modules that need a browser, in a browser.
//!
//! The tests of `src/browser/<module>.rs` are in `<module>.rs`, those of the page's room in `page/`.
//!
//! `wasm-bindgen-test-runner` runs all of them in one page, one after another. Its server serves the folder of
//! this project, so `static/todos/7.json` is a resource of the page's own origin. There is no `sw.js` at its
//! root, so a run on the simulated network stays in the page.
//!
//! No test sleeps to wait for something: it checks a condition in each animation frame, and fails after some
//! seconds. A panic here aborts and drops nothing. What a failed test leaves behind (a figure, for example) does
//! not disturb the tests after it, unless it is a run that still goes on: a page runs one at a time.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test's way to fail is to panic"
)]

mod clock;
mod document;
mod fetch;
mod helpers;
mod monitor;
mod page;
mod redirects;
mod resource_timing;
mod simulated_fetch;
mod sync_xhr;
mod timers;
mod window_api;
mod world;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
