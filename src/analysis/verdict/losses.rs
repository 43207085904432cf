//! Requests that some strategies lost and others did not.

use crate::{
    analysis::comparison::{Comparison, Round},
    format::{count, counted, list},
    strategy::Strategy,
    world::answer::Outcome,
};

/// A sentence about the requests that wider strategies lost in their latest
/// rounds and narrower ones did not; `None` if no such difference shows.
pub(super) fn losses(comparison: &Comparison) -> Option<String> {
    let latest = comparison.begun().filter_map(|strategy| {
        let round = comparison.rounds(strategy).last()?;
        let complete = round.ended && !round.timeline.was_cancelled() && !round.hidden;
        complete.then_some((strategy, &**round))
    });
    let (kept, lost): (Vec<_>, Vec<_>) = latest.partition(|(_, round)| lost(round) == 0);
    let peak = |(_, round): &(Strategy, &Round)| round.timeline.peak_in_flight();
    let most_kept = kept.iter().map(peak).max()?;
    if lost.iter().map(peak).min()? <= most_kept {
        return None;
    }
    let mut groups: Vec<(usize, Vec<String>)> = Vec::new();
    for (strategy, round) in lost {
        let (name, number) = (name(strategy), self::lost(round));
        match groups.iter_mut().find(|(lost, _)| *lost == number) {
            Some((_, names)) => names.push(name),
            None => groups.push((number, vec![name])),
        }
    }
    let groups = groups
        .iter()
        .map(|(lost, names)| format!("{} lost {}", list(names), count(*lost)));
    let groups = list(&groups.collect::<Vec<_>>());
    let kept: Vec<_> = kept
        .into_iter()
        .map(|(strategy, _)| name(strategy))
        .collect();
    let requests = counted(comparison.settings.requests, "request");
    Some(format!(
        "Of {requests} {groups}; with at most {} in flight, {} lost none.",
        count(most_kept),
        list(&kept)
    ))
}

fn name(strategy: Strategy) -> String {
    strategy.name().to_ascii_lowercase()
}

/// How many requests of a round were not answered as they should.
fn lost(round: &Round) -> usize {
    round.timeline.spans().len() - round.timeline.count(Outcome::Ok)
}
