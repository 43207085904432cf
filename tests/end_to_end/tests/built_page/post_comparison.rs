//! The comparison of the post, in a browser: ratios within one run, never times.

use end_to_end::{
    origin::Origin,
    page::Page,
    report::{
        self,
        json::{number, whole},
        request::{Request, requests},
    },
};
use serde_json::{Value, json};

const STRATEGIES: [&str; 5] = ["sequential", "joined", "ordered", "batched", "windowed"];

#[tokio::test]
async fn the_posts_ratios_come_out_and_six_connections_hold_joined_to_less_than_six_times() {
    let origin = Origin::start().await;
    let page = Page::open_alone(&origin, "").await;
    let report = page
        .run(json!({ "requests": 199, "strategies": STRATEGIES, "seed": 1 }))
        .await;
    report::check_finished(&report);
    print_table(&report);
    let (batched, windowed, joined) = (
        speedup(&report, "batched"),
        speedup(&report, "windowed"),
        speedup(&report, "joined"),
    );
    assert!(
        (3.0..=6.0).contains(&batched),
        "batched is {batched} times as fast as sequential"
    );
    assert!(
        (7.0..=10.2).contains(&windowed),
        "windowed is {windowed} times as fast as sequential"
    );
    assert!(
        joined > 12.0,
        "joined is {joined} times as fast as sequential"
    );
    // Sequential needs one connection: with a limit of six it would take the same 23 s again.
    let settings = json!({ "requests": 199, "strategies": "joined", "seed": 1, "cap": 6 });
    let capped = page.run(settings).await;
    report::check_finished(&capped);
    print_table(&capped);
    let joined = median(&report, "sequential") / median(&capped, "joined");
    let planned = virtual_total(&report, "sequential") / virtual_total(&capped, "joined");
    assert!(
        joined <= 5.85,
        "joined is {joined} times as fast as sequential, {planned} by plan"
    );
}

fn median(report: &Value, strategy: &str) -> f64 {
    number(report::entry(report, strategy), "medianMs")
}

/// How many times as fast as the first strategy a strategy was.
fn speedup(report: &Value, strategy: &str) -> f64 {
    number(&report["strategies"][0], "medianMs") / median(report, strategy)
}

fn print_table(report: &Value) {
    println!(
        "{:<12}{:>10}{:>10}{:>10}{:>10}{:>10}",
        "strategy", "total", "ideal", "virtual", "÷ virtual", "speed-up"
    );
    for strategy in STRATEGIES.into_iter().filter(|key| has(report, key)) {
        let round = report::first_round(report, strategy);
        let (total, ideal) = (number(round, "totalMs"), number(round, "idealMs"));
        let planned = virtual_total(report, strategy);
        let (slower, speedup) = (total / planned, speedup(report, strategy));
        println!(
            "{strategy:<12}{total:>10.0}{ideal:>10.0}{planned:>10.0}{slower:>10.3}{speedup:>10.2}"
        );
    }
}

fn has(report: &Value, strategy: &str) -> bool {
    report["strategies"]
        .as_array()
        .is_some_and(|entries| entries.iter().any(|entry| entry["strategy"] == strategy))
}

/// The total of a strategy if only the planned latencies take time.
fn virtual_total(report: &Value, strategy: &str) -> f64 {
    let settings = &report["settings"];
    let plan: Vec<f64> = requests(report::first_round(report, strategy))
        .iter()
        .map(Request::latency)
        .collect();
    let longest = |latencies: &[f64]| latencies.iter().copied().fold(0.0, f64::max);
    let cap = match whole(settings, "cap") {
        0 => plan.len(),
        cap => cap,
    };
    let concurrency = whole(settings, "concurrency");
    match strategy {
        "sequential" => plan.iter().sum(),
        "batched" => plan.chunks(concurrency).map(longest).sum(),
        "windowed" => scheduled(&plan, concurrency.min(cap)),
        _ => scheduled(&plan, cap),
    }
}

/// List scheduling: each job goes to the slot that is free first.
fn scheduled(plan: &[f64], slots: usize) -> f64 {
    let mut free = vec![0.0_f64; slots];
    for latency in plan {
        let first = free
            .iter_mut()
            .min_by(|a, b| a.total_cmp(b))
            .expect("a slot");
        *first += latency;
    }
    free.into_iter().fold(0.0, f64::max)
}
