//! What a round may still send to a server, and when.

use std::{cell::Cell, time::Duration};

use crate::{
    policy::{Breaker, Halt, LARGEST_ROUND, LONGEST_ROUND, Pause, Retries},
    settings::{Endpoint, Settings},
    world::answer::Answer,
};

/// The policy as it applies to one strategy's round.
pub(super) struct Manners<'a> {
    settings: &'a Settings,
    breaker: Breaker,
    pause: Pause,
    retries: Retries,
    /// Bytes of bodies so far.
    brought: Cell<usize>,
}

impl<'a> Manners<'a> {
    /// At the start of the round.
    pub(super) fn new(settings: &'a Settings) -> Self {
        Self {
            settings,
            breaker: Breaker::default(),
            pause: Pause::default(),
            retries: Retries::new(settings.seed, settings.retries, settings.requests),
            brought: Cell::new(0),
        }
    }

    /// Takes note of an ended attempt of request `index`, which brought so
    /// many bytes.
    pub(super) fn note(&self, index: usize, answer: &Answer, brought: usize, now: Duration) {
        self.brought.set(self.brought.get() + brought);
        self.breaker.note(answer);
        self.pause.note(self.settings.seed, index, answer, now);
    }

    /// Why nothing may be sent any more.
    pub(super) fn halt(&self, now: Duration, online: bool) -> Option<Halt> {
        let real = self.settings.endpoint != Endpoint::Simulated;
        let halts = [
            (self.breaker.is_open(), Halt::Failures),
            (real && !online, Halt::Offline),
            (real && now > LONGEST_ROUND, Halt::Time),
            (real && self.brought.get() > LARGEST_ROUND, Halt::Size),
        ];
        let first = halts.into_iter().find(|(holds, _)| *holds);
        first.map(|(_, halt)| halt)
    }

    /// How long the server is to be left alone.
    pub(super) fn pause(&self, now: Duration) -> Option<Duration> {
        self.pause.left(now)
    }

    /// How long to wait before request `index` is sent once more; `None` if
    /// it is not.
    pub(super) fn again(&self, index: usize, attempts: u32, answer: &Answer) -> Option<Duration> {
        self.retries.next(index, attempts, answer)
    }
}
