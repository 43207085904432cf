//! 199 requests to a server over HTTP/1.1: by the page, by hand and from Python.

use super::{
    blocks::{Ratio, at_most, compare, measure_blocks, without_goal},
    driver::Driver,
    figures::{Figure, Goal, Unit},
    options::Options,
    programs,
    results::Results,
    server::Server,
    workload::{
        Contender::{self, Hand, HandAgain, Ours, Python, Rust, Undrawn},
        Workload,
    },
};

/// The post's number of requests.
pub(crate) const REQUESTS: usize = 199;

/// Contenders that are measured together, the delay of the server, and the greatest number of blocks.
struct Experiment {
    contenders: &'static [Contender],
    delay: u32,
    blocks: usize,
    ratios: Vec<Ratio>,
}

pub(crate) async fn measure(options: &Options, results: &mut Results, name: &str) {
    let experiment = experiment(name);
    if experiment
        .contenders
        .iter()
        .any(|one| matches!(one, Rust(_)))
    {
        programs::build("by_hand");
    }
    let server = Server::start().await;
    let driver = Driver::start(&server);
    let workload = Workload {
        about: format!(" ({} ms)", experiment.delay),
        endpoint: Some(server.endpoint(experiment.delay)),
        ..Workload::new(&driver, REQUESTS, 10)
    };
    let blocks = options.at_most(experiment.blocks);
    measure_blocks(options, results, blocks, &workload, experiment.contenders).await;
    compare(results, &workload, &experiment.ratios);
    if name == "joined-115" {
        six_connections(results);
    }
}

/// Adds the ratio to the limit of six connections: for 199 requests, 34 times the latency.
fn six_connections(results: &mut Results) {
    let ours = &results.times["ours, joined (115 ms)"];
    let ratios: Vec<f64> = ours.iter().map(|took| took / (34.0 * 115.0)).collect();
    let figure = Figure::median(&ratios, Unit::Times);
    let about = (
        "P3",
        "ours, joined (115 ms)",
        "34 × 115 ms, six connections’ limit",
    );
    results.add(about, figure, Some(Goal::AtMost(1.04)));
}

fn experiment(name: &str) -> Experiment {
    match name {
        "sequential" => Experiment {
            contenders: &[
                Ours("sequential"),
                Undrawn("sequential"),
                Hand("sequential"),
                Rust("sequential"),
            ],
            delay: 20,
            blocks: usize::MAX,
            ratios: split("sequential"),
        },
        "joined" => Experiment {
            contenders: &[
                Ours("joined"),
                Undrawn("joined"),
                Hand("joined"),
                Rust("joined"),
                HandAgain("joined"),
                Python("aiohttp-6"),
                Python("aiohttp"),
                Python("httpx-6"),
            ],
            delay: 20,
            blocks: usize::MAX,
            ratios: joined(),
        },
        "ordered" => Experiment {
            contenders: &[
                Ours("ordered"),
                Undrawn("ordered"),
                Hand("ordered"),
                Rust("ordered"),
            ],
            delay: 20,
            blocks: usize::MAX,
            ratios: split("ordered"),
        },
        "batched" => Experiment {
            contenders: &[
                Ours("batched"),
                Undrawn("batched"),
                Hand("batched"),
                Rust("batched"),
                Python("aiohttp-batched-6"),
                Python("aiohttp-batched"),
            ],
            delay: 20,
            blocks: usize::MAX,
            ratios: batched(),
        },
        "windowed" => Experiment {
            contenders: &[
                Ours("windowed"),
                Undrawn("windowed"),
                Hand("windowed"),
                Rust("windowed"),
                Hand("p-map"),
                Hand("p-limit"),
            ],
            delay: 20,
            blocks: usize::MAX,
            ratios: windowed(),
        },
        "joined-115" => Experiment {
            contenders: &[Ours("joined"), Hand("joined"), Python("aiohttp-6")],
            delay: 115,
            blocks: 21,
            ratios: vec![
                at_most("P5", "ours, joined", "Python, aiohttp-6", 1.06),
                without_goal("P5", "by hand, joined", "Python, aiohttp-6"),
            ],
        },
        "one-by-one" => Experiment {
            contenders: &[
                Ours("sequential"),
                Hand("sequential"),
                Python("requests"),
                Python("requests-session"),
                Python("httpx"),
            ],
            delay: 20,
            blocks: 7,
            ratios: vec![
                at_most("P5", "ours, sequential", "Python, requests", 1.0),
                at_most("P5", "ours, sequential", "Python, requests-session", 1.0),
                at_most("P5", "ours, sequential", "Python, httpx", 1.0),
                without_goal("P5", "by hand, sequential", "Python, requests"),
                without_goal("P5", "by hand, sequential", "Python, requests-session"),
                without_goal("P5", "by hand, sequential", "Python, httpx"),
            ],
        },
        name => panic!("no part is called {name}"),
    }
}

/// Ratios that split the difference between the page and a loop by hand: language, page without drawing, drawing.
fn split(way: &'static str) -> Vec<Ratio> {
    let [ours, undrawn, rust, hand] =
        [Ours(way), Undrawn(way), Rust(way), Hand(way)].map(|contender| contender.label());
    vec![
        at_most("P1", &ours, &hand, 1.02),
        without_goal("P1", &rust, hand),
        without_goal("P1", &undrawn, rust),
        at_most("P7", ours, undrawn, 1.02),
    ]
}

fn joined() -> Vec<Ratio> {
    let others = vec![
        without_goal("A/A", "by hand, joined, again", "by hand, joined"),
        without_goal("P5", "ours, joined", "Python, aiohttp-6"),
        without_goal("P5", "by hand, joined", "Python, aiohttp-6"),
        without_goal("P5", "ours, joined", "Python, aiohttp"),
        at_most("P5", "ours, joined", "Python, httpx-6", 1.0),
    ];
    split("joined").into_iter().chain(others).collect()
}

fn batched() -> Vec<Ratio> {
    let others = vec![
        at_most("P5", "ours, batched", "Python, aiohttp-batched-6", 1.0),
        without_goal("P5", "by hand, batched", "Python, aiohttp-batched-6"),
        without_goal("P5", "ours, batched", "Python, aiohttp-batched"),
    ];
    split("batched").into_iter().chain(others).collect()
}

fn windowed() -> Vec<Ratio> {
    let pools = vec![
        at_most("P2", "ours, windowed", "by hand, p-map", 1.0),
        at_most("P2", "ours, windowed", "by hand, p-limit", 1.0),
        without_goal("P2", "by hand, windowed", "by hand, p-map"),
        without_goal("P2", "by hand in Rust, windowed", "by hand, p-map"),
    ];
    split("windowed").into_iter().chain(pools).collect()
}
