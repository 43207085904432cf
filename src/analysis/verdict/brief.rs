//! The verdict in one sentence, for a figure with little room.

use super::{
    alone, difference, fastest, leading, losses::losses, names, over_reference, quota, ranked,
    unranked::unranked, window_over_batches,
};
use crate::{
    analysis::comparison::Comparison,
    format::{factor, time},
    strategy::Strategy,
};

/// The longest brief verdict, in characters: two lines of a column of 680 CSS
/// pixels, three of one of 358.
pub const LONGEST: usize = 130;

/// The verdict over all ranked rounds in one sentence of at most [`LONGEST`]
/// characters. The first of these that applies: the requests that only some
/// strategies lost, the time that a quota takes, the fastest strategy, why nothing
/// is ranked.
#[must_use]
pub fn brief(comparison: &Comparison) -> String {
    let ranked = ranked(comparison);
    if let Some(losses) = losses(comparison) {
        return first_that_fits([losses.sentence(), losses.short_sentence()]);
    }
    if let Some(bound) = quota::bound(comparison) {
        return bound;
    }
    match fastest(comparison, &ranked) {
        Some(only) if ranked.len() == 1 => alone(comparison, only),
        Some(fastest) => leaders(comparison, fastest, &ranked),
        None => first_that_fits([
            unranked(comparison).unwrap_or_default(),
            "Nothing can be ranked: no round is complete.".into(),
        ]),
    }
}

fn leaders(comparison: &Comparison, fastest: Strategy, ranked: &[Strategy]) -> String {
    let (group, ratios) = leading(comparison, fastest, ranked);
    let took = comparison.median(fastest).map(time).unwrap_or_default();
    if group.len() == ranked.len() && group.len() > 1 {
        let difference = difference(&ratios);
        return first_that_fits([
            format!("Here {difference} {}.", names(&group)),
            format!("Here {difference} these {} ways.", group.len()),
        ]);
    }
    let subject = match *group {
        [one] => one.name(),
        _ => "The fastest",
    };
    let over = over_reference(comparison, fastest, &group);
    let found = format!("{subject} took {took}{over}");
    let [batches, window] = Strategy::SWEPT;
    let reason = match window_over_batches(comparison, ranked) {
        None => String::new(),
        Some(_) if fastest == window && comparison.reference() == Some(batches) => {
            ": a batch waits for its slowest request".into()
        }
        Some(ratio) => format!(
            "; with {} in flight, {} beat {} by a factor of {}",
            comparison.settings.concurrency,
            window.name().to_ascii_lowercase(),
            batches.name().to_ascii_lowercase(),
            factor(ratio.estimate)
        ),
    };
    first_that_fits([format!("{found}{reason}."), format!("{found}.")])
}

/// The first of two sentences if it has at most [`LONGEST`] characters and says
/// anything, else the second.
fn first_that_fits([long, short]: [String; 2]) -> String {
    let fits = (1..=LONGEST).contains(&long.chars().count());
    if fits { long } else { short }
}
