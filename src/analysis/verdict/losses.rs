//! Requests that some strategies lost and others did not.

use crate::{
    analysis::comparison::{Comparison, Round},
    format::{count, counted, list},
    strategy::Strategy,
    world::answer::Outcome,
};

/// Requests that wider strategies lost in their latest rounds and narrower ones
/// did not.
pub(super) struct Losses {
    /// How many requests each strategy sent.
    requests: usize,
    /// How many requests were lost, and the names of the strategies that lost as
    /// many.
    lost: Vec<(usize, Vec<String>)>,
    /// The names of the strategies that lost none.
    kept: Vec<String>,
    /// The most requests that one of these had in flight.
    most_kept: usize,
}

/// What wider strategies lost; `None` if no such difference shows.
pub(super) fn losses(comparison: &Comparison) -> Option<Losses> {
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
    Some(Losses {
        requests: comparison.settings.requests,
        lost: groups,
        kept: kept.into_iter().map(|(one, _)| name(one)).collect(),
        most_kept,
    })
}

impl Losses {
    /// Who lost how many requests, and who lost none.
    pub(super) fn sentence(&self) -> String {
        let groups = self.lost.iter();
        let groups = groups.map(|(lost, names)| format!("{} lost {}", list(names), count(*lost)));
        format!(
            "Of {} {}; with at most {} in flight, {} lost none.",
            counted(self.requests, "request"),
            list(&groups.collect::<Vec<_>>()),
            count(self.most_kept),
            list(&self.kept)
        )
    }

    /// The same without names.
    pub(super) fn short_sentence(&self) -> String {
        let most = self.lost.iter().map(|(lost, _)| *lost).max();
        format!(
            "Of {} the wider ways lost up to {}; with at most {} in flight, none was lost.",
            counted(self.requests, "request"),
            count(most.unwrap_or_default()),
            count(self.most_kept)
        )
    }
}

fn name(strategy: Strategy) -> String {
    strategy.name().to_ascii_lowercase()
}

/// How many requests of a round were not answered as they should.
fn lost(round: &Round) -> usize {
    round.timeline.spans().len() - round.timeline.count(Outcome::Ok)
}
