//! Tests of the built page in a real browser, driven as a reader drives it.
//!
//! They need `dist/` (from `make dist`), a browser and its driver. `make test-page` provides all three for Chromium,
//! `make test-firefox` for Firefox, and `make test-webkit` for `WebKit`. Each test starts a browser with an empty profile
//! and its own [server](end_to_end::origin), so that tests can run side by side. Tests that measure wait until they are
//! alone. What a browser's driver [cannot](end_to_end::browser::ability::Ability) do is skipped by name and counted.
//!
//! No test sleeps to wait for something: a condition is checked whenever the document or the server's record changes. No
//! test compares with a fixed time: times are compared with other times of the same run. The exceptions are
//! three limits that the page promises: 100 ms from the click to the first sign, 3 s until it says why it does not start,
//! and at once, which is less than 1 s, from *Cancel* to the end of an endless loop in the reader's code.

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
mod compact_figure;
mod connection_limit;
mod consent;
mod diagnostics;
mod drawing_intervals;
mod early_press;
mod export;
mod failed_requests;
mod fault_matrix;
mod figure_element;
mod first_visit;
mod history;
mod host_page;
mod hostile_links;
mod instants;
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
mod poster;
mod quota;
mod readme_embed_lines;
mod recordings;
mod redirects;
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
mod same_requests;
mod script_settings;
mod sweep;
mod ten_seeds;
mod ten_thousand_requests;
mod time_breakdown;
mod transport;
mod your_code;
