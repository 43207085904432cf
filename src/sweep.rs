//! Which width? The same requests in batches and in windows of 1, 2, 4, 8, …,
//! and from where on more in flight is hardly worth anything: the knee.

mod chart;
mod file;
mod knee;
mod pen;
mod remaining;
mod words;

pub use chart::{SIZE, chart};
pub use file::svg;

use std::{iter, num::NonZeroUsize, time::Duration};

use crate::{
    comparison::{Comparison, Round},
    endpoint::Endpoint,
    network::Network,
    prediction::predict,
    settings::Settings,
    statistics::median,
    strategy::Strategy,
};

/// The strategies that have a width and deliver at once.
pub const STRATEGIES: [Strategy; 2] = [Strategy::Batched, Strategy::Windowed];

/// The widest that the setting `concurrency` allows.
const WIDEST: usize = 256;

/// The widths of a sweep: powers of two, and at the end all requests at once,
/// or 256.
#[must_use]
pub fn widths(requests: usize) -> Vec<NonZeroUsize> {
    let last = requests.clamp(1, WIDEST);
    let powers = iter::successors(Some(1), |width| Some(2 * width));
    let narrower = powers.take_while(|width| *width < last);
    let widths = narrower.chain([last]);
    widths.filter_map(NonZeroUsize::new).collect()
}

/// The settings of one point of a sweep.
#[must_use]
pub fn settings(settings: &Settings, width: NonZeroUsize) -> Settings {
    Settings {
        strategies: STRATEGIES.to_vec(),
        concurrency: width,
        ..settings.clone()
    }
}

/// A comparison for each width so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Sweep {
    /// What is run; its strategies and its concurrency do not count.
    pub settings: Settings,
    /// The widths that have begun, in their order.
    pub points: Vec<(NonZeroUsize, Comparison)>,
    /// Of each round on the simulated network: the sum of the planned
    /// latencies, and the longest.
    planned: Vec<(Duration, Duration)>,
    /// What the first round will take there, at each of the [`widths`].
    predicted: Vec<[Duration; 2]>,
}

impl Sweep {
    /// A sweep that has not begun. What can be known of it beforehand is
    /// calculated here, once; with 10,000 requests one may notice.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        let mut sweep = Self {
            settings,
            points: Vec::new(),
            planned: Vec::new(),
            predicted: Vec::new(),
        };
        if sweep.settings.endpoint == Endpoint::Simulated {
            let rounds = 0..sweep.settings.rounds;
            sweep.planned = rounds
                .map(|round| planned(&sweep.settings, round))
                .collect();
            let widths = sweep.widths().into_iter();
            sweep.predicted = widths
                .map(|width| predicted(&sweep.settings, width))
                .collect();
        }
        sweep
    }

    /// Puts the comparison of a width into its place, instead of an earlier
    /// state of it.
    pub fn put(&mut self, width: NonZeroUsize, comparison: Comparison) {
        let place = self.points.partition_point(|(other, _)| *other < width);
        match self.points.get_mut(place) {
            Some(point) if point.0 == width => point.1 = comparison,
            _ => self.points.insert(place, (width, comparison)),
        }
    }

    /// All widths, run or not.
    #[must_use]
    pub fn widths(&self) -> Vec<NonZeroUsize> {
        widths(self.settings.requests)
    }

    /// The comparison of a width.
    #[must_use]
    pub fn point(&self, width: NonZeroUsize) -> Option<&Comparison> {
        let mut points = self.points.iter();
        Some(&points.find(|(other, _)| *other == width)?.1)
    }

    /// The bound of a width c, max(ΣL / c, max L): the median over the rounds;
    /// L are the latencies as planned, or else as `windowed` measured them.
    /// `None` where it [says nothing](Comparison::ideal), or is not known yet.
    #[must_use]
    pub fn bound(&self, width: NonZeroUsize) -> Option<Duration> {
        let settings = settings(&self.settings, width);
        let bounds: Vec<f64> = if settings.endpoint == Endpoint::Simulated {
            if !settings.work.is_zero() || settings.overloads(Strategy::Windowed) {
                return None;
            }
            let slots = u32::try_from(settings.slots(Strategy::Windowed)).ok()?;
            let rounds = self.planned.iter();
            rounds
                .map(|(sum, longest)| (*sum / slots).max(*longest).as_secs_f64())
                .collect()
        } else {
            let rounds = self.point(width)?.rounds(Strategy::Windowed).iter();
            rounds
                .filter_map(|round| Some(round.ideal?.as_secs_f64()))
                .collect()
        };
        median(&bounds).map(Duration::from_secs_f64)
    }

    /// Whether every width has had all its rounds.
    #[must_use]
    pub fn is_over(&self) -> bool {
        let left = |width| STRATEGIES.map(|strategy| self.left(width, strategy));
        self.widths().into_iter().all(|width| left(width) == [0, 0])
    }

    /// How many rounds of a strategy have not ended.
    fn left(&self, width: NonZeroUsize, strategy: Strategy) -> usize {
        let run = self.point(width);
        let ended = run.map_or(0, |run| ended(run, strategy).count());
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
    let settings = settings(sweep, width);
    STRATEGIES.map(|strategy| predict(&settings, strategy, 0).end().unwrap_or_default())
}

/// The rounds that came to their own end.
fn ended(run: &Comparison, strategy: Strategy) -> impl Iterator<Item = &Round> {
    let rounds = run.rounds(strategy).iter().map(AsRef::as_ref);
    rounds.filter(|round: &&Round| round.ended)
}

/// The median total of all rounds that ended, ranked or not.
fn time(run: &Comparison, strategy: Strategy) -> Option<Duration> {
    let totals: Vec<f64> = ended(run, strategy)
        .filter_map(|round| Some(round.timeline.total()?.as_secs_f64()))
        .collect();
    median(&totals).map(Duration::from_secs_f64)
}
