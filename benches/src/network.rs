//! 199 requests to a server over HTTP/1.1, by the page, by hand and from Python.

use super::{
    bench::Bench,
    figures::{Figure, Goal, Unit},
    part::Part,
    programs,
    race::{Ratio, at_most, compare, race, without_goal},
    server::Server,
    stand::Stand,
    track::{
        Contender::{self, Hand, HandAgain, Ours, Python, Rust, Undrawn},
        Track,
    },
};

/// The post's number of requests.
pub(crate) const REQUESTS: usize = 199;

/// What is measured together: its contenders, the server's delay, at most how many blocks.
struct Heat {
    contenders: &'static [Contender],
    delay: u32,
    blocks: usize,
    ratios: Vec<Ratio>,
}

pub(crate) async fn measure(bench: &Bench, part: &mut Part, name: &str) {
    let heat = heat(name);
    if heat.contenders.iter().any(|one| matches!(one, Rust(_))) {
        programs::build("by_hand");
    }
    let server = Server::start().await;
    let stand = Stand::open(&server);
    let track = Track {
        about: format!(" ({} ms)", heat.delay),
        endpoint: Some(server.endpoint(heat.delay)),
        ..Track::new(&stand, REQUESTS, 10)
    };
    let blocks = bench.at_most(heat.blocks);
    race(bench, part, blocks, &track, heat.contenders).await;
    compare(part, &track, &heat.ratios);
    if name == "joined-115" {
        six_connections(part);
    }
}

/// All that six connections can do with 199 requests is 34 times the latency.
fn six_connections(part: &mut Part) {
    let ours = &part.times["ours, joined (115 ms)"];
    let ratios: Vec<f64> = ours.iter().map(|took| took / (34.0 * 115.0)).collect();
    let figure = Figure::median(&ratios, Unit::Times);
    let about = (
        "P3",
        "ours, joined (115 ms)",
        "34 × 115 ms, six connections’ limit",
    );
    part.add(about, figure, Some(Goal::AtMost(1.04)));
}

fn heat(name: &str) -> Heat {
    match name {
        "sequential" => Heat {
            contenders: &[
                Ours("sequential"),
                Undrawn("sequential"),
                Hand("sequential"),
                Rust("sequential"),
            ],
            delay: 20,
            blocks: usize::MAX,
            ratios: apart("sequential"),
        },
        "joined" => Heat {
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
        "ordered" => Heat {
            contenders: &[
                Ours("ordered"),
                Undrawn("ordered"),
                Hand("ordered"),
                Rust("ordered"),
            ],
            delay: 20,
            blocks: usize::MAX,
            ratios: apart("ordered"),
        },
        "batched" => Heat {
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
        "windowed" => Heat {
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
        "joined-115" => Heat {
            contenders: &[Ours("joined"), Hand("joined"), Python("aiohttp-6")],
            delay: 115,
            blocks: 21,
            ratios: vec![
                at_most("P5", "ours, joined", "Python, aiohttp-6", 1.06),
                without_goal("P5", "by hand, joined", "Python, aiohttp-6"),
            ],
        },
        "one-by-one" => Heat {
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

/// How far a strategy is from by hand, and what of that the language takes, the page without its drawing, and the
/// drawing.
fn apart(way: &'static str) -> Vec<Ratio> {
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
    apart("joined").into_iter().chain(others).collect()
}

fn batched() -> Vec<Ratio> {
    let others = vec![
        at_most("P5", "ours, batched", "Python, aiohttp-batched-6", 1.0),
        without_goal("P5", "by hand, batched", "Python, aiohttp-batched-6"),
        without_goal("P5", "ours, batched", "Python, aiohttp-batched"),
    ];
    apart("batched").into_iter().chain(others).collect()
}

fn windowed() -> Vec<Ratio> {
    let pools = vec![
        at_most("P2", "ours, windowed", "by hand, p-map", 1.0),
        at_most("P2", "ours, windowed", "by hand, p-limit", 1.0),
        without_goal("P2", "by hand, windowed", "by hand, p-map"),
        without_goal("P2", "by hand in Rust, windowed", "by hand, p-map"),
    ];
    apart("windowed").into_iter().chain(pools).collect()
}
