//! The post's comparison with many seeds: what is the same is not told apart, what differs is. For hand, since it
//! takes minutes and wants a machine that does nothing else.

use crate::support::{origin::Origin, page::Page, report};
use serde_json::json;
use std::env;

#[tokio::test]
#[ignore = "takes minutes"]
async fn the_post_in_ten_seeds() {
    let origin = Origin::start().await;
    let page = Page::open_alone(&origin, "").await;
    let mut open = 0;
    for seed in 1..=10 {
        let verdict = verdict(&page, "joined,ordered", seed).await;
        open += usize::from(!verdict.contains("was the fastest"));
    }
    println!("joined and ordered are not told apart in {open} of 10 seeds");
    let seeds = env::var("SEEDS").map_or(3, |seeds| seeds.parse().expect("a number of seeds"));
    for seed in 1..=seeds {
        let verdict = verdict(&page, "batched,windowed", seed).await;
        assert!(verdict.starts_with("Windowed was the fastest"), "{verdict}");
    }
    assert!(open >= 8, "joined and ordered are told apart too often");
}

/// What the page says after eleven rounds of the post's requests.
async fn verdict(page: &Page, strategies: &str, seed: u64) -> String {
    let settings = json!({ "requests": 199, "rounds": 11, "strategies": strategies, "seed": seed });
    let report = page.run(settings).await;
    report::check_finished(&report);
    let verdict = page.text("verdict").await;
    println!("{strategies}, seed {seed}: {verdict}");
    verdict
}
