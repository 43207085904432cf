//! The simulated network, compared with virtual time and with loops by hand that use the same service worker.

use super::{
    blocks::measure_blocks,
    driver::Driver,
    figures::{Figure, Goal, Unit},
    network::REQUESTS,
    options::Options,
    programs,
    results::Results,
    server::Server,
    workload::{Contender, Workload},
};
use inflight::{analysis::prediction::predict, settings::Settings, strategy::Strategy};
use std::time::Duration;

pub(crate) async fn measure(options: &Options, results: &mut Results) {
    programs::build("by_hand");
    let server = Server::start().await;
    let driver = Driver::start(&server);
    let few = [
        ("joined", 21),
        ("ordered", 21),
        ("windowed", 11),
        ("batched", 11),
    ];
    for (strategy, blocks) in few {
        let workload = workload(&driver, REQUESTS, 10, 115);
        against_both(options, results, &workload, strategy, blocks).await;
    }
    // At the default latency, one sequential run would take 23 s.
    let quick = workload(&driver, REQUESTS, 10, 20);
    against_both(options, results, &quick, "sequential", 11).await;
    for strategy in ["joined", "ordered", "windowed", "batched"] {
        let workload = workload(&driver, 1_000, 64, 115);
        against_both(options, results, &workload, strategy, 7).await;
    }
}

fn workload(driver: &Driver, requests: usize, concurrency: usize, latency: u32) -> Workload<'_> {
    let workload = Workload {
        about: format!(" (simulated, {requests}, {latency} ms)"),
        latency,
        ..Workload::new(driver, requests, concurrency)
    };
    // Under joined, each request is in flight for exactly its latency.
    let alone = predict(&settings(&workload), Strategy::Joined, 0);
    let latency = |span: &inflight::analysis::timeline::Span| {
        let took = span
            .finished
            .zip(span.started)
            .and_then(|(end, start)| end.checked_sub(start));
        milliseconds(took.expect("a request that ends"))
    };
    Workload {
        plan: alone.spans().iter().map(latency).collect(),
        ..workload
    }
}

fn settings(workload: &Workload<'_>) -> Settings {
    let (settings, refusals) = Settings::from_query(&format!(
        "?requests={}&concurrency={}&latency={}",
        workload.requests, workload.concurrency, workload.latency
    ));
    assert!(refusals.is_empty(), "{refusals:?}");
    settings
}

async fn against_both(
    options: &Options,
    results: &mut Results,
    workload: &Workload<'_>,
    way: &'static str,
    blocks: usize,
) {
    let (ours, hand) = (Contender::Ours(way), Contender::Hand(way));
    let limits = [Contender::Careful(way), Contender::Rust(way)];
    let contenders = [&[ours, hand][..], &limits].concat();
    measure_blocks(
        options,
        results,
        options.at_most(blocks),
        workload,
        &contenders,
    )
    .await;
    let strategy = Strategy::from_key(way).expect("a strategy");
    let total = predict(&settings(workload), strategy, 0).total();
    let ideal = milliseconds(total.expect("a run that ends"));
    let times = |contender: &Contender| results.times[&workload.name_of(contender)].clone();
    let ratio = |above: &Contender, below: &Contender| Figure::ratio(&times(above), &times(below));
    let mut lines = vec![(
        ours,
        workload.name_of(&hand),
        ratio(&ours, &hand),
        Some(1.02),
    )];
    for limit in limits {
        lines.push((limit, workload.name_of(&hand), ratio(&limit, &hand), None));
    }
    for contender in [ours, hand] {
        let ratios: Vec<f64> = times(&contender).iter().map(|took| took / ideal).collect();
        let over = Figure::median(&ratios, Unit::Times);
        let goal = matches!(way, "batched" | "windowed").then_some(1.05);
        let goal = goal.filter(|_| matches!(contender, Contender::Ours(_)));
        lines.push((contender, "virtual time".to_owned(), over, goal));
    }
    for (contender, against, figure, goal) in lines {
        let about = ("P13", &*workload.name_of(&contender), &*against);
        results.add(about, figure, goal.map(Goal::AtMost));
    }
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}
