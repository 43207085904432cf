//! Rates: so many requests in a second, a minute or an hour.

use std::{fmt, num::NonZeroU32, time::Duration};

use super::{Settings, spelling};
use crate::{
    format::{count, time},
    strategy::Strategy,
};

/// So many requests in a period, such as `5/s`: a quota, or the pace that a
/// strategy allows itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// How many requests, 1 to 1,000,000.
    pub requests: NonZeroU32,
    /// The period.
    pub per: Period,
}

/// The period of a rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// `s`
    Second,
    /// `min`
    Minute,
    /// `h`
    Hour,
}

impl Period {
    const ALL: [Self; 3] = [Self::Second, Self::Minute, Self::Hour];

    fn symbol(self) -> &'static str {
        ["s", "min", "h"][self as usize]
    }

    /// It in words: `a second`.
    #[must_use]
    pub fn words(self) -> &'static str {
        ["a second", "a minute", "an hour"][self as usize]
    }

    /// Its length in nanoseconds.
    #[must_use]
    pub fn nanoseconds(self) -> u64 {
        [1, 60, 3_600][self as usize] * 1_000_000_000
    }
}

impl Rate {
    /// The pace where nothing else is known.
    pub(super) const DEFAULT: Self = Self {
        requests: NonZeroU32::MIN.saturating_add(9),
        per: Period::Second,
    };

    /// The largest number of requests in a period.
    pub(crate) const MOST: u32 = 1_000_000;

    /// What a text must be, in words: `word`, or a rate in one of its spellings.
    pub(super) fn expected(word: &str) -> String {
        format!("{word}, or a rate as 5/s, 60/min or 1000/h, with a whole number (1–1000000)")
    }

    /// The rate with this spelling. Spaces are allowed.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (requests, period) = text.split_once('/')?;
        let period = spelling::trimmed(period);
        let per = Period::ALL.into_iter().find(|per| per.symbol() == period)?;
        let digits = spelling::number(requests, "");
        let is_plain = digits.bytes().all(|digit| digit.is_ascii_digit());
        let requests = digits.parse().ok().filter(|_| is_plain)?;
        let requests = NonZeroU32::new(requests).filter(|n| n.get() <= Self::MOST)?;
        Some(Self { requests, per })
    }

    /// It in words: `5 a second`.
    #[must_use]
    pub fn words(self) -> String {
        let requests = count(self.requests.get() as usize);
        requests + "\u{a0}" + self.per.words()
    }

    /// From one request to the next one, rounded up to whole microseconds, in which
    /// a report states all instants.
    #[must_use]
    pub fn interval(self) -> Duration {
        let interval = self.per.nanoseconds() / 1_000;
        Duration::from_micros(interval.div_ceil(u64::from(self.requests.get())))
    }

    /// How long this many requests take, rounded up to whole nanoseconds.
    #[must_use]
    pub fn time_for(self, requests: usize) -> Duration {
        // Settings allow 50,000 requests, and 50,000 hours are less than 2⁶⁴ ns.
        let all = self.per.nanoseconds() * requests as u64;
        Duration::from_nanos(all.div_ceil(u64::from(self.requests.get())))
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.requests, self.per.symbol())
    }
}

impl Settings {
    /// The quota of the simulated server, with the number of requests that it
    /// allows at once; `None` if there is none.
    #[must_use]
    pub fn bucket(&self) -> Option<(Rate, usize)> {
        let quota = self.quota.filter(|_| self.is_simulated())?;
        let burst = match self.burst {
            0 => quota.requests.get() as usize,
            burst => burst,
        };
        Some((quota, burst))
    }

    /// The most requests that the strategy `paced` starts in a period.
    #[must_use]
    pub fn pace(&self) -> Rate {
        let quota = self.bucket().map(|(quota, _)| quota);
        self.pace.or(quota).unwrap_or(Rate::DEFAULT)
    }

    /// The rate that limits a strategy: its own pace or the server's quota, which
    /// ever is slower; `None` if nothing does.
    #[must_use]
    pub fn rate(&self, strategy: Strategy) -> Option<Rate> {
        let pace = strategy.is_paced().then(|| self.pace());
        let quota = self.bucket().map(|(quota, _)| quota);
        let rates = pace.into_iter().chain(quota);
        rates.max_by_key(|rate| rate.interval())
    }

    /// How many requests a strategy sends in a round: every step counts, retries do
    /// not.
    #[must_use]
    pub fn sent_each(&self) -> usize {
        self.requests * self.steps as usize
    }

    /// The time before which the server's quota lets no strategy end:
    /// (M − burst) / quota for M requests, steps included.
    #[must_use]
    pub fn quota_bound(&self) -> Duration {
        let sent = self.sent_each();
        let bound = |(quota, burst): (Rate, usize)| quota.time_for(sent.saturating_sub(burst));
        self.bucket().map_or(Duration::ZERO, bound)
    }

    /// The shortest time in which a strategy can send all requests, steps
    /// included, as far as its pace and the server's quota say:
    /// max((M − burst) / quota, (M − 1) / pace).
    #[must_use]
    pub fn least_time(&self, strategy: Strategy) -> Duration {
        let rate = self.binding_rate(strategy);
        rate.map_or(Duration::ZERO, |(time, _)| time)
    }

    /// The same, and whether it is the pace that takes it; `None` if there is
    /// neither quota nor pace.
    #[must_use]
    pub fn binding_rate(&self, strategy: Strategy) -> Option<(Duration, bool)> {
        let quota = self.bucket().map(|_| (self.quota_bound(), false));
        let pace = strategy
            .is_paced()
            .then(|| (self.pace().time_for(self.sent_each() - 1), true));
        quota.max(pace)
    }

    /// What a strategy does, in about five words.
    #[must_use]
    pub fn promise(&self, strategy: Strategy) -> String {
        let promise = strategy.describe().promise;
        let promise = promise.replace("{c}", &self.concurrency.to_string());
        promise.replace("{interval}", &time(self.pace().interval()))
    }
}
