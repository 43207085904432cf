//! The cells of a strategy's row, as text.

use std::time::Duration;

use super::{Comparison, Round};
use crate::{
    analysis::timeline::Timeline,
    format::{UNKNOWN, factor, percent, time, times},
    strategy::{Order, Strategy},
    world::answer::Outcome,
};

/// The texts of a row, for the table on the page and in files. What is not known
/// is `–` or empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cells {
    /// How long the current round has been running; between rounds, the median
    /// total, or how long the latest round took if none is ranked.
    pub time: String,
    /// How the requests of the latest round ended: `18 ok, 6 × 503`.
    pub outcomes: String,
    /// The speed-up over the reference: `8.6×`.
    pub speedup: String,
    /// The interval of the speed-up, if it is wider than a point.
    pub interval: String,
    /// The ideal as a share of the total.
    pub of_ideal: String,
    /// `out of order` if the latest list is; what binds the ideal, where that may
    /// be a quota or a pace.
    pub order: String,
    /// The first delivery of the latest round.
    pub first: String,
    /// The longest freeze of the latest round, if it is longer than 50 ms.
    pub freeze: String,
}

impl Cells {
    /// The row of a strategy. `now` is how long its current round has been running.
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
                .map(|round| {
                    let binds = comparison.and_then(|one| binds(one, strategy, round));
                    binds.unwrap_or_else(|| order(strategy, round))
                })
                .unwrap_or_default()
                .into(),
            first: or_unknown(first.map(time)),
            freeze: ended.map(freeze).unwrap_or_default(),
        }
    }
}

/// How many requests ended so far in each way.
fn outcomes(timeline: &Timeline) -> String {
    let ends: Vec<_> = timeline.ends().into_iter().map(|(_, end)| end).collect();
    let (ends, repeats) = (ends.join(", "), timeline.repeats().join(", "));
    match (ends.is_empty(), repeats.is_empty()) {
        (_, true) => ends,
        (true, false) => repeats + " sent again",
        // What was sent again is told apart from what failed in the end.
        (false, false) if timeline.count(Outcome::Ok) < timeline.answered() => {
            format!("{ends}, {repeats} sent again")
        }
        (false, false) => format!("{ends}, {repeats}"),
    }
}

fn binds(comparison: &Comparison, strategy: Strategy, round: &Round) -> Option<&'static str> {
    let bound = comparison.bound(strategy, round)?;
    bound.rate.map(|_| bound.binding().words())
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
