//! Strategies with rounds that are not ranked, and the reasons.

use crate::{
    analysis::comparison::{Comparison, Round},
    format::list,
    world::answer::Outcome,
};

/// A sentence with the strategies that have rounds that are not ranked, and with
/// the reason of the latest of these rounds; `None` if there are none.
pub(super) fn unranked(comparison: &Comparison) -> Option<String> {
    let reasons: Vec<_> = comparison
        .begun()
        .filter_map(|strategy| {
            let rounds = comparison.rounds(strategy);
            let not_ranked = rounds.iter().filter(|round| !round.is_ranked());
            let latest = not_ranked.clone().next_back()?;
            let count = not_ranked.count();
            let of = if rounds.len() > 1 {
                format!("{count} of {} rounds, the latest: ", rounds.len())
            } else {
                String::new()
            };
            Some(format!(
                "{} ({of}{})",
                strategy.name().to_ascii_lowercase(),
                reason(latest)
            ))
        })
        .collect();
    (!reasons.is_empty()).then(|| format!("Not ranked: {}.", list(&reasons)))
}

fn reason(round: &Round) -> String {
    let ends = round.timeline.ends().into_iter();
    let failures = ends.filter(|(outcome, _)| *outcome != Outcome::Ok);
    let failures: Vec<_> = failures.map(|(_, end)| end).collect();
    match (failures.is_empty(), round.hidden) {
        (false, _) => list(&failures),
        (true, true) => "the page was hidden".into(),
        (true, false) => "interrupted".into(),
    }
}
