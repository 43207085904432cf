//! Circuit breaker.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
};

use crate::world::answer::{Answer, Outcome};

/// Stops a round whose requests keep failing: after 20 failures in a row, or
/// when half of the last 40 attempts have failed. Requests that were not sent
/// by then are skipped.
#[derive(Debug, Default)]
pub struct Breaker {
    in_a_row: Cell<usize>,
    last: RefCell<VecDeque<bool>>,
    open: Cell<bool>,
}

impl Breaker {
    const IN_A_ROW: usize = 20;
    const LAST: usize = 40;

    /// Counts an ended attempt. Failures are network errors, timeouts, 429, and
    /// statuses from 500 on.
    pub fn count(&self, answer: &Answer) {
        let failed = match answer.outcome {
            Outcome::Network | Outcome::Timeout => true,
            Outcome::Http => answer
                .status
                .is_some_and(|status| status == 429 || status >= 500),
            _ => false,
        };
        self.in_a_row
            .set(if failed { self.in_a_row.get() + 1 } else { 0 });
        let mut last = self.last.borrow_mut();
        if last.len() == Self::LAST {
            last.pop_front();
        }
        last.push_back(failed);
        let failures = last.iter().filter(|failed| **failed).count();
        let half = last.len() == Self::LAST && 2 * failures >= Self::LAST;
        self.open
            .set(self.open.get() || half || self.in_a_row.get() >= Self::IN_A_ROW);
    }

    /// Whether the round sends nothing more.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.open.get()
    }
}
