//! The simulated network, held against its own virtual time and against the same by hand with the same worker.

use super::{
    bench::Bench,
    figures::{Figure, Goal, Unit},
    network::REQUESTS,
    part::Part,
    race::race,
    server::Server,
    stand::Stand,
    track::{Contender, Track},
};
use inflight::{prediction::predict, settings::Settings, strategy::Strategy};
use std::time::Duration;

pub(crate) async fn measure(bench: &Bench, part: &mut Part) {
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
    let latency = |span: &inflight::timeline::Span| {
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
    race(bench, part, bench.at_most(blocks), track, &[ours, hand]).await;
    let strategy = Strategy::from_key(way).expect("a strategy");
    let total = predict(&settings(track), strategy, 0).total();
    let ideal = milliseconds(total.expect("a run that ends"));
    let (ours, hand) = (track.called(&ours), track.called(&hand));
    let times = |name: &str| part.times[name].clone();
    let ratio = Figure::ratio(&times(&ours), &times(&hand));
    let over = |name: &str| {
        let ratios: Vec<f64> = times(name).iter().map(|took| took / ideal).collect();
        Figure::median(&ratios, Unit::Times)
    };
    let (overhead, limit) = (over(&ours), over(&hand));
    part.add(("P13", &ours, &hand), ratio, Some(Goal::AtMost(1.02)));
    let bounded = matches!(way, "batched" | "windowed");
    let goal = bounded.then_some(Goal::AtMost(1.05));
    part.add(("P13", &ours, "virtual time"), overhead, goal);
    part.add(("P13", &hand, "virtual time"), limit, None);
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}
