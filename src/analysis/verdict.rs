//! The verdict: what a comparison shows, in a few sentences.

mod brief;
mod caveat;
mod losses;
mod quota;
mod unranked;

pub use brief::{LONGEST, brief};
pub use caveat::caveat;

use super::{
    comparison::{Comparison, Speedup},
    stopping,
};
use crate::{
    format::{counted, factor, hundredths, list, time},
    strategy::{InFlight, Strategy},
};

/// Without an interval, a ratio between these may be chance: on a shared machine,
/// 80 % of the ratios of identical code, timed in pairs, were between them.
const NOISE: (f64, f64) = (0.82, 1.24);

/// With an interval, ratios between these do not count as a difference.
const NEGLIGIBLE: (f64, f64) = (0.98, 1.02);

/// The verdict over all ranked rounds.
#[must_use]
pub fn verdict(comparison: &Comparison) -> String {
    let ranked = ranked(comparison);
    if let Some(bound) = quota::bound(comparison) {
        let mut sentences = vec![bound];
        sentences.extend(quota::refusals(comparison));
        sentences.extend(unranked::unranked(comparison));
        return sentences.join(" ");
    }
    let mut sentences = match (fastest(comparison, &ranked), ranked.len()) {
        (None, _) => vec!["Nothing can be ranked.".to_owned()],
        (Some(only), 1) => vec![alone(comparison, only)],
        (Some(fastest), _) => vec![leaders(comparison, fastest, &ranked)],
    };
    sentences.extend(batches_and_windows(comparison, &ranked));
    sentences.extend(caveat::looks(comparison, &ranked));
    sentences.extend(losses::losses(comparison).map(|losses| losses.sentence()));
    sentences.extend(unranked::unranked(comparison));
    sentences.join(" ")
}

/// The strategies with ranked rounds.
fn ranked(comparison: &Comparison) -> Vec<Strategy> {
    let begun = comparison.begun();
    begun.filter(|one| comparison.ranked(*one) > 0).collect()
}

fn alone(comparison: &Comparison, only: Strategy) -> String {
    let took = comparison.median(only).map(time).unwrap_or_default();
    format!(
        "{} took {took}; there is nothing to compare it with.",
        only.name()
    )
}

/// The strategy that no other strategy beats in the rounds in which both are
/// ranked: medians alone could be of different rounds. If there are several, or if
/// every strategy is beaten, it is the one with the lowest median.
fn fastest(comparison: &Comparison, ranked: &[Strategy]) -> Option<Strategy> {
    let beaten = |one| {
        let mut ratios = ranked
            .iter()
            .filter_map(|other| comparison.ratio(one, *other));
        ratios.any(|ratio| ratio.estimate < 1.0)
    };
    let key = |one: &Strategy| (beaten(*one), comparison.median(*one));
    ranked.iter().copied().min_by_key(key)
}

/// The fastest strategy and those that do not differ from it, and how they compare
/// with it.
fn leading(
    comparison: &Comparison,
    fastest: Strategy,
    ranked: &[Strategy],
) -> (Vec<Strategy>, Vec<Speedup>) {
    let mut ratios = Vec::new();
    let mut group = Vec::new();
    for one in ranked.iter().copied() {
        let ratio = comparison.ratio(fastest, one);
        let same_by_design =
            same_load(fastest, one) && ratio.is_some_and(|ratio| ratio.interval.is_none());
        if !same_by_design && ratio.is_some_and(|ratio| ratio.estimate > 1.0 && tells_apart(ratio))
        {
            continue;
        }
        group.push(one);
        if one != fastest {
            ratios.extend(ratio);
        }
    }
    (group, ratios)
}

/// A sentence about the fastest strategy and those that do not differ from it.
fn leaders(comparison: &Comparison, fastest: Strategy, ranked: &[Strategy]) -> String {
    let (group, ratios) = leading(comparison, fastest, ranked);
    let names = names(&group);
    let rounds = counted(comparison.ranked(fastest), "round");
    let took = comparison.median(fastest).map(time).unwrap_or_default();
    let over = over_reference(comparison, fastest, &group);
    if group.len() == 1 {
        return format!("{} was the fastest: {took}{over}.", fastest.name());
    }
    let measured = match *ratios {
        [] => String::new(), // no round in common, or no time to divide by
        _ => format!(" (ratio {} in {rounds})", range(&ratios)),
    };
    let difference = difference(&ratios);
    if group.len() == ranked.len() {
        return format!("Here {difference} {names}{measured}.");
    }
    format!("The fastest took {took}{over}; {difference} {names}{measured}.")
}

/// What can be said of strategies that do not differ, before their names.
fn difference(ratios: &[Speedup]) -> &'static str {
    let alike = matches!(*ratios, [ratio] if ratio.interval.is_some_and(stopping::is_alike));
    if alike {
        "there is no difference of more than 5\u{a0}% between"
    } else {
        "no difference can be shown between"
    }
}

/// The names of strategies within a sentence.
fn names(strategies: &[Strategy]) -> String {
    let names = strategies.iter().map(|one| one.name().to_ascii_lowercase());
    list(&names.collect::<Vec<_>>())
}

/// The range of the ratios, with their intervals: `0.99 to 1.02`.
fn range(ratios: &[Speedup]) -> String {
    let ends = |ratio: &Speedup| ratio.interval.unwrap_or((ratio.estimate, ratio.estimate));
    let low = ratios
        .iter()
        .map(|ratio| ends(ratio).0)
        .fold(f64::INFINITY, f64::min);
    let high = ratios
        .iter()
        .map(|ratio| ends(ratio).1)
        .fold(f64::NEG_INFINITY, f64::max);
    let (low, high) = (hundredths(low), hundredths(high));
    if low == high {
        low
    } else {
        format!("{low} to {high}")
    }
}

fn over_reference(comparison: &Comparison, fastest: Strategy, group: &[Strategy]) -> String {
    let Some(reference) = comparison.reference().filter(|one| !group.contains(one)) else {
        return String::new();
    };
    let Some(speedup) = comparison.ratio(fastest, reference) else {
        return String::new();
    };
    format!(
        ", {} times as fast as {}{}",
        factor(speedup.estimate),
        reference.name().to_ascii_lowercase(),
        between(speedup)
    )
}

fn between(speedup: Speedup) -> String {
    let words = |(low, high)| format!(" (between {} and {})", factor(low), factor(high));
    speedup.interval.map(words).unwrap_or_default()
}

/// A sentence about what batches lose compared with a window of the same width,
/// if that is a difference.
fn batches_and_windows(comparison: &Comparison, ranked: &[Strategy]) -> Option<String> {
    let ratio = window_over_batches(comparison, ranked)?;
    let width = comparison.settings.concurrency;
    let [batches, window] = Strategy::SWEPT.map(|one| one.name().to_ascii_lowercase());
    let (factor, between) = (factor(ratio.estimate), between(ratio));
    Some(format!(
        "With at most {width} in flight, {window} was {factor} times as fast as {batches}{between}: a batch waits for its slowest request."
    ))
}

/// How much faster a window is than batches of the same width, if that is a
/// difference.
fn window_over_batches(comparison: &Comparison, ranked: &[Strategy]) -> Option<Speedup> {
    let [batches, window] = Strategy::SWEPT;
    if !ranked.contains(&batches) || !ranked.contains(&window) {
        return None;
    }
    let ratio = comparison.ratio(window, batches)?;
    (tells_apart(ratio) && ratio.estimate > 1.0).then_some(ratio)
}

/// Whether two strategies send the same requests at the same moments. Then a
/// difference in a few rounds is chance.
fn same_load(one: Strategy, other: Strategy) -> bool {
    let kinds = [one, other].map(|strategy| strategy.describe().in_flight);
    kinds[0] == kinds[1] && matches!(kinds[0], InFlight::One | InFlight::All)
}

/// Whether a ratio counts as a difference.
fn tells_apart(ratio: Speedup) -> bool {
    let inside = |(low, high): (f64, f64), (from, to)| low >= from && high <= to;
    match ratio.interval {
        Some((low, high)) => (low > 1.0 || high < 1.0) && !inside((low, high), NEGLIGIBLE),
        None => !inside((ratio.estimate, ratio.estimate), NOISE),
    }
}
