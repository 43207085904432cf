//! The simulated network, held against its own virtual time and against the same by hand with the same worker.

use super::{
    bench::Bench,
    figures::{Figure, Goal, Unit},
    network::REQUESTS,
    part::Part,
    programs,
    race::race,
    server::Server,
    stand::Stand,
    track::{Contender, Track},
};
use inflight::{analysis::prediction::predict, settings::Settings, strategy::Strategy};
use std::time::Duration;

pub(crate) async fn measure(bench: &Bench, part: &mut Part) {
    programs::build("by_hand");
    let server = Server::start().await;
    let stand = Stand::open(&server);
    let few = [
        ("joined", 21),
        ("ordered", 21),
        ("windowed", 11),
        ("batched", 11),
    ];
    for (strategy, blocks) in few {
        let track = track(&stand, REQUESTS, 10, 115);
        against_both(bench, part, &track, strategy, blocks).await;
    }
    // One after the other at the default latency, a single run would take 23 s.
    let quick = track(&stand, REQUESTS, 10, 20);
    against_both(bench, part, &quick, "sequential", 11).await;
    for strategy in ["joined", "ordered", "windowed", "batched"] {
        let track = track(&stand, 1_000, 64, 115);
        against_both(bench, part, &track, strategy, 7).await;
    }
}

fn track(stand: &Stand, requests: usize, concurrency: usize, latency: u32) -> Track<'_> {
    let track = Track {
        about: format!(" (simulated, {requests}, {latency} ms)"),
        latency,
        ..Track::new(stand, requests, concurrency)
    };
    // All at once, a request is in flight for just its latency.
    let alone = predict(&settings(&track), Strategy::Joined, 0);
    let latency = |span: &inflight::analysis::timeline::Span| {
        let took = span
            .finished
            .zip(span.started)
            .and_then(|(end, start)| end.checked_sub(start));
        milliseconds(took.expect("a request that ends"))
    };
    Track {
        plan: alone.spans().iter().map(latency).collect(),
        ..track
    }
}

fn settings(track: &Track<'_>) -> Settings {
    let (settings, refusals) = Settings::from_query(&format!(
        "?requests={}&concurrency={}&latency={}",
        track.requests, track.concurrency, track.latency
    ));
    assert!(refusals.is_empty(), "{refusals:?}");
    settings
}

async fn against_both(
    bench: &Bench,
    part: &mut Part,
    track: &Track<'_>,
    way: &'static str,
    blocks: usize,
) {
    let (ours, hand) = (Contender::Ours(way), Contender::Hand(way));
    let limits = [Contender::Careful(way), Contender::Rust(way)];
    let contenders = [&[ours, hand][..], &limits].concat();
    race(bench, part, bench.at_most(blocks), track, &contenders).await;
    let strategy = Strategy::from_key(way).expect("a strategy");
    let total = predict(&settings(track), strategy, 0).total();
    let ideal = milliseconds(total.expect("a run that ends"));
    let times = |contender: &Contender| part.times[&track.called(contender)].clone();
    let ratio = |above: &Contender, below: &Contender| Figure::ratio(&times(above), &times(below));
    let mut lines = vec![(ours, track.called(&hand), ratio(&ours, &hand), Some(1.02))];
    for limit in limits {
        lines.push((limit, track.called(&hand), ratio(&limit, &hand), None));
    }
    for contender in [ours, hand] {
        let ratios: Vec<f64> = times(&contender).iter().map(|took| took / ideal).collect();
        let over = Figure::median(&ratios, Unit::Times);
        let goal = matches!(way, "batched" | "windowed").then_some(1.05);
        let goal = goal.filter(|_| matches!(contender, Contender::Ours(_)));
        lines.push((contender, "virtual time".to_owned(), over, goal));
    }
    for (contender, against, figure, goal) in lines {
        let about = ("P13", &*track.called(&contender), &*against);
        part.add(about, figure, goal.map(Goal::AtMost));
    }
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}
