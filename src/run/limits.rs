//! The limits of a round: whether it may still send requests, and when.

use std::{cell::Cell, time::Duration};

use super::{
    breaker::Breaker,
    retry::{Backoff, Retries},
};
use crate::{
    format::{counted, time},
    settings::Settings,
    strategy::Strategy,
    world::{answer::Answer, skip_reason::SkipReason},
};

/// How long a round on a real network may send requests, beyond the time that its
/// pace takes.
pub const LONGEST_ROUND: Duration = Duration::from_secs(120);

/// How long a round on a real network may send requests at a pace.
const LONGEST_PACED: Duration = Duration::from_secs(900);

/// How long a round on the simulated network may send requests against a quota or
/// at a pace.
const LONGEST_SIMULATED: Duration = Duration::from_secs(600);

/// How often the simulated quota may refuse a request that is sent again.
const MOST_REFUSALS: u32 = 50;

/// How many bytes of bodies a round on a real network may receive: 32 MiB.
pub const LARGEST_ROUND: usize = 32 << 20;

/// How long a round of a strategy may send requests; `None` is no limit.
#[must_use]
pub fn longest(settings: &Settings, strategy: Strategy) -> Option<Duration> {
    let simulated = settings.is_simulated();
    if simulated {
        let limited = settings.quota.is_some() || strategy.is_paced();
        return limited.then_some(LONGEST_SIMULATED);
    }
    let pace = settings.least_time(strategy);
    Some((LONGEST_ROUND + pace).min(LONGEST_PACED))
}

/// Why a run is refused: a round of one of its strategies could not come to its
/// end.
#[must_use]
pub fn too_long(settings: &Settings) -> Option<String> {
    settings.strategies.iter().find_map(|strategy| {
        let least = settings.least_time(*strategy);
        let longest = longest(settings, *strategy).filter(|longest| least > *longest)?;
        let rate = settings.rate(*strategy)?;
        Some(format!(
            "{} at {} take {} at least, and a round here may take {}: choose fewer requests, or more of them {}. Nothing was sent.",
            counted(settings.sent_each(), "request"),
            rate.words(),
            time(least),
            time(longest),
            rate.per.words()
        ))
    })
}

/// How often each step of a request may be sent again.
#[must_use]
pub fn most_sent_again(settings: &Settings) -> u32 {
    let refusals = settings.bucket().map_or(0, |_| MOST_REFUSALS);
    settings.retries + refusals
}

/// How often a function of the reader's may ask for something, in a round of this
/// many requests.
#[must_use]
pub fn most_asked(requests: usize) -> usize {
    20 * requests + 1_000
}

/// The limits of one strategy's round.
pub(super) struct Limits<'a> {
    settings: &'a Settings,
    longest: Option<Duration>,
    breaker: Breaker,
    backoff: Backoff,
    retries: Retries,
    bytes_received: Cell<usize>,
}

impl<'a> Limits<'a> {
    /// The limits at the start of a round.
    pub(super) fn new(settings: &'a Settings, strategy: Strategy) -> Self {
        Self {
            settings,
            longest: longest(settings, strategy),
            breaker: Breaker::default(),
            backoff: Backoff::default(),
            retries: Retries::new(settings.seed, settings.retries, settings.requests),
            bytes_received: Cell::new(0),
        }
    }

    /// Counts an ended attempt of request `index`, and the `bytes` of its body.
    pub(super) fn count(&self, index: usize, answer: &Answer, bytes: usize, now: Duration) {
        self.bytes_received.set(self.bytes_received.get() + bytes);
        self.breaker.count(answer);
        self.backoff.extend(self.settings.seed, index, answer, now);
    }

    /// The pause that the simulated quota asks for with this answer, if the request
    /// is sent again after it; `refusals` of the request came before. It is neither
    /// a failure nor one of the `retries`, and the pause is as long as it takes.
    pub(super) fn refused(
        &self,
        refusals: u32,
        answer: &Answer,
        now: Duration,
    ) -> Option<Duration> {
        let retries = self.settings.bucket().is_some() && self.settings.retries > 0;
        let pause = answer
            .retry_after
            .filter(|_| retries && refusals < MOST_REFUSALS)?;
        // At its end the round sends nothing more.
        let pause = pause.min(self.longest?.saturating_sub(now));
        self.backoff.pause(now + pause);
        Some(pause)
    }

    /// Why the round sends nothing more; `None` while it may send.
    pub(super) fn exceeded(&self, now: Duration) -> Option<SkipReason> {
        let real = !self.settings.is_simulated();
        let received = self.bytes_received.get();
        let limits = [
            (self.breaker.is_open(), SkipReason::Failures),
            (
                self.longest.is_some_and(|longest| now >= longest),
                SkipReason::Time,
            ),
            (real && received > LARGEST_ROUND, SkipReason::Size),
        ];
        let first = limits.into_iter().find(|(exceeded, _)| *exceeded);
        first.map(|(_, reason)| reason)
    }

    /// How long every request has to wait because a server answered 429.
    pub(super) fn backoff(&self, now: Duration) -> Option<Duration> {
        self.backoff.left(now)
    }

    /// How long request `index` waits before its next attempt; `None` if there
    /// is none.
    pub(super) fn retry(&self, index: usize, attempts: u32, answer: &Answer) -> Option<Duration> {
        self.retries.next(index, attempts, answer)
    }
}
