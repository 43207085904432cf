//! What a quota says before any strategy does: how long all requests take at
//! least, and who was refused.

use crate::{
    analysis::comparison::Comparison,
    format::{count, list, time},
    strategy::Strategy,
    world::network::Network,
};

/// How long the server's quota makes all requests take, whatever the strategy;
/// `None` if there is no quota.
pub(super) fn bound(comparison: &Comparison) -> Option<String> {
    let settings = &comparison.settings;
    let (quota, burst) = settings.bucket()?;
    let sent = settings.sent_each();
    let least = settings.quota_bound();
    if least.is_zero() {
        return None;
    }
    let at_once = if burst > 1 {
        format!(", {} of them at once,", count(burst))
    } else {
        String::new()
    };
    let planned = (0..settings.requests).map(|index| Network::planned(settings, 0, index));
    let one_is_enough = planned.sum::<std::time::Duration>() <= least;
    let enough = if one_is_enough {
        "; one in flight is enough"
    } else {
        ": no width changes that"
    };
    Some(format!(
        "{} at {}{at_once} cannot end before {}{enough}.",
        count(sent),
        quota.words(),
        time(least)
    ))
}

/// How often the server refused each strategy in its latest round, in the order of
/// the table.
pub(super) fn refusals(comparison: &Comparison) -> Option<String> {
    let latest = |one: Strategy| Some((one, comparison.rounds(one).last()?.timeline.refusals()));
    let latest = comparison.begun().filter_map(latest);
    let (never, refused): (Vec<_>, Vec<_>) = latest.partition(|(_, times)| *times == 0);
    let name = |one: Strategy| one.name().to_ascii_lowercase();
    let never: Vec<_> = never.into_iter().map(|(one, _)| name(one)).collect();
    let words = |(place, (one, times)): (usize, (Strategy, usize))| match (place, times) {
        (0, 1) => format!("{} was refused once", one.name()),
        (0, _) => format!("{} was refused {} times", one.name(), count(times)),
        (_, 1) => format!("{} once", name(one)),
        _ => format!("{} {} times", name(one), count(times)),
    };
    let refused: Vec<_> = refused.into_iter().enumerate().map(words).collect();
    Some(match (refused.is_empty(), never.is_empty()) {
        (true, true) => return None,
        (true, false) => "No request was refused.".into(),
        (false, true) => list(&refused) + ".",
        (false, false) => format!("{}; {} never.", list(&refused), list(&never)),
    })
}
