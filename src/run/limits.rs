//! The limits of a round: whether it may still send requests, and when.

use std::{cell::Cell, time::Duration};

use super::{
    breaker::Breaker,
    retry::{Backoff, Retries},
};
use crate::{
    settings::Settings,
    world::{answer::Answer, skip_reason::SkipReason},
};

/// How long a round on a real network may send requests.
pub const LONGEST_ROUND: Duration = Duration::from_secs(120);

/// How many bytes of bodies a round on a real network may receive: 32 MiB.
pub const LARGEST_ROUND: usize = 32 << 20;

/// The limits of one strategy's round.
pub(super) struct Limits<'a> {
    settings: &'a Settings,
    breaker: Breaker,
    backoff: Backoff,
    retries: Retries,
    bytes_received: Cell<usize>,
}

impl<'a> Limits<'a> {
    /// The limits at the start of a round.
    pub(super) fn new(settings: &'a Settings) -> Self {
        Self {
            settings,
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

    /// Why the round sends nothing more; `None` while it may send.
    pub(super) fn exceeded(&self, now: Duration) -> Option<SkipReason> {
        let real = !self.settings.is_simulated();
        let received = self.bytes_received.get();
        let limits = [
            (self.breaker.is_open(), SkipReason::Failures),
            (real && now > LONGEST_ROUND, SkipReason::Time),
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
