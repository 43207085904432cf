//! Retries, and the backoff after a 429.

use std::{cell::Cell, time::Duration};

use crate::world::{
    answer::{Answer, Outcome},
    random,
};

/// The retry budget of a round: a few retries for each request, but together at
/// most a tenth of the number of requests.
#[derive(Debug)]
pub struct Retries {
    seed: u64,
    per_request: u32,
    left: Cell<usize>,
}

/// The first coordinate of the keys of jitter. No other random number has it.
const JITTER: u64 = 2;

/// The longest jitter after the first attempt; each further attempt doubles it.
const FIRST_JITTER: Duration = Duration::from_millis(200);
const LONGEST_JITTER: Duration = Duration::from_secs(5);
/// The longest pause that is made because a server asked for it.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

impl Retries {
    /// The budget of a round with this number of requests, each of which may be
    /// sent again `per_request` times.
    #[must_use]
    pub fn new(seed: u64, per_request: u32, requests: usize) -> Self {
        Self {
            seed,
            per_request,
            left: Cell::new(requests / 10),
        }
    }

    /// How long to wait before request `index` is sent again after `attempts`
    /// attempts; `None` if it is not sent again.
    ///
    /// The wait is the one that `Retry-After` asks for, at most 30 s; without
    /// that header, it has full jitter.
    pub fn next(&self, index: usize, attempts: u32, answer: &Answer) -> Option<Duration> {
        let retryable = match answer.outcome {
            Outcome::Network | Outcome::Timeout => true,
            Outcome::Http => matches!(answer.status, Some(429 | 502 | 503 | 504)),
            _ => false,
        };
        if !retryable || attempts > self.per_request || self.left.get() == 0 {
            return None;
        }
        self.left.set(self.left.get() - 1);
        let jitter = jitter(self.seed, index, attempts);
        Some(answer.retry_after.unwrap_or(jitter).min(LONGEST_PAUSE))
    }
}

/// Full jitter: from 0 to min(5 s, 200 ms · 2ⁿ⁻¹) after the n-th attempt
/// (Brooker, *Exponential backoff and jitter*, 2015).
fn jitter(seed: u64, index: usize, attempts: u32) -> Duration {
    let longest = LONGEST_JITTER.min(FIRST_JITTER * (1 << (attempts - 1).min(16)));
    let key = [JITTER, index as u64, u64::from(attempts)];
    let jitter = longest.mul_f64(random::uniform(seed, &key));
    // Rounded down to whole microseconds, so that a report can state times exactly.
    let remainder = u64::from(jitter.subsec_nanos()) % 1_000;
    jitter.saturating_sub(Duration::from_nanos(remainder))
}

/// The pause after a 429: no request of the round is sent for as long as
/// `Retry-After` asks, at most 30 s. Without that header the pause has full
/// jitter, and grows with each 429.
#[derive(Debug, Default)]
pub struct Backoff {
    until: Cell<Duration>,
    times: Cell<u32>,
}

impl Backoff {
    /// Extends the pause if this attempt of request `index` was answered with
    /// 429.
    pub fn extend(&self, seed: u64, index: usize, answer: &Answer, now: Duration) {
        if answer.status == Some(429) {
            self.times.set(self.times.get() + 1);
            let jitter = jitter(seed, index, self.times.get());
            let pause = answer.retry_after.unwrap_or(jitter).min(LONGEST_PAUSE);
            self.pause(now + pause);
        }
    }

    /// Extends the pause to an instant.
    pub fn pause(&self, until: Duration) {
        self.until.set(self.until.get().max(until));
    }

    /// The rest of the pause; `None` if there is none.
    pub fn left(&self, now: Duration) -> Option<Duration> {
        let left = self.until.get().saturating_sub(now);
        (!left.is_zero()).then_some(left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::breaker::Breaker;
    use crate::world::answer::{Response, TodoFields};

    fn answered(status: u16) -> Answer {
        Answer::judge(
            Ok(Response {
                status,
                body: b"{}".to_vec(),
                retry_after: None,
                todo: TodoFields::default(),
            }),
            None,
        )
    }

    fn breaker_after(statuses: impl IntoIterator<Item = u16>) -> bool {
        let breaker = Breaker::default();
        statuses
            .into_iter()
            .for_each(|status| breaker.count(&answered(status)));
        breaker.is_open()
    }

    #[test]
    fn the_breaker_opens_after_20_failures_in_a_row_and_not_after_19() {
        assert!(!breaker_after([503; 19]));
        assert!(breaker_after([503; 20]));
        assert!(!breaker_after(
            [[503; 19].as_slice(), &[200], &[503; 19][..1]].concat()
        ));
    }

    #[test]
    fn the_breaker_opens_when_half_of_the_last_40_failed() {
        let every_other = |requests| (0..requests).map(|n| if n % 2 == 0 { 500 } else { 200 });
        assert!(!breaker_after(every_other(39)));
        assert!(breaker_after(every_other(40)));
        assert!(!breaker_after((0..400).map(|n| if n % 3 == 0 {
            500
        } else {
            200
        })));
    }

    #[test]
    fn a_missing_page_is_no_reason_to_stop_nor_to_ask_again() {
        assert!(!breaker_after([404; 100]));
        assert_eq!(Retries::new(1, 5, 100).next(0, 1, &answered(404)), None);
        assert_eq!(Retries::new(1, 5, 100).next(0, 1, &answered(500)), None);
    }

    #[test]
    fn a_tenth_of_the_requests_may_be_sent_again_and_no_more() {
        let retries = Retries::new(1, 5, 100);
        let granted = (0..100).filter(|index| retries.next(*index, 1, &answered(503)).is_some());
        assert_eq!(granted.count(), 10);
    }

    #[test]
    fn retries_wait_longer_each_time_up_to_five_seconds_unless_the_server_says_how_long() {
        let retries = Retries::new(1, 5, 100_000);
        for attempts in 1..=5 {
            let longest = Duration::from_millis(200 << (attempts - 1)).min(Duration::from_secs(5));
            let waits = (0..200).filter_map(|index| retries.next(index, attempts, &answered(503)));
            assert!(
                waits
                    .max()
                    .is_some_and(|wait| wait <= longest && wait > longest / 2)
            );
        }
        let asked = |seconds| Answer {
            retry_after: Some(Duration::from_secs(seconds)),
            ..answered(429)
        };
        assert_eq!(retries.next(0, 1, &asked(7)), Some(Duration::from_secs(7)));
        assert_eq!(
            retries.next(0, 1, &asked(7_000)),
            Some(Duration::from_secs(30))
        );
        assert_eq!(retries.next(0, 6, &asked(7)), None);
    }
}
