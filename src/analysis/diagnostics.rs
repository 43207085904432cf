//! Diagnostics: what makes the results of a run doubtful.

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

/// The page's thread may be blocked for this long without a remark.
const BLOCKED: Duration = Duration::from_millis(50);

/// The steps of the clock may be this long without a remark.
const COARSE: Duration = Duration::from_millis(1);

/// The browser may add this share to the planned latencies without a remark.
const ADDED: f64 = 0.05;

/// Remarks about what speaks against the results of a run, in sentences; none if
/// nothing does.
#[must_use]
pub fn remarks(comparison: &Comparison, environment: &Environment) -> Vec<String> {
    let mut remarks = Vec::new();
    if environment.was_hidden {
        remarks.push(
            "The page was hidden for a while: browsers slow down hidden pages, so the rounds concerned are not ranked.".into(),
        );
    }
    if environment.went_offline {
        remarks.push("The browser was offline for a while.".into());
    }
    if environment.worker_lost {
        remarks.push(
            "The service worker was lost during the run; the page answered the remaining requests."
                .into(),
        );
    }
    if environment.clock_resolution > COARSE {
        let step = time(environment.clock_resolution);
        remarks.push(format!(
            "This browser’s clock ticks in steps of {step}: shorter differences cannot be measured."
        ));
    }
    // Against a quota, sending again is what is compared.
    if comparison.settings.retries > 0 && comparison.settings.bucket().is_none() {
        remarks
            .push("Failed requests may be sent again here, which distorts the comparison.".into());
    }
    remarks.extend(never_sent(comparison, environment.connections()));
    remarks.extend(blocked(comparison));
    remarks.extend(added(comparison));
    remarks
}

/// Where the thread was blocked, other than by the setting `work` and by a
/// strategy that holds the thread.
fn blocked(comparison: &Comparison) -> Option<String> {
    if !comparison.settings.work.is_zero() {
        return None;
    }
    let freezes = comparison
        .begun()
        .filter(|strategy| !strategy.holds_thread())
        .filter_map(|strategy| {
            let rounds = comparison.rounds(strategy).iter();
            let longest = rounds.map(|round| round.longest_freeze).max()?;
            (longest > BLOCKED).then_some((longest, strategy))
        });
    let (names, longest): (Vec<_>, Vec<_>) = freezes
        .map(|(longest, strategy)| (strategy.name().to_ascii_lowercase(), longest))
        .unzip();
    let longest = longest.into_iter().max()?;
    Some(format!(
        "The page’s thread was blocked for up to {} in {}: answers may have waited for it.",
        time(longest),
        list(&names)
    ))
}

/// How much the browser itself adds to the planned latencies of simulated
/// requests.
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
    let (strategy, largest) = shares
        .filter(|(_, share)| share.is_finite() && *share > ADDED)
        .max_by(|a, b| a.1.total_cmp(&b.1))?;
    Some(format!(
        "The browser itself, service worker included, adds noticeably to each request: {} more than planned in {}.",
        percent(largest),
        strategy.name().to_ascii_lowercase()
    ))
}

/// The time that the requests of a round took, without waits for a connection,
/// and the planned time.
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
