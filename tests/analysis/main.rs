//! The tests of `src/analysis/`.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used)] // a test that cannot go on has failed

mod brief;
mod caveat;
mod comparison;
mod connection_waits;
mod diagnosis;
mod finding;
mod foretold;
mod ideal;
mod instant;
mod knee;
mod never_sent;
mod pace_sweep;
mod prediction;
mod quota;
mod recording;
mod remaining;
mod stopping;
mod sweep;
mod time_breakdown;
mod timeline;
mod verdict;

#[path = "../helpers/mod.rs"]
mod helpers;
