//! Recorded latencies in the place of drawn ones.

use std::time::Duration;

use super::{LATENCIES, RequestKey};
use crate::{settings::Settings, world::random};

/// The recorded latency of a key; `None` if none were recorded. In the first round they
/// are taken in their order, and again from the front; each request of a later round
/// draws one of them. A retry takes the same again, and a step the one that lies as many
/// places further.
#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss
)] // a place below 10,000
pub(super) fn recorded(settings: &Settings, key: RequestKey) -> Option<Duration> {
    let latencies = settings.latencies.all();
    let place = if key.round == 0 {
        key.index
    } else {
        let of_request = RequestKey {
            step: 0,
            attempt: 0,
            ..key
        };
        let uniform = random::uniform(settings.seed, &of_request.random(LATENCIES));
        (uniform * latencies.len() as f64) as usize
    };
    let place = (place + key.step as usize).checked_rem(latencies.len())?;
    Some(latencies[place])
}
