//! Ten thousand requests, and wide windows: where a cost that grows would show.

use super::{
    bench::Bench,
    figures::{Figure, Goal, Unit},
    part::Part,
    programs,
    race::{at_most, compare, race, race_on_tracks, without_goal},
    server::Server,
    stand::Stand,
    track::{
        Contender::{self, Careful, Hand, Ours, Rust, Undrawn},
        Track,
    },
};
use serde_json::json;
use std::collections::BTreeMap;

/// Milliseconds: what takes longer is a [long task](https://w3c.github.io/longtasks/).
const LONG: f64 = 50.0;

pub(crate) async fn ten_thousand(bench: &Bench, part: &mut Part) {
    programs::build("by_hand");
    let server = Server::start().await;
    let stand = Stand::open(&server);
    let (thousand, ten) = (
        track(&server, &stand, 1_000),
        track(&server, &stand, 10_000),
    );
    let contenders = [
        (&thousand, Ours("windowed")),
        (&thousand, Hand("windowed")),
        (&ten, Ours("windowed")),
        (&ten, Undrawn("windowed")),
        (&ten, Hand("windowed")),
        (&ten, Careful("windowed")),
        (&ten, Rust("windowed")),
    ];
    let held_up = longest_in_race(bench, part, bench.pairs, &contenders, 2).await;
    compare(
        part,
        &ten,
        &[
            at_most("P6", "ours, windowed", "by hand, windowed", 1.05),
            without_goal("P6", "by hand with care, windowed", "by hand, windowed"),
            without_goal("P6", "by hand in Rust, windowed", "by hand, windowed"),
            without_goal("P6", "ours, windowed", "by hand in Rust, windowed"),
            without_goal("P6", "ours, windowed", "ours, windowed, undrawn"),
            without_goal("P6", "ours, windowed, undrawn", "by hand in Rust, windowed"),
        ],
    );
    cost_a_request(part, "ours, windowed", Some(Goal::AtMost(1.05)));
    cost_a_request(part, "by hand, windowed", None);
    longest_tasks(part, &ten, &held_up, &contenders[2..]);
    first_calls(bench, &ten, part).await;
}

/// The other strategies that bound themselves: does one of them hold the thread up, where the same by hand does not?
pub(crate) async fn long_tasks(bench: &Bench, part: &mut Part) {
    programs::build("by_hand");
    let server = Server::start().await;
    let stand = Stand::open(&server);
    let ten = track(&server, &stand, 10_000);
    let contenders = [
        (&ten, Ours("batched")),
        (&ten, Hand("batched")),
        (&ten, Rust("batched")),
        (&ten, Ours("streamed")),
        (&ten, Hand("windowed")),
        (&ten, Ours("sequential")),
        (&ten, Hand("sequential")),
    ];
    let held_up = longest_in_race(bench, part, 3, &contenders, 2).await;
    longest_tasks(part, &ten, &held_up, &contenders);
}

/// So many requests with nothing to wait for.
fn track<'a>(server: &Server, stand: &'a Stand, requests: usize) -> Track<'a> {
    Track {
        about: format!(" ({requests})"),
        endpoint: Some(server.endpoint(0)),
        ..Track::new(stand, requests, 64)
    }
}

/// What held the thread up longest in each run of a contender, in milliseconds.
#[derive(Default)]
struct HeldUp {
    /// A task that the browser tells of, or else 0.
    tasks: Vec<f64>,
    /// A pause for garbage to be collected, which lies within a task.
    pauses: Vec<f64>,
}

/// Has contenders race, so many blocks at most; answers with what held the thread up, by the contender's name.
async fn longest_in_race(
    bench: &Bench,
    part: &mut Part,
    blocks: usize,
    contenders: &[(&Track<'_>, Contender)],
    warm_up: usize,
) -> BTreeMap<String, HeldUp> {
    let mut order = Vec::new();
    let mut held_up: BTreeMap<String, HeldUp> = BTreeMap::new();
    let look = async |track: &Track<'_>, name: &str| {
        let told = track.stand.ask("longest", json!({})).await;
        let [longest, after, before]: [f64; 3] = serde_json::from_value(told).expect("a task");
        if longest > 0.0 {
            println!(
                "\n  {name}: a task of {longest:.0} ms, {after:.0} ms after its call, {before:.0} before the answer"
            );
        }
        let tasks = &mut held_up.entry(name.to_owned()).or_default().tasks;
        tasks.push(longest);
        order.push(name.to_owned());
    };
    let blocks = bench.at_most(blocks);
    race_on_tracks(bench, part, blocks, contenders, warm_up, look).await;
    let (track, _) = contenders.first().expect("a contender");
    let pauses = track.stand.pauses().await.split_off(warm_up);
    assert!(pauses.len() >= order.len(), "each call has its own");
    for (name, pauses) in order.iter().zip(pauses) {
        let longest = pauses.into_iter().fold(0.0, f64::max);
        held_up
            .entry(name.clone())
            .or_default()
            .pauses
            .push(longest);
    }
    held_up
}

/// Adds a line for the longest task of each of these, of all its runs: ours is to have none that the browser tells of;
/// and one for the longest of the pauses that the browser itself makes.
fn longest_tasks(
    part: &mut Part,
    track: &Track<'_>,
    held_up: &BTreeMap<String, HeldUp>,
    contenders: &[(&Track<'_>, Contender)],
) {
    for (_, contender) in contenders {
        let name = track.called(contender);
        let HeldUp { tasks, pauses } = &held_up[&name];
        println!("  longest tasks: {name}: {tasks:?}; pauses for garbage: {pauses:?}");
        let goal = matches!(contender, Ours(_)).then_some(Goal::AtMost(LONG));
        let mut add = |what: &str, times: &[f64], goal| {
            let longest = Figure::percentile(times, 100, Unit::Milliseconds);
            let what = format!("longest {what} of all runs: {name}");
            part.add(("P6", &what, "50 ms"), longest, goal);
        };
        add("task", tasks, goal);
        add("pause for garbage", pauses, None);
    }
}

/// Adds lines for the task in which a window's first requests are sent, with nothing in it but calls of `fetch`.
async fn first_calls(bench: &Bench, track: &Track<'_>, part: &mut Part) {
    let url = track.endpoint.as_deref().expect("a server");
    let args = json!({ "url": url.replace("{id}", "1"), "times": track.concurrency });
    let mut times = Vec::new();
    for _ in 0..bench.at_most(41) {
        times.push(track.stand.number("calls", args.clone()).await);
    }
    let (median, longest) = (
        Figure::median(&times, Unit::Milliseconds),
        Figure::percentile(&times, 100, Unit::Milliseconds),
    );
    let what = format!("{} calls of fetch in a row, by hand", track.concurrency);
    part.add(("P6", &format!("{what}: median"), "–"), median, None);
    part.add(
        ("P6", &format!("{what}: longest of all"), "50 ms"),
        longest,
        None,
    );
}

/// What a request costs of ten thousand, and of one thousand.
fn cost_a_request(part: &mut Part, way: &str, goal: Option<Goal>) {
    let times = |about: &str, requests: f64| -> Vec<f64> {
        let times = &part.times[&format!("{way}{about}")];
        times.iter().map(|took| took / requests).collect()
    };
    let figure = Figure::ratio(&times(" (10000)", 10_000.0), &times(" (1000)", 1_000.0));
    let what = format!("a request: {way} (10000)");
    part.add(("P6", &what, "a request of 1000"), figure, goal);
}

/// Width costs nothing: neither a wide window nor all at once.
pub(crate) async fn width(bench: &Bench, part: &mut Part) {
    programs::build("by_hand");
    let server = Server::start().await;
    let stand = Stand::open(&server);
    let track = |concurrency: usize| Track {
        about: format!(" (1000, {concurrency})"),
        endpoint: Some(server.endpoint(0)),
        ..Track::new(&stand, 1_000, concurrency)
    };
    let (narrow, wide) = (track(64), track(256));
    let blocks = bench.pairs;
    let contenders = [
        Ours("windowed"),
        Ours("joined"),
        Hand("windowed"),
        Hand("joined"),
    ];
    race(bench, part, blocks, &narrow, &contenders).await;
    race(
        bench,
        part,
        blocks,
        &wide,
        &[
            Ours("windowed"),
            Ours("batched"),
            Hand("windowed"),
            Hand("batched"),
            Rust("windowed"),
            Rust("batched"),
        ],
    )
    .await;
    let all_at_once = at_most("P6", "ours, joined", "ours, windowed", 1.05);
    let by_hand = without_goal("P6", "by hand, joined", "by hand, windowed");
    compare(part, &narrow, &[all_at_once, by_hand]);
    let pool = at_most("P6", "ours, windowed", "ours, batched", 1.05);
    let pool_by_hand = without_goal("P6", "by hand, windowed", "by hand, batched");
    let pool_in_rust = without_goal(
        "P6",
        "by hand in Rust, windowed",
        "by hand in Rust, batched",
    );
    compare(part, &wide, &[pool, pool_by_hand, pool_in_rust]);
}
