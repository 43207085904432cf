//! What made a run unfit to be believed, said beside its result.

mod never_sent;

pub use never_sent::never_sent;

use std::time::Duration;

use super::{
    comparison::{Comparison, Round},
    environment::Environment,
};
use crate::{
    format::{list, percent, time},
    world::network::Network,
};

/// A thread that answers to nothing for longer than this was busy.
const BUSY: Duration = Duration::from_millis(50);

/// A clock that ticks more coarsely than this blurs what it measures.
const COARSE: Duration = Duration::from_millis(1);

/// More than this share on top of the planned latencies is not the network's.
const ADDED: f64 = 0.05;

/// What speaks against a run, a sentence each; nothing is best.
#[must_use]
pub fn remarks(comparison: &Comparison, environment: &Environment) -> Vec<String> {
    let mut remarks = Vec::new();
    if environment.was_hidden {
        remarks.push(
            "The page was hidden meanwhile: browsers slow down what nobody sees, so the rounds concerned are not ranked.".into(),
        );
    }
    if environment.went_offline {
        remarks.push("The browser was offline for a while.".into());
    }
    if environment.worker_lost {
        remarks.push(
            "The service worker was lost on the way; the rest was answered in the page.".into(),
        );
    }
    if environment.clock_resolution > COARSE {
        let step = time(environment.clock_resolution);
        remarks.push(format!(
            "This browser’s clock ticks in steps of {step}: shorter differences cannot be seen."
        ));
    }
    if comparison.settings.retries > 0 {
        remarks.push(
            "Failed requests may be sent again here: how long that takes compares nothing.".into(),
        );
    }
    remarks.extend(never_sent(comparison, environment.connections()));
    remarks.extend(busy(comparison));
    remarks.extend(added(comparison));
    remarks
}

/// Where the thread was busy with something else than the run's own computing.
fn busy(comparison: &Comparison) -> Option<String> {
    if !comparison.settings.work.is_zero() {
        return None;
    }
    let freezes = comparison
        .begun()
        .filter(|strategy| !strategy.holds_thread())
        .filter_map(|strategy| {
            let rounds = comparison.rounds(strategy).iter();
            let longest = rounds.map(|round| round.longest_freeze).max()?;
            (longest > BUSY).then_some((longest, strategy))
        });
    let (names, longest): (Vec<_>, Vec<_>) = freezes
        .map(|(longest, strategy)| (strategy.name().to_ascii_lowercase(), longest))
        .unzip();
    let most = longest.into_iter().max()?;
    Some(format!(
        "The page’s thread answered to nothing for up to {} in {}: answers may have waited for it.",
        time(most),
        list(&names)
    ))
}

/// What the browser itself adds to each simulated request.
fn added(comparison: &Comparison) -> Option<String> {
    let settings = &comparison.settings;
    let comparable = settings.is_simulated()
        && settings.work.is_zero()
        && settings.capacity == 0
        && settings.retries == 0;
    if !comparable {
        return None;
    }
    let shares = comparison.begun().filter_map(|strategy| {
        let rounds = comparison.rounds(strategy).iter();
        let ranked = rounds.filter(|round| round.is_ranked());
        let (took, planned) = ranked
            .map(|round| took_and_planned(comparison, round))
            .reduce(|a, b| (a.0 + b.0, a.1 + b.1))?;
        Some((strategy, took.as_secs_f64() / planned.as_secs_f64() - 1.0))
    });
    let (strategy, most) = shares
        .filter(|(_, share)| share.is_finite() && *share > ADDED)
        .max_by(|a, b| a.1.total_cmp(&b.1))?;
    Some(format!(
        "The browser’s own part in a request, service worker included, is not small: {} more than planned in {}.",
        percent(most),
        strategy.name().to_ascii_lowercase()
    ))
}

/// What the requests of a round took of the network, and what was planned.
fn took_and_planned(comparison: &Comparison, round: &Round) -> (Duration, Duration) {
    let (mut took, mut planned) = (Duration::ZERO, Duration::ZERO);
    for (index, span) in round.timeline.spans().iter().enumerate() {
        if let (Some(started), Some(finished)) = (span.started, span.finished) {
            let queued = span.queued.unwrap_or_default();
            took += finished.saturating_sub(started + queued);
            planned += Network::planned(&comparison.settings, round.number, index);
        }
    }
    (took, planned)
}
