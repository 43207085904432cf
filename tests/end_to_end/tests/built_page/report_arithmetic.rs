//! Arithmetic of the report: its numbers follow from its requests.

use end_to_end::{
    origin::Origin,
    page::Page,
    report::{
        json::{field, list, number, optional, text},
        statistics::median,
    },
};
use serde_json::{Value, json};

/// Of seven ratios, the least and the greatest enclose the median with a probability of 1 − 2/2⁷, the next ones only with
/// 1 − 2·8/2⁷. So the interval of 95 % consists of the first and the seventh.
const ROUNDS: usize = 7;

#[tokio::test]
async fn medians_speed_ups_and_ideals_follow_from_the_requests() {
    let slots = [
        ("sequential", 1.0),
        ("joined", 24.0),
        ("batched", 5.0),
        ("windowed", 5.0),
        ("streamed", 5.0),
    ];
    recompute(0, &slots).await;
}

#[tokio::test]
async fn under_a_cap_they_follow_from_it_as_well() {
    let slots = [("sequential", 1.0), ("joined", 3.0), ("windowed", 3.0)];
    recompute(3, &slots).await;
}

/// Runs, and calculates the numbers of each strategy from its slots and its requests.
async fn recompute(cap: usize, slots: &[(&str, f64)]) {
    let origin = Origin::start().await;
    let page = Page::open(&origin, "").await;
    let keys: Vec<&str> = slots.iter().map(|(key, _)| *key).collect();
    let settings = json!({
        "rounds": ROUNDS, "requests": 24, "latency": 20, "concurrency": 5, "cap": cap, "strategies": keys,
    });
    let report = page.run(settings).await;
    let entries = list(&report, "strategies");
    assert_eq!(entries.len(), slots.len());
    let reference = totals(&entries[0]);
    for (entry, (key, slots)) in entries.iter().zip(slots) {
        assert_eq!(text(entry, "strategy"), *key);
        let totals = totals(entry);
        close(key, optional(entry, "medianMs"), median(&totals));
        let ratios: Vec<f64> = reference.iter().zip(&totals).map(|(a, b)| a / b).collect();
        let speedup = field(entry, "speedup");
        close(key, optional(speedup, "estimate"), median(&ratios));
        let all = || ratios.iter().copied();
        close(key, optional(speedup, "low"), all().reduce(f64::min));
        close(key, optional(speedup, "high"), all().reduce(f64::max));
        for round in list(entry, "rounds") {
            let planned: Vec<f64> = each(round, "plannedMs");
            let longest = planned.iter().copied().fold(0.0, f64::max);
            let ideal = longest.max(planned.iter().sum::<f64>() / slots);
            close(key, optional(round, "idealMs"), Some(ideal));
        }
    }
}

/// The time of the last delivery of each round.
fn totals(entry: &Value) -> Vec<f64> {
    let rounds = list(entry, "rounds");
    assert_eq!(rounds.len(), ROUNDS);
    rounds
        .iter()
        .map(|round| each(round, "deliveredMs").into_iter().fold(0.0, f64::max))
        .collect()
}

/// A number from each request.
fn each(round: &Value, name: &str) -> Vec<f64> {
    let requests = list(round, "requests").iter();
    requests.map(|request| number(request, name)).collect()
}

/// Checks that two numbers differ by at most 1 %.
fn close(strategy: &str, reported: Option<f64>, expected: Option<f64>) {
    let reported = reported.expect("a number in the report");
    let expected = expected.expect("something to calculate with");
    let off = (reported - expected).abs();
    assert!(
        off <= 0.01 * expected,
        "{strategy}: {reported} is reported, {expected} follows from the requests"
    );
}
