//! What a run on the simulated network will take, known beforehand: the same
//! code in virtual time.

use futures::{FutureExt, StreamExt, channel::mpsc};

use super::timeline::Timeline;
use crate::{run, settings::Settings, strategy::Strategy, world::virtual_time::VirtualTime};

/// One strategy's round on the simulated network, in virtual time: what it
/// would be if the browser itself cost nothing.
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
