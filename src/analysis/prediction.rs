//! Predictions: the code that performs a run in the browser performs it in
//! virtual time, if the network is simulated.

use std::time::Duration;

use futures::{FutureExt, StreamExt, channel::mpsc};

use super::{comparison::Comparison, timeline::Timeline};
use crate::{run, settings::Settings, strategy::Strategy, world::virtual_time::VirtualTime};

/// The totals that the chosen strategies will have in their first round; none
/// if the network is not simulated, and none of a function of the reader's, which
/// only runs when the reader says so.
pub fn predictions(settings: &Settings) -> impl Iterator<Item = (Strategy, Duration)> {
    let strategies: &[Strategy] = if settings.is_simulated() {
        &settings.strategies
    } else {
        &[]
    };
    let total = |one: &Strategy| Some((*one, predict(settings, *one, 0).total()?));
    let ours = strategies.iter().filter(|one| !one.is_asked());
    ours.filter_map(total)
}

/// A whole run on the simulated network, as it would be if the browser itself
/// took no time.
#[must_use]
pub fn performed(settings: &Settings) -> Comparison {
    let time = VirtualTime::default();
    let events: Option<Vec<_>> = time.run(run::run(settings, &time).collect());
    let mut comparison = Comparison::new(settings.clone());
    for event in events.unwrap_or_default() {
        comparison.apply(event);
    }
    comparison
}

/// The timeline of a strategy's round on the simulated network, as it would be
/// if the browser itself took no time.
#[must_use]
pub fn predict(settings: &Settings, strategy: Strategy, round: usize) -> Timeline {
    let time = VirtualTime::default();
    let (sender, events) = mpsc::unbounded();
    time.run(run::one_round(settings, &time, &sender, round, strategy));
    drop(sender);
    let mut timeline = Timeline::new(settings.requests);
    let events: Vec<_> = events.collect().now_or_never().unwrap_or_default();
    for event in events {
        timeline.apply(event);
    }
    timeline
}
