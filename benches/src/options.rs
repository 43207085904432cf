//! Options of the bench, from environment variables.

use std::env;

/// By default, enough pairs to show a difference of 2 %. The ratios of identical code on a busy machine lie, in four of
/// five cases, between 0.82 and 1.24.
const PAIRS: usize = 41;

/// What to measure, and how often.
pub(crate) struct Options {
    pub(crate) pairs: usize,
    pub(crate) seed: u64,
    /// The names of comparisons and parts; all parts if it is empty.
    pub(crate) only: Vec<String>,
    /// Whether to skip the parts that have been measured.
    pub(crate) resume: bool,
}

impl Options {
    pub(crate) fn from_environment() -> Self {
        let set = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
        let number = |name: &str| set(name).map(|text| text.parse::<u64>().expect("a number"));
        let only = set("ONLY").unwrap_or_default();
        Self {
            pairs: number("PAIRS").map_or(PAIRS, |pairs| usize::try_from(pairs).expect("a count")),
            seed: number("SEED").unwrap_or(1),
            only: only.split_terminator(',').map(str::to_owned).collect(),
            resume: set("RESUME").is_some(),
        }
    }

    /// The number of pairs, limited for measurements that take long and vary little.
    pub(crate) fn at_most(&self, limit: usize) -> usize {
        self.pairs.min(limit)
    }
}
