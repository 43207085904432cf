//! `make bench`: compares the page with its peers.
//!
//! Each part starts its own server and browser, measures in pairs and in random order, and saves its results in
//! `target/bench/`. The results of all parts become the table in `docs/bench.md`, the times in `docs/bench-times.md`,
//! and a summary in the README.
//!
//! - `ONLY=P1,P9` measures these comparisons or parts only.
//! - `RESUME=1` skips parts that have been measured.
//! - `PAIRS=11` measures fewer pairs than 41.
//! - `SEED=2` uses another random order than 1.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a bench fails by a panic"
)]

mod blocks;
mod build_times;
mod driver;
mod figures;
mod first_request;
mod frames;
mod http2;
mod large_bodies;
mod machine;
mod mailbox;
mod many_requests;
mod memory;
mod network;
mod options;
mod paint;
mod parts;
mod post;
mod programs;
mod recording;
mod results;
mod server;
mod simulated;
mod table;
mod weight;
mod workload;
mod your_code;

use options::Options;
use parts::PARTS;

#[tokio::main]
async fn main() {
    let options = Options::from_environment();
    parts::check_names(&options);
    println!("pairs: {}, seed: {}", options.pairs, options.seed);
    for (number, part) in PARTS.iter().enumerate() {
        if part.is_chosen(&options) {
            println!("\n{} ({})", part.name, part.comparisons.join(", "));
            let results = part.measure(&options, number).await;
            results.print();
            results.save();
        }
    }
    table::write();
}
