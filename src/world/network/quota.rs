//! The quota of the simulated server: a token bucket.

use std::{cell::Cell, time::Duration};

use crate::settings::Rate;

/// A bucket that is full at first and gets a token in each interval of the rate.
/// A request that finds a token takes it and is let through; any other one is
/// refused. In each interval of length t, at most burst + quota · t requests are
/// let through.
///
/// The bucket is kept as one number: when it will be full again (the generic
/// cell rate algorithm, ATM Forum, *Traffic Management Specification 4.1*,
/// 1999). It is exact, in nanoseconds times the number of the
/// rate: ten minutes, and a million tokens of an hour, are less than 2⁶⁴.
#[derive(Debug)]
pub(super) struct Bucket {
    quota: Rate,
    /// The time in which an empty bucket gets full.
    capacity: u64,
    full_at: Cell<u64>,
}

impl Bucket {
    /// A full bucket for this many tokens.
    pub(super) fn new(quota: Rate, burst: usize) -> Self {
        Self {
            quota,
            capacity: burst as u64 * quota.per.nanoseconds(),
            full_at: Cell::new(0),
        }
    }

    /// Takes a token.
    ///
    /// # Errors
    /// How long it takes until the next token comes.
    pub(super) fn take(&self, now: Duration) -> Result<(), Duration> {
        let per_nanosecond = u64::from(self.quota.requests.get());
        let now = now.as_secs() * 1_000_000_000 + u64::from(now.subsec_nanos());
        let now = now * per_nanosecond;
        let full_at = self.full_at.get().max(now) + self.quota.per.nanoseconds();
        let missing = full_at.saturating_sub(now + self.capacity);
        if missing > 0 {
            return Err(Duration::from_nanos(missing.div_ceil(per_nanosecond)));
        }
        self.full_at.set(full_at);
        Ok(())
    }
}
