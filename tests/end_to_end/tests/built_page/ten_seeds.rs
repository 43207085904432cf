//! The comparison of the post with ten seeds: strategies that are equal get no winner, strategies that differ get one.
//!
//! It is run by hand, because each seed takes seven minutes. `SEEDS=1,2,3` runs these seeds only, so that several
//! processes can share the ten.

use end_to_end::{origin::Origin, page::Page, report};
use serde_json::json;
use std::env;

#[tokio::test]
#[ignore = "takes more than an hour"]
async fn the_post_in_ten_seeds() {
    let origin = Origin::start().await;
    let page = Page::open_alone(&origin, "").await;
    let seeds = env::var("SEEDS").unwrap_or("1,2,3,4,5,6,7,8,9,10".into());
    let mut found = Vec::new();
    for seed in seeds.split(',') {
        let seed: u64 = seed.parse().expect("a seed");
        let report = page
            .run(json!({ "requests": 199, "rounds": 11, "seed": seed }))
            .await;
        report::check_finished(&report);
        let verdict = page.text("verdict").await;
        println!("seed {seed}: {verdict}");
        assert!(
            verdict.contains("windowed was") && verdict.contains("times as fast as batched"),
            "{verdict}"
        );
        found.push(
            verdict.contains("no difference") && verdict.contains("between joined and ordered"),
        );
    }
    let open = found.iter().filter(|alike| **alike).count();
    println!(
        "no winner between joined and ordered with {open} of {} seeds",
        found.len()
    );
    assert!(open * 10 >= found.len() * 8, "a winner too often");
}
