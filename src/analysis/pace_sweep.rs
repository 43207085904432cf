//! Sweeps over the pace: the same requests, paced below a quota and above it, in
//! virtual time. At a quota of some a minute, sending them would take an hour.

use std::{num::NonZeroU32, time::Duration};

use super::{comparison::Limit, prediction::performed};
use crate::{
    format::{count, counted, time},
    settings::{Rate, Settings},
    strategy::Strategy,
};

/// A pace is fast enough if it takes at most this many times as long as the best.
const TOLERANCE: f64 = 1.05;

/// The paces of a sweep in quarters of the quota.
const QUARTERS: [u32; 9] = [1, 2, 3, 4, 5, 6, 8, 12, 16];

/// What the strategy `paced` does against a quota at each pace.
#[derive(Clone, Debug, PartialEq)]
pub struct PaceSweep {
    /// The settings; their own pace, strategies and rounds do not matter.
    pub settings: Settings,
    /// The results, from the slowest pace to the fastest; never empty.
    pub points: Vec<Paced>,
}

/// The round of `paced` at one pace.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paced {
    /// The pace.
    pub pace: Rate,
    /// From the start to the last delivery.
    pub total: Duration,
    /// Its bound, and what binds; `None` unless all requests were `ok` in the end.
    pub bound: Option<(Duration, Limit)>,
    /// How often the server answered 429.
    pub refused: usize,
}

impl PaceSweep {
    /// The sweep of these settings; `None` if their server has no quota.
    #[must_use]
    pub fn of(settings: &Settings) -> Option<Self> {
        let paces = paces(settings)?.into_iter();
        let points = paces.filter_map(|pace| point(settings, pace)).collect();
        let settings = settings.clone();
        Some(Self { settings, points })
    }

    /// The slowest pace at which it takes at most 5 % longer than at the best one;
    /// `None` if requests are lost at every pace.
    #[must_use]
    pub fn knee(&self) -> Option<&Paced> {
        let complete = || self.points.iter().filter(|point| point.bound.is_some());
        let best = complete().map(|point| point.total).min()?;
        complete().find(|point| point.total <= best.mul_f64(TOLERANCE))
    }

    /// The finding: the knee, where 429 begins, and what no pace can do.
    #[must_use]
    pub fn sentence(&self) -> String {
        let mut sentences = vec!["Foretold in virtual time; nothing was sent.".to_owned()];
        let knee = self.knee();
        sentences.push(match knee {
            Some(knee) => format!(
                "The knee of paced is at {}: {}, {}.",
                knee.pace.words(),
                time(knee.total),
                match knee.refused {
                    0 => "and no 429".into(),
                    times => format!("with {} × 429", count(times)),
                }
            ),
            None => "There is no knee: at every pace some are lost.".into(),
        });
        let refused = self.points.iter().find(|point| point.refused > 0);
        if let Some(first) = refused
            && knee.is_none_or(|knee| knee.refused == 0)
        {
            let pace = first.pace.words();
            let times = counted(first.refused, "time");
            sentences.push(format!(
                "From {pace} on, the server answers 429: {times} at that pace."
            ));
        }
        let fastest = self.points.last().and_then(|point| point.bound);
        // Where its own pace binds the fastest, a faster one would end before it.
        if let Some((least, limit)) = fastest.filter(|(_, limit)| *limit != Limit::Pace) {
            let binds = limit.words();
            sentences.push(format!("No pace ends before {}: {binds}.", time(least)));
        }
        sentences.join(" ")
    }
}

/// Paces from a quarter of the quota to four times as fast, and the fastest one
/// that the quota allows to the end: (M − 1) · quota / (M − burst) for M requests.
fn paces(settings: &Settings) -> Option<Vec<Rate>> {
    let (quota, burst) = settings.bucket()?;
    let number = quota.requests.get();
    let sent = settings.sent_each();
    let mut numbers: Vec<u32> = QUARTERS
        .map(|quarters| number.saturating_mul(quarters) / 4)
        .to_vec();
    if let Some(beyond) = sent.checked_sub(burst).filter(|beyond| *beyond > 0) {
        let fastest = u64::from(number) * (sent as u64 - 1) / beyond as u64;
        let fastest = u32::try_from(fastest).ok();
        numbers.extend(fastest.filter(|fastest| fastest / 4 <= number));
    }
    for number in &mut numbers {
        *number = (*number).min(Rate::MOST);
    }
    numbers.sort_unstable();
    numbers.dedup();
    let rate = |number: u32| {
        let requests = NonZeroU32::new(number)?;
        Some(Rate { requests, ..quota })
    };
    Some(numbers.into_iter().filter_map(rate).collect())
}

fn point(settings: &Settings, pace: Rate) -> Option<Paced> {
    let run = performed(&Settings {
        pace: Some(pace),
        strategies: vec![Strategy::PACED],
        rounds: 1,
        ..settings.clone()
    });
    let round = run.rounds(Strategy::PACED).first()?;
    let bound = run.bound(Strategy::PACED, round);
    Some(Paced {
        pace,
        total: round.timeline.end(),
        bound: bound.map(|bound| (bound.least(), bound.binding())),
        refused: round.timeline.refusals(),
    })
}
