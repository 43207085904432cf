//! The tests of `src/world/`.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used)] // a test that cannot go on has failed

mod answer;
mod connections;
mod network;

#[path = "../helpers/mod.rs"]
mod helpers;
