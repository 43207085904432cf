//! Ten thousand requests, and wide windows: costs that grow with their number would show here.

use super::{
    blocks::{at_most, compare, measure_blocks, measure_blocks_of, without_goal},
    driver::Driver,
    figures::{Figure, Goal, Unit},
    options::Options,
    programs,
    results::Results,
    server::Server,
    workload::{
        Contender::{self, Careful, Hand, Ours, Rust, Undrawn},
        Workload,
    },
};
use serde_json::json;
use std::collections::BTreeMap;

/// Milliseconds after which a task is a [long task](https://w3c.github.io/longtasks/).
const LONG: f64 = 50.0;

pub(crate) async fn ten_thousand(options: &Options, results: &mut Results) {
    programs::build("by_hand");
    let server = Server::start().await;
    let driver = Driver::start(&server);
    let (thousand, ten) = (
        workload(&server, &driver, 1_000),
        workload(&server, &driver, 10_000),
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
    let hold_ups = measure_hold_ups(options, results, options.pairs, &contenders, 2).await;
    compare(
        results,
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
    cost_a_request(results, "ours, windowed", Some(Goal::AtMost(1.05)));
    cost_a_request(results, "by hand, windowed", None);
    longest_tasks(results, &ten, &hold_ups, &contenders[2..]);
    first_calls(options, &ten, results).await;
}

/// Long tasks under the other strategies with a concurrency, and under the same strategies by hand.
pub(crate) async fn long_tasks(options: &Options, results: &mut Results) {
    programs::build("by_hand");
    let server = Server::start().await;
    let driver = Driver::start(&server);
    let ten = workload(&server, &driver, 10_000);
    let contenders = [
        (&ten, Ours("batched")),
        (&ten, Hand("batched")),
        (&ten, Rust("batched")),
        (&ten, Ours("streamed")),
        (&ten, Hand("windowed")),
        (&ten, Ours("sequential")),
        (&ten, Hand("sequential")),
    ];
    let hold_ups = measure_hold_ups(options, results, 3, &contenders, 2).await;
    longest_tasks(results, &ten, &hold_ups, &contenders);
}

/// A workload of requests that the server answers at once.
fn workload<'a>(server: &Server, driver: &'a Driver, requests: usize) -> Workload<'a> {
    Workload {
        about: format!(" ({requests})"),
        endpoint: Some(server.endpoint(0)),
        ..Workload::new(driver, requests, 64)
    }
}

/// The longest task and the longest pause in each run of a contender, in milliseconds.
#[derive(Default)]
struct HoldUps {
    /// The longest task that the browser reported, or 0.
    tasks: Vec<f64>,
    /// The longest pause for garbage collection. It lies within a task.
    pauses: Vec<f64>,
}

/// Measures contenders in at most this many blocks. Returns their hold-ups by name.
async fn measure_hold_ups(
    options: &Options,
    results: &mut Results,
    blocks: usize,
    contenders: &[(&Workload<'_>, Contender)],
    warm_up: usize,
) -> BTreeMap<String, HoldUps> {
    let mut order = Vec::new();
    let mut hold_ups: BTreeMap<String, HoldUps> = BTreeMap::new();
    let look = async |workload: &Workload<'_>, name: &str| {
        let answer = workload.driver.call("longest", json!({})).await;
        let [longest, after, before]: [f64; 3] = serde_json::from_value(answer).expect("a task");
        if longest > 0.0 {
            println!(
                "\n  {name}: a task of {longest:.0} ms, {after:.0} ms after its call, {before:.0} before the answer"
            );
        }
        let tasks = &mut hold_ups.entry(name.to_owned()).or_default().tasks;
        tasks.push(longest);
        order.push(name.to_owned());
    };
    let blocks = options.at_most(blocks);
    measure_blocks_of(options, results, blocks, contenders, warm_up, look).await;
    let (workload, _) = contenders.first().expect("a contender");
    let pauses = workload.driver.garbage_pauses().await.split_off(warm_up);
    assert!(pauses.len() >= order.len(), "each call has its pauses");
    for (name, pauses) in order.iter().zip(pauses) {
        let longest = pauses.into_iter().fold(0.0, f64::max);
        hold_ups
            .entry(name.clone())
            .or_default()
            .pauses
            .push(longest);
    }
    hold_ups
}

/// Adds two lines for each contender: the longest task and the longest pause of all its runs. The goal of our page is to
/// have no long task.
fn longest_tasks(
    results: &mut Results,
    workload: &Workload<'_>,
    hold_ups: &BTreeMap<String, HoldUps>,
    contenders: &[(&Workload<'_>, Contender)],
) {
    for (_, contender) in contenders {
        let name = workload.name_of(contender);
        let HoldUps { tasks, pauses } = &hold_ups[&name];
        println!("  longest tasks: {name}: {tasks:?}; pauses for garbage: {pauses:?}");
        let goal = matches!(contender, Ours(_)).then_some(Goal::AtMost(LONG));
        let mut add = |what: &str, times: &[f64], goal| {
            let longest = Figure::percentile(times, 100, Unit::Milliseconds);
            let what = format!("longest {what} of all runs: {name}");
            results.add(("P6", &what, "50 ms"), longest, goal);
        };
        add("task", tasks, goal);
        add("pause for garbage", pauses, None);
    }
}

/// Adds lines for the task that sends the first requests of a window, with only calls of `fetch` in it.
async fn first_calls(options: &Options, workload: &Workload<'_>, results: &mut Results) {
    let url = workload.endpoint.as_deref().expect("a server");
    let args = json!({ "url": url.replace("{id}", "1"), "times": workload.concurrency });
    let mut times = Vec::new();
    for _ in 0..options.at_most(41) {
        times.push(workload.driver.number("calls", args.clone()).await);
    }
    let (median, longest) = (
        Figure::median(&times, Unit::Milliseconds),
        Figure::percentile(&times, 100, Unit::Milliseconds),
    );
    let what = format!("{} calls of fetch in a row, by hand", workload.concurrency);
    results.add(("P6", &format!("{what}: median"), "–"), median, None);
    results.add(
        ("P6", &format!("{what}: longest of all"), "50 ms"),
        longest,
        None,
    );
}

/// Adds a line that compares a request of ten thousand with one of a thousand.
fn cost_a_request(results: &mut Results, way: &str, goal: Option<Goal>) {
    let times = |about: &str, requests: f64| -> Vec<f64> {
        let times = &results.times[&format!("{way}{about}")];
        times.iter().map(|took| took / requests).collect()
    };
    let figure = Figure::ratio(&times(" (10000)", 10_000.0), &times(" (1000)", 1_000.0));
    let what = format!("a request: {way} (10000)");
    results.add(("P6", &what, "a request of 1000"), figure, goal);
}

/// Wide windows, wide batches, and all requests at once.
pub(crate) async fn width(options: &Options, results: &mut Results) {
    programs::build("by_hand");
    let server = Server::start().await;
    let driver = Driver::start(&server);
    let workload = |concurrency: usize| Workload {
        about: format!(" (1000, {concurrency})"),
        endpoint: Some(server.endpoint(0)),
        ..Workload::new(&driver, 1_000, concurrency)
    };
    let (narrow, wide) = (workload(64), workload(256));
    let blocks = options.pairs;
    let contenders = [
        Ours("windowed"),
        Ours("joined"),
        Hand("windowed"),
        Hand("joined"),
    ];
    measure_blocks(options, results, blocks, &narrow, &contenders).await;
    measure_blocks(
        options,
        results,
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
    compare(results, &narrow, &[all_at_once, by_hand]);
    let pool = at_most("P6", "ours, windowed", "ours, batched", 1.05);
    let pool_by_hand = without_goal("P6", "by hand, windowed", "by hand, batched");
    let pool_in_rust = without_goal(
        "P6",
        "by hand in Rust, windowed",
        "by hand in Rust, batched",
    );
    compare(results, &wide, &[pool, pool_by_hand, pool_in_rust]);
}
