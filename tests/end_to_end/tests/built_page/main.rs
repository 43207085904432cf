//! The third layer of tests: the built page in a real browser, driven as a reader drives it.
//!
//! They want `dist/` (from `make dist`), Chromium and its driver; `make test-page` sees to all three, and
//! `make test-firefox` (or `TEST_BROWSER=firefox`) runs them in Firefox. Each test
//! starts a browser with an empty profile and an [origin](end_to_end::origin) of its own, so that they can run
//! side by side; those that measure wait until they are alone.
//!
//! Nothing here sleeps to wait for something: in the page a condition is looked at whenever the document
//! changes, at the origin whenever its record changes. Nothing compares with a wall clock: times are held
//! against other times of the same run, except for the two limits that the page itself promises (100 ms
//! from the click to the first sign, 3 s until it says why it does not start).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test's way to fail is to panic"
)]

mod article;
mod asking;
mod authoring;
mod breaking;
mod cancelling;
mod connecting;
mod copying;
mod deciding;
mod disturbing;
mod embedding;
mod exporting;
mod failing;
mod hostile;
mod hosting;
mod importing;
mod keyboard;
mod layout;
mod leaking;
mod leaving;
mod linking;
mod losing;
mod matrix;
mod measuring;
mod opening;
mod pacing;
mod pausing;
mod quitting;
mod reading;
mod recomputing;
mod refusing;
mod remembering;
mod reporting;
mod running;
mod scrolling;
mod shifting;
mod spending;
mod stopping;
mod sweeping;
mod ten_seeds;
mod thousands;
mod transport;
mod watching;
mod weighing;
mod wishing;
