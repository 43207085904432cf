//! Predictions: the code that performs a run in the browser performs it in
//! virtual time, if the network is simulated.

use futures::{FutureExt, StreamExt, channel::mpsc};

use super::{comparison::Comparison, timeline::Timeline};
use crate::{
    run::{self, Event},
    settings::Settings,
    strategy::Strategy,
    world::virtual_time::VirtualTime,
};

/// The first round of each chosen strategy, as it will be; none if the network is not
/// simulated, and none of a function of the reader's, which only runs when the reader
/// says so.
#[must_use]
pub fn predictions(settings: &Settings) -> Comparison {
    let mut first = Comparison::new(Settings {
        rounds: 1,
        ..settings.clone()
    });
    let strategies = settings.strategies.iter().filter(|one| !one.is_asked());
    for strategy in strategies.filter(|_| settings.is_simulated()) {
        for event in events(settings, *strategy, 0) {
            first.apply(event);
        }
    }
    first
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
    let mut timeline = Timeline::new(settings.requests);
    for event in events(settings, strategy, round) {
        timeline.apply(event);
    }
    timeline
}

/// The events of a strategy's round in virtual time.
fn events(settings: &Settings, strategy: Strategy, round: usize) -> Vec<Event> {
    let time = VirtualTime::default();
    let (sender, events) = mpsc::unbounded();
    time.run(run::one_round(settings, &time, &sender, round, strategy));
    drop(sender);
    events.collect().now_or_never().unwrap_or_default()
}
