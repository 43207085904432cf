//! The diagnoses of a run that is over.

use super::{Ending, How, diagnosis, nearest, resemblance};
use crate::{
    analysis::{
        comparison::{Comparison, Round},
        prediction::predict,
        timeline::Timeline,
    },
    format::{factor, time},
    settings::Settings,
    strategy::Strategy,
    world::function::Ending as End,
};

/// How much slower than a window a function must be before that is told, as a ratio.
const MUCH_SLOWER: f64 = 1.1;

/// For each strategy of a run: what it does, from its latest round, and, for the
/// reader's function, what that resembles.
#[must_use]
pub fn of_run(run: &Comparison) -> Vec<(Strategy, String, String)> {
    let latest = |strategy| Some((strategy, run.rounds(strategy).last()?));
    let begun = run.begun().filter_map(latest);
    begun
        .map(|(strategy, round)| {
            let settings = &run.settings;
            let (width, ending) = if strategy.is_asked() {
                (Some(settings.concurrency), ending(&round.timeline))
            } else {
                (None, None)
            };
            let words = diagnosis(&round.timeline, width, ending).join(" ");
            let resembles = if strategy.is_asked() {
                resembles(settings, round)
            } else {
                String::new()
            };
            (strategy, words, resembles)
        })
        .collect()
}

fn ending(timeline: &Timeline) -> Option<Ending> {
    let (at, end) = timeline.returned()?;
    let how = match end {
        End::Returned => How::Returned,
        End::Threw(_) => How::Threw,
        End::Stopped(_) => return None,
    };
    Some(Ending { at: *at, how })
}

/// What the round of a function resembles, and what a window would have taken, if that
/// is much less.
fn resembles(settings: &Settings, round: &Round) -> String {
    let predicted = |strategy| predict(settings, strategy, round.number);
    let candidates = Strategy::ours().filter(|one| !one.holds_thread());
    let nearest = nearest(&round.timeline, candidates.map(|one| (one, predicted(one))));
    let mut words: Vec<_> = nearest.map(resemblance).into_iter().collect();
    let window = Strategy::SWEPT[1];
    let total = round.timeline.total().filter(|_| round.is_ranked());
    if let Some((total, least)) = total.zip(predicted(window).total()) {
        let ratio = total.as_secs_f64() / least.as_secs_f64();
        if ratio > MUCH_SLOWER && ratio.is_finite() {
            words.push(format!(
                "{} is predicted to take {}: {} times as fast.",
                window.name(),
                time(least),
                factor(ratio)
            ));
        }
    }
    words.join(" ")
}
