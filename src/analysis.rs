//! Events become timelines, comparisons and a verdict.

pub mod comparison;
pub mod connection_waits;
pub mod diagnosis;
pub mod diagnostics;
pub mod environment;
pub mod foretold;
pub mod pace_sweep;
pub mod prediction;
pub mod recording;
mod sorted;
pub mod statistics;
pub mod stopping;
pub mod sweep;
pub mod timeline;
pub mod verdict;
