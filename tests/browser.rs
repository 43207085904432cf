//! The second layer of tests: what needs a browser, in a browser.
//!
//! They run in one page, one after another, by `wasm-bindgen-test-runner`. Its server serves this project's
//! folder, so that `static/todos/7.json` is a resource of the page's own origin; there is no `sw.js` at its
//! root, so that runs on the simulated network are carried out in the page.
//!
//! Nothing here sleeps to wait for something: a condition is looked at in each animation frame, and what
//! does not come is a failure after some seconds. A panic here is an abort, which drops nothing; what a test
//! leaves behind when it fails (a figure, say) does not disturb those after it,
//! but for a run that still goes: a page runs one at a time.

#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test's way to fail is to panic"
)]

#[path = "browser/alarms.rs"]
mod alarms;
#[path = "browser/blocking.rs"]
mod blocking;
#[path = "browser/changing.rs"]
mod changing;
#[path = "browser/fetching.rs"]
mod fetching;
#[path = "browser/figure.rs"]
mod figure;
#[path = "browser/in_text.rs"]
mod in_text;
#[path = "browser/page.rs"]
mod page;
#[path = "browser/publishing.rs"]
mod publishing;
#[path = "browser/results.rs"]
mod results;
#[path = "browser/running.rs"]
mod running;
#[path = "browser/simulating.rs"]
mod simulating;
#[path = "browser/spending.rs"]
mod spending;
#[path = "browser/spy.rs"]
mod spy;
#[path = "browser/stage.rs"]
mod stage;
#[path = "browser/toggling.rs"]
mod toggling;
#[path = "browser/waiting.rs"]
mod waiting;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
