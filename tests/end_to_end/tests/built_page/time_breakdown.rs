//! Breakdown of the time of each strategy, as percentages.

use end_to_end::{
    displayed::percentages,
    origin::Origin,
    page::{Page, query},
};
use serde_json::json;

const STRATEGIES: &str = "sequential,joined,ordered,batched,windowed,as-completed,streamed";

#[tokio::test]
async fn the_shares_of_each_strategy_add_up_on_the_simulated_network() {
    let origin = Origin::start().await;
    let settings = [
        ("requests", "12"),
        ("latency", "30"),
        ("concurrency", "4"),
        ("cap", "3"),
        ("work", "2"),
    ];
    let said = shares(&origin, &settings).await;
    assert!(
        said.iter()
            .all(|row| row.contains("network ") && row.contains("computing ")),
        "{said:?}"
    );
}

#[tokio::test]
async fn the_shares_of_each_strategy_add_up_on_a_real_network() {
    let origin = Origin::start().await;
    let api = Origin::start().await;
    let endpoint = api.endpoint("delay=30");
    shares(
        &origin,
        &[("endpoint", &endpoint), ("requests", "12"), ("rounds", "2")],
    )
    .await;
}

/// Runs, and checks that the percentages of each strategy add up, except for rounding. Returns the rows.
async fn shares(origin: &Origin, settings: &[(&str, &str)]) -> Vec<String> {
    let all: Vec<_> = settings
        .iter()
        .copied()
        .chain([("strategies", STRATEGIES)])
        .collect();
    let page = Page::open(origin, &query(&all)).await;
    page.press_run().await;
    page.wait_for_state("finished").await;
    let rows = "return [...find('spending').querySelectorAll('tr')].map((row) =>
        [text(row.querySelector('th')), text(row)]);";
    let rows = page.script(rows, json!([])).await;
    let rows: Vec<(String, String)> = serde_json::from_value(rows).expect("rows");
    let names: Vec<String> = rows
        .iter()
        .map(|(name, _)| name.to_lowercase().replace(' ', "-"))
        .collect();
    assert_eq!(names.join(","), STRATEGIES);
    for (name, shares) in &rows {
        println!("{shares}");
        let shares = percentages(shares);
        let (parts, sum) = (
            shares.iter().map(|_| 0.5).sum::<f64>(),
            shares.iter().sum::<f64>(),
        );
        assert!(
            !shares.is_empty() && (sum - 100.0).abs() <= parts,
            "{name}: {shares:?}"
        );
    }
    rows.into_iter().map(|(_, shares)| shares).collect()
}
