//! The strategy that a round resembles most.

use std::time::Duration;

use super::intervals::sendings;
use crate::{
    analysis::{sorted::sorted, timeline::Timeline},
    format::{percent, times},
    strategy::Strategy,
};

/// The strategy whose timeline is nearest to that of a round, and how many times as
/// long the round took, above 0; `None` if there are no candidates or nothing was sent.
///
/// Two timelines are as far apart as, on average, their first starts, their second
/// starts and so on, and likewise their ends; a start or an end that only one of them
/// has is as late as the later of both timelines ends. So the order in which a round
/// sends its requests counts for nothing. Of several that are equally near, it is the
/// first.
#[must_use]
pub fn nearest(
    timeline: &Timeline,
    candidates: impl Iterator<Item = (Strategy, Timeline)>,
) -> Option<(Strategy, f64)> {
    if sendings(timeline).is_empty() {
        return None;
    }
    let compared = candidates.map(|(strategy, other)| {
        let ratio = timeline.end().as_secs_f64() / other.end().as_secs_f64();
        (distance(timeline, &other), strategy, ratio)
    });
    let nearest = compared.min_by_key(|(distance, ..)| *distance);
    let (_, strategy, ratio) = nearest?;
    let known = ratio.is_finite() && ratio > 0.0;
    known.then_some((strategy, ratio))
}

/// The sum of the distances of the starts and of the ends.
fn distance(one: &Timeline, other: &Timeline) -> Duration {
    let end = one.end().max(other.end());
    let of = |timeline: &Timeline| {
        let sendings = sendings(timeline);
        let starts = sorted(sendings.iter().map(|one| one.start));
        let ends = sorted(sendings.iter().map(|one| one.end.unwrap_or(end)));
        [starts, ends]
    };
    let (one, other) = (of(one), of(other));
    let pairs = one.iter().zip(&other);
    let distances = pairs.flat_map(|(one, other)| {
        let at = move |all: &[Duration], place| all.get(place).copied().unwrap_or(end);
        (0..one.len().max(other.len())).map(move |k| at(one, k).abs_diff(at(other, k)))
    });
    distances.sum()
}

/// What is said of the nearest strategy, and of how many times as long the round took.
#[must_use]
pub fn resemblance((strategy, ratio): (Strategy, f64)) -> String {
    let name = strategy.name().to_lowercase();
    let how = if (ratio - 1.0).abs() <= 0.03 {
        "and as fast".into()
    } else if ratio < 1.0 {
        percent(1.0 - ratio) + " faster than it"
    } else if ratio < 2.0 {
        percent(ratio - 1.0) + " slower than it"
    } else {
        times(ratio) + " its time"
    };
    format!("Nearest to {name}, {how}.")
}
