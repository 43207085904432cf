//! The results of a sweep at one width.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::STRATEGIES;
use crate::{
    analysis::{
        comparison::{Comparison, Round},
        statistics::median,
    },
    strategy::Strategy,
    world::answer::Outcome,
};

/// What a sweep keeps of a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundSummary {
    /// The number of the round, from 0.
    pub number: usize,
    /// Whether it was completed.
    pub ended: bool,
    /// Whether it is ranked: whether its time may be compared.
    pub ranked: bool,
    /// From the start to the last delivery so far.
    pub total: Option<Duration>,
    /// Its ideal time, known when it is over.
    pub ideal: Option<Duration>,
    /// How many of its requests did not end with `ok`.
    pub lost: usize,
}

impl RoundSummary {
    fn of(round: &Round) -> Self {
        let timeline = &round.timeline;
        Self {
            number: round.number,
            ended: round.ended,
            ranked: round.is_ranked(),
            total: timeline.total(),
            ideal: round.ideal,
            lost: timeline.spans().len() - timeline.count(Outcome::Ok),
        }
    }
}

/// The rounds at a width.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// The rounds of each of the [`STRATEGIES`].
    pub rounds: [Vec<RoundSummary>; 2],
}

impl Point {
    /// The point of a run at one width.
    #[must_use]
    pub fn of(run: &Comparison) -> Self {
        let summaries = |one| run.rounds(one).iter().map(|round| RoundSummary::of(round));
        let rounds = STRATEGIES.map(|one| summaries(one).collect());
        Self { rounds }
    }

    /// The rounds of a strategy so far.
    #[must_use]
    pub fn rounds(&self, strategy: Strategy) -> &[RoundSummary] {
        let column = STRATEGIES.iter().position(|one| *one == strategy);
        column.map_or(&[], |column| &self.rounds[column])
    }

    /// The number and the total, in seconds, of each ranked round.
    #[must_use]
    pub fn totals(&self, strategy: Strategy) -> Vec<(usize, f64)> {
        let ranked = self.rounds(strategy).iter().filter(|round| round.ranked);
        ranked
            .filter_map(|round| Some((round.number, round.total?.as_secs_f64())))
            .collect()
    }

    /// The rounds of a strategy that were completed.
    pub fn ended(&self, strategy: Strategy) -> impl Iterator<Item = &RoundSummary> {
        self.rounds(strategy).iter().filter(|round| round.ended)
    }

    /// The median total of the rounds that were completed, ranked or not.
    #[must_use]
    pub fn time(&self, strategy: Strategy) -> Option<Duration> {
        let ended = self.ended(strategy);
        let totals: Vec<f64> = ended
            .filter_map(|round| Some(round.total?.as_secs_f64()))
            .collect();
        median(&totals).map(Duration::from_secs_f64)
    }

    /// How many requests were lost in the rounds that were completed.
    #[must_use]
    pub fn lost(&self, strategy: Strategy) -> usize {
        self.ended(strategy).map(|round| round.lost).sum()
    }
}
