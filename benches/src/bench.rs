//! What there is to measure, and what of it is wished for.

use super::{frames, h2, making, many, memory, network, paint, part::Part, simulated, weight};
use std::env;

/// As many pairs as can show 2 %: of identical code on a busy machine, the middle four fifths of the ratios reach
/// from 0.82 to 1.24.
const PAIRS: usize = 41;

/// A part of the bench, measured in one piece; it may answer to several comparisons.
pub(crate) struct Task {
    pub(crate) name: &'static str,
    pub(crate) comparisons: &'static [&'static str],
}

const fn wish(name: &'static str, comparisons: &'static [&'static str]) -> Task {
    Task { name, comparisons }
}

pub(crate) const PARTS: [Task; 18] = [
    wish("sequential", &["P1", "P7"]),
    wish("joined", &["P1", "P5", "P7", "A/A"]),
    wish("ordered", &["P1", "P7"]),
    wish("batched", &["P1", "P5", "P7"]),
    wish("windowed", &["P1", "P2", "P7"]),
    wish("joined-115", &["P3", "P5"]),
    wish("http2", &["P4"]),
    wish("one-by-one", &["P5"]),
    wish("ten-thousand", &["P6"]),
    wish("long-tasks", &["P6"]),
    wish("width", &["P6"]),
    wish("weight", &["P8"]),
    wish("paint", &["P9"]),
    wish("frames", &["P10"]),
    wish("clicks", &["P11"]),
    wish("memory", &["P12"]),
    wish("simulated", &["P13"]),
    wish("making", &["P14"]),
];

pub(crate) async fn measure(bench: &Bench, wish: &Task, number: usize) -> Part {
    let mut part = Part::new(wish.name, number);
    match wish.name {
        "http2" => h2::measure(bench, &mut part).await,
        "ten-thousand" => many::ten_thousand(bench, &mut part).await,
        "long-tasks" => many::long_tasks(bench, &mut part).await,
        "width" => many::width(bench, &mut part).await,
        "weight" => weight::measure(&mut part).await,
        "paint" => paint::measure(bench, &mut part).await,
        "frames" => frames::frames(bench, &mut part).await,
        "clicks" => frames::clicks(bench, &mut part).await,
        "memory" => memory::measure(&mut part).await,
        "simulated" => simulated::measure(bench, &mut part).await,
        "making" => making::measure(&mut part).await,
        name => network::measure(bench, &mut part, name).await,
    }
    part
}

/// What is wished for.
pub(crate) struct Bench {
    pub(crate) pairs: usize,
    pub(crate) seed: u64,
    only: Vec<String>,
    resume: bool,
}

impl Bench {
    pub(crate) fn from_environment() -> Self {
        let set = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
        let number = |name: &str| set(name).map(|text| text.parse::<u64>().expect("a number"));
        let only = set("ONLY").unwrap_or_default();
        let bench = Self {
            pairs: number("PAIRS").map_or(PAIRS, |pairs| usize::try_from(pairs).expect("a count")),
            seed: number("SEED").unwrap_or(1),
            only: only.split_terminator(',').map(str::to_owned).collect(),
            resume: set("RESUME").is_some(),
        };
        for one in &bench.only {
            let known = PARTS.iter().any(|part| part.answers_to(one));
            assert!(known, "ONLY={one}: no comparison and no part is called so");
        }
        bench
    }

    /// At most so many, for what takes long and varies little.
    pub(crate) fn at_most(&self, most: usize) -> usize {
        self.pairs.min(most)
    }

    pub(crate) fn wants(&self, part: &Task) -> bool {
        let chosen = self.only.is_empty() || self.only.iter().any(|one| part.answers_to(one));
        chosen && !(self.resume && Part::load(part.name).is_some())
    }
}

impl Task {
    fn answers_to(&self, one: &str) -> bool {
        self.name == one || self.comparisons.contains(&one)
    }
}
