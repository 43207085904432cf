//! Latencies that somebody recorded, in place of those that the seed draws.

use std::{fmt, rc::Rc, time::Duration};

use super::spelling;
use crate::format::decimal;

/// Recorded latencies, in the order of their requests; at most 10,000, each of 0 to
/// 600 s, to the microsecond.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Latencies {
    all: Rc<[Duration]>,
    /// The same as [`Latencies::parse`] reads them, separated by commas. The page asks for
    /// it whenever it is drawn.
    text: Rc<str>,
}

/// The longest text that fits into a link, in characters.
const LONGEST_IN_LINK: usize = 2_000;

impl Latencies {
    /// The largest number of latencies.
    pub const MOST: usize = 10_000;
    /// The longest latency, in milliseconds.
    pub const LONGEST_MS: u64 = 600_000;
    /// What a text must be.
    pub(super) const EXPECTED: &str =
        "1–10,000 numbers of milliseconds (0–600,000), separated by commas";

    /// The latencies in a text: numbers of milliseconds, separated by commas or one on
    /// each line. `None` if it is anything else; an empty text is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let all = numbers(text)
            .map(milliseconds)
            .collect::<Option<Vec<_>>>()?;
        Self::new(&all)
    }

    /// These latencies, to the microsecond; `None` if there are too many, or one is too
    /// long.
    #[must_use]
    pub fn new(latencies: &[Duration]) -> Option<Self> {
        let whole = |one: &Duration| Duration::from_micros(one.as_micros().try_into().ok()?).into();
        let all = latencies.iter().map(whole).collect::<Option<Rc<_>>>()?;
        let longest = Duration::from_millis(Self::LONGEST_MS);
        let fits = all.len() <= Self::MOST && all.iter().all(|one: &Duration| *one <= longest);
        let decimals = all.iter().map(|one| decimal(one.as_secs_f64() * 1e3, 3));
        let text = decimals.collect::<Vec<_>>().join(",").into();
        fits.then_some(Self { all, text })
    }

    /// What was expected instead of a refused text, with the first of its parts that is
    /// no latency.
    pub(super) fn expected(text: &str) -> String {
        let mut parts = numbers(text).enumerate();
        let wrong = parts.find(|(_, part)| milliseconds(part).is_none());
        match wrong {
            Some((place, part)) => {
                let part = super::shortened(part);
                format!("{}; the {} is “{part}”", Self::EXPECTED, ordinal(place + 1))
            }
            None => Self::EXPECTED.into(),
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The latencies.
    #[must_use]
    pub fn all(&self) -> &[Duration] {
        &self.all
    }

    /// Whether they are few enough for a link.
    #[must_use]
    pub fn fit_link(&self) -> bool {
        self.text.len() <= LONGEST_IN_LINK
    }
}

impl fmt::Display for Latencies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The parts of a text; none of a blank one.
fn numbers(text: &str) -> impl Iterator<Item = &str> {
    let text = spelling::trimmed(text);
    let parts = text.split([',', '\n']).map(spelling::trimmed);
    parts.filter(move |_| !text.is_empty())
}

fn milliseconds(text: &str) -> Option<Duration> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let is_plain =
        |digits: &str| !digits.is_empty() && digits.bytes().all(|one| one.is_ascii_digit());
    if !is_plain(whole) || !is_plain(decimals) {
        return None;
    }
    let thousandths: String = decimals.chars().chain("00".chars()).take(3).collect();
    let micros =
        whole.parse::<u64>().ok()?.checked_mul(1_000)? + thousandths.parse::<u64>().ok()?;
    (micros <= Latencies::LONGEST_MS * 1_000).then(|| Duration::from_micros(micros))
}

/// `1st`, `2nd`, `3rd`, `4th`, …
fn ordinal(number: usize) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}
