//! The tests of `src/strategy.rs` and `src/strategy/`, in virtual time.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used)] // a test that cannot go on has failed

mod bounds;
mod closed_forms;
mod deliveries;

#[path = "../helpers/mod.rs"]
mod helpers;
