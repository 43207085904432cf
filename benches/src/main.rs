//! `make bench`: the page held against its peers, in one go.
//!
//! Each part starts a server and a browser of its own, measures in pairs and
//! in random order, and leaves what it found in `target/bench/`. From all parts
//! that are there come the table in `docs/bench.md`, the times behind it in
//! `docs/bench-times.md`, and a summary in the README.
//!
//! - `ONLY=P1,P9` measures these comparisons alone,
//! - `RESUME=1` leaves out parts that are there already,
//! - `PAIRS=11` makes fewer pairs (41),
//! - `SEED=2` puts them into another order (1).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a bench's way to fail is to panic"
)]

mod bench;
mod figures;
mod frames;
mod h2;
mod machine;
mod making;
mod many;
mod memory;
mod network;
mod paint;
mod part;
mod programs;
mod race;
mod server;
mod simulated;
mod stand;
mod table;
mod track;
mod weight;

use bench::Bench;

#[tokio::main]
async fn main() {
    let bench = Bench::from_environment();
    println!("pairs: {}, seed: {}", bench.pairs, bench.seed);
    for (number, part) in bench::PARTS.iter().enumerate() {
        if bench.wants(part) {
            println!("\n{} ({})", part.name, part.comparisons.join(", "));
            let found = bench::measure(&bench, part, number).await;
            found.print();
            found.save();
        }
    }
    table::write();
}
