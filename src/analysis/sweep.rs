//! Which width? The same requests in batches and in windows of 1, 2, 4, 8, …,
//! and from where on more in flight is hardly worth anything: the knee.

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

/// The strategies that have a width and deliver at once.
pub const STRATEGIES: [Strategy; 2] = Strategy::SWEPT;

/// The one that fills a free slot at once: bounds and losses are its own.
pub const WINDOW: Strategy = STRATEGIES[1];

/// What is known of each width so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Sweep {
    /// What is run; its strategies and its concurrency do not count.
    pub settings: Settings,
    /// The widths that have begun, in their order.
    pub points: Vec<(NonZeroUsize, Point)>,
    /// Of each round on the simulated network: the sum of the planned
    /// latencies, and the longest.
    planned: Vec<(Duration, Duration)>,
    /// What the first round will take there, at each of the [widths](Self::widths); empty
    /// if nobody has asked.
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

    /// A sweep that has not begun, and how long it will take. That is
    /// calculated once; with 10,000 requests one may notice.
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

    /// Puts what there is to know of a width into its place, instead of what
    /// was known before.
    pub fn put(&mut self, width: NonZeroUsize, run: &Comparison) {
        let known = Point::of(run);
        let place = self.points.partition_point(|(other, _)| *other < width);
        match self.points.get_mut(place) {
            Some(point) if point.0 == width => point.1 = known,
            _ => self.points.insert(place, (width, known)),
        }
    }

    /// All widths, run or not.
    #[must_use]
    pub fn widths(&self) -> Vec<NonZeroUsize> {
        widths(self.settings.requests)
    }

    /// What is known of a width.
    #[must_use]
    pub fn point(&self, width: NonZeroUsize) -> Option<&Point> {
        let mut points = self.points.iter();
        Some(&points.find(|(other, _)| *other == width)?.1)
    }

    /// The bound of a width c, max(ΣL / c, max L): the median over the rounds;
    /// L are the latencies as planned, or else as `windowed` measured them.
    /// `None` where it [says nothing](Comparison::ideal), or is not known yet.
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

    /// How many widths have had all their rounds.
    fn complete(&self) -> usize {
        let left = |width: &NonZeroUsize| STRATEGIES.map(|strategy| self.left(*width, strategy));
        let widths = self.widths().into_iter();
        widths.filter(|width| left(width) == [0, 0]).count()
    }

    /// Whether every width has had all its rounds.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.complete() == self.widths().len()
    }

    /// How many rounds of a strategy have not ended.
    fn left(&self, width: NonZeroUsize, strategy: Strategy) -> usize {
        let point = self.point(width);
        let ended = point.map_or(0, |point| point.ended(strategy).count());
        self.settings.rounds.saturating_sub(ended)
    }
}

/// The sum and the longest of a round's planned latencies.
fn planned(settings: &Settings, round: usize) -> (Duration, Duration) {
    let latencies = (0..settings.requests).map(|index| Network::planned(settings, round, index));
    latencies.fold(Default::default(), |(sum, longest), latency| {
        (sum + latency, latency.max(longest))
    })
}

/// What the first round will take in either strategy.
fn predicted(sweep: &Settings, width: NonZeroUsize) -> [Duration; 2] {
    let settings = at_width(sweep, width);
    STRATEGIES.map(|strategy| predict(&settings, strategy, 0).end())
}
