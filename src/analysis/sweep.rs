//! Sweeps: the same requests in batches and in windows of width 1, 2, 4, 8, …
//! show the knee, from which a larger width saves hardly any time.

mod finding;
mod knee;
mod point;
mod remaining;

pub use knee::all_ranked;
pub use point::{Point, RoundSummary};

use std::{num::NonZeroUsize, time::Duration};

use super::{comparison::Comparison, prediction::predict, statistics::median};
use crate::{
    settings::{
        Settings,
        plan::{at_width, widths},
    },
    strategy::Strategy,
    world::network::Network,
};

/// The strategies of a sweep.
pub const STRATEGIES: [Strategy; 2] = Strategy::SWEPT;

/// `windowed`, which fills a free slot at once. The bounds and the lost requests
/// that a sweep shows are those of this strategy.
pub const WINDOW: Strategy = STRATEGIES[1];

/// The most requests of a recording that were in flight, and how long it took.
pub type Peak = (NonZeroUsize, Duration);

/// The results of each width so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Sweep {
    /// The settings, whose strategies and concurrency do not matter.
    pub settings: Settings,
    /// The widths that have begun, in ascending order.
    pub points: Vec<(NonZeroUsize, Point)>,
    /// For each round on the simulated network: the sum of the planned latencies,
    /// and the longest.
    planned: Vec<(Duration, Duration)>,
    /// How long the first round of each strategy will take there, at each of the
    /// [widths](Self::widths). Empty without a prediction.
    predicted: Vec<[Duration; 2]>,
}

impl Sweep {
    /// A sweep that has not begun.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        let mut plans = Vec::new();
        if settings.is_simulated() {
            let rounds = 0..settings.rounds;
            plans.extend(rounds.map(|round| planned(&settings, round)));
        }
        Self {
            settings,
            points: Vec::new(),
            planned: plans,
            predicted: Vec::new(),
        }
    }

    /// A sweep that has not begun, with a prediction of how long it takes. With
    /// 10,000 requests the prediction itself may take a noticeable time, so it is
    /// made only once.
    #[must_use]
    pub fn with_prediction(settings: Settings) -> Self {
        let mut sweep = Self::new(settings);
        if sweep.settings.is_simulated() {
            let widths = sweep.widths().into_iter();
            sweep.predicted = widths
                .map(|width| predicted(&sweep.settings, width))
                .collect();
        }
        sweep
    }

    /// Sets the rounds of a width, in place of those that were set before.
    pub fn put(&mut self, width: NonZeroUsize, run: &Comparison) {
        let new = Point::of(run);
        let place = self.points.partition_point(|(other, _)| *other < width);
        match self.points.get_mut(place) {
            Some(point) if point.0 == width => point.1 = new,
            _ => self.points.insert(place, (width, new)),
        }
    }

    /// All widths, whether they have begun or not.
    #[must_use]
    pub fn widths(&self) -> Vec<NonZeroUsize> {
        widths(self.settings.requests)
    }

    /// The rounds of a width; `None` if it has not begun.
    #[must_use]
    pub fn point(&self, width: NonZeroUsize) -> Option<&Point> {
        let mut points = self.points.iter();
        Some(&points.find(|(other, _)| *other == width)?.1)
    }

    /// The bound of a width c: the median of max(ΣL / c, max L) over the rounds,
    /// where L are the planned latencies on the simulated network, and on any
    /// other the latencies measured by `windowed`. `None` where the bound
    /// [does not apply](Comparison::bound) or is not known yet.
    #[must_use]
    pub fn bound(&self, width: NonZeroUsize) -> Option<Duration> {
        let settings = at_width(&self.settings, width);
        let bounds: Vec<f64> = if settings.is_simulated() {
            if !settings.work.is_zero() || settings.overloads(WINDOW) {
                return None;
            }
            let slots = u32::try_from(settings.slots(WINDOW)).ok()?;
            let rounds = self.planned.iter();
            rounds
                .map(|(sum, longest)| (*sum / slots).max(*longest).as_secs_f64())
                .collect()
        } else {
            let rounds = self.point(width)?.rounds(WINDOW).iter();
            rounds
                .filter_map(|round| Some(round.ideal?.as_secs_f64()))
                .collect()
        };
        median(&bounds).map(Duration::from_secs_f64)
    }

    /// How many widths have completed all their rounds.
    fn complete(&self) -> usize {
        let left = |width: &NonZeroUsize| STRATEGIES.map(|strategy| self.left(*width, strategy));
        let widths = self.widths().into_iter();
        widths.filter(|width| left(width) == [0, 0]).count()
    }

    /// Whether every width has completed all its rounds.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.complete() == self.widths().len()
    }

    /// How many rounds of a strategy are not completed.
    fn left(&self, width: NonZeroUsize, strategy: Strategy) -> usize {
        let point = self.point(width);
        let ended = point.map_or(0, |point| point.ended(strategy).count());
        self.settings.rounds.saturating_sub(ended)
    }
}

/// The sum of a round's planned latencies, and the longest of them.
fn planned(settings: &Settings, round: usize) -> (Duration, Duration) {
    let latencies = (0..settings.requests).map(|index| Network::planned(settings, round, index));
    latencies.fold(Default::default(), |(sum, longest), latency| {
        (sum + latency, latency.max(longest))
    })
}

/// How long the first round of each strategy will take.
fn predicted(sweep: &Settings, width: NonZeroUsize) -> [Duration; 2] {
    let settings = at_width(sweep, width);
    STRATEGIES.map(|strategy| predict(&settings, strategy, 0).end())
}
