//! What stands in a strategy's row, in words.

use std::time::Duration;

use super::{Comparison, Round};
use crate::{
    analysis::timeline::Timeline,
    format::{UNKNOWN, factor, percent, time, times},
    strategy::{Order, Strategy},
    world::answer::Outcome,
};

/// The words of a row, for the page's table and for any other: `–` or nothing
/// where nothing is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cells {
    /// The median total; until there is one, how long the latest round took,
    /// or has been running.
    pub time: String,
    /// How the requests of the latest round ended: `21 ok, 3 timeout`.
    pub outcomes: String,
    /// How many times as fast as the reference.
    pub speedup: String,
    /// The interval of that, where it says more.
    pub interval: String,
    /// What it made of its own slots.
    pub of_ideal: String,
    /// Whether the latest list is out of order.
    pub order: String,
    /// The first delivery of the latest round.
    pub first: String,
    /// The longest freeze of the latest round, if one could notice it.
    pub freeze: String,
}

impl Cells {
    /// The row of a strategy, which may have been running for some time now.
    #[must_use]
    pub fn new(comparison: Option<&Comparison>, strategy: Strategy, now: Option<Duration>) -> Self {
        let round = comparison.and_then(|comparison| comparison.rounds(strategy).last());
        let round = round.map(|round| &**round);
        let ended = round.filter(|round| round.ended);
        let median = comparison.and_then(|comparison| comparison.median(strategy));
        let latest = ended.and_then(|round| round.timeline.total());
        let speedup = comparison.and_then(|comparison| comparison.speedup(strategy));
        let interval = speedup
            .and_then(|speedup| speedup.interval)
            .filter(|(low, high)| low < high);
        let of_ideal = comparison.and_then(|comparison| comparison.of_ideal(strategy));
        let first = round.and_then(|round| round.timeline.first_delivered());
        let or_unknown = |text: Option<String>| text.unwrap_or_else(|| UNKNOWN.into());
        Self {
            time: or_unknown(now.or(median).or(latest).map(time)),
            outcomes: round
                .map(|round| outcomes(&round.timeline))
                .unwrap_or_default(),
            speedup: or_unknown(speedup.map(|speedup| times(speedup.estimate))),
            interval: interval
                .map(|(low, high)| format!("{} to {}", factor(low), factor(high)))
                .unwrap_or_default(),
            of_ideal: or_unknown(of_ideal.map(percent)),
            order: ended
                .map(|round| order(strategy, round))
                .unwrap_or_default()
                .into(),
            first: or_unknown(first.map(time)),
            freeze: ended.map(freeze).unwrap_or_default(),
        }
    }
}

/// How the requests ended so far.
fn outcomes(timeline: &Timeline) -> String {
    let counts = Outcome::ALL.map(|outcome| (timeline.count(outcome), outcome.word()));
    let present = counts.into_iter().filter(|(count, _)| *count > 0);
    present
        .map(|(count, word)| format!("{count} {word}"))
        .collect::<Vec<_>>()
        .join(", ")
}

fn order(strategy: Strategy, round: &Round) -> &'static str {
    let shuffled = strategy.describe().order == Order::Completed && round.timeline.inversions() > 0;
    if shuffled { "out of order" } else { "" }
}

fn freeze(round: &Round) -> String {
    let frozen = round.longest_freeze > Duration::from_millis(50);
    if frozen {
        format!("froze {}", time(round.longest_freeze))
    } else {
        String::new()
    }
}
