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
mod cancel_button;
mod cancel_in_flight;
mod circuit_breaker;
mod code_listings;
mod connection_limit;
mod consent;
mod diagnostics;
mod drawing_intervals;
mod export;
mod failed_requests;
mod fault_matrix;
mod figure_element;
mod first_visit;
mod history;
mod hostile_links;
mod keyboard;
mod large_bodies;
mod layout;
mod layout_shifts;
mod leaks;
mod links;
mod lost_service_worker;
mod on_demand_program;
mod page_left_during_a_run;
mod panic_notice;
mod plain_frame;
mod post_comparison;
mod readme_embed_lines;
mod refused_settings;
mod report;
mod report_arithmetic;
mod report_import;
mod response_list;
mod response_text;
mod retry_after;
mod rounds;
mod run_button;
mod run_until_decided;
mod sweep;
mod ten_seeds;
mod ten_thousand_requests;
mod time_breakdown;
mod transport;
