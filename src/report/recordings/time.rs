//! Times in other tools' units and spellings.

use std::time::Duration;

use jiff::{Timestamp, civil::DateTime, tz::Offset};

use crate::{analysis::recording::LONGEST, format::count, settings::shortened};

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Seconds,
    Milliseconds,
    Microseconds,
    Nanoseconds,
}

impl Unit {
    /// The unit with this sign.
    pub(super) fn of(sign: &str) -> Option<Self> {
        Some(match sign {
            "s" => Self::Seconds,
            "ms" => Self::Milliseconds,
            // The micro sign, and the Greek letter.
            "us" | "\u{b5}s" | "\u{3bc}s" => Self::Microseconds,
            "ns" => Self::Nanoseconds,
            _ => return None,
        })
    }

    fn plural(self) -> &'static str {
        match self {
            Self::Seconds => "seconds",
            Self::Milliseconds => "milliseconds",
            Self::Microseconds => "microseconds",
            Self::Nanoseconds => "nanoseconds",
        }
    }

    fn per_second(self) -> u32 {
        match self {
            Self::Seconds => 1,
            Self::Milliseconds => 1_000,
            Self::Microseconds => 1_000_000,
            Self::Nanoseconds => 1_000_000_000,
        }
    }

    /// A number of this unit; `None` if it is negative or no time at all.
    pub(super) fn duration(self, number: &str) -> Option<Duration> {
        let number = number.trim();
        // Since 1970, nanoseconds have more digits than a float.
        if let Ok(whole) = number.parse() {
            return Some(match self {
                Self::Seconds => Duration::from_secs(whole),
                Self::Milliseconds => Duration::from_millis(whole),
                Self::Microseconds => Duration::from_micros(whole),
                Self::Nanoseconds => Duration::from_nanos(whole),
            });
        }
        let number: f64 = number.parse().ok()?;
        Duration::try_from_secs_f64(number / f64::from(self.per_second())).ok()
    }

    /// A latency in this unit.
    pub(super) fn latency(self, name: &str, number: &str) -> Result<Duration, String> {
        let latency = self.duration(number).filter(|one| *one <= LONGEST);
        latency.ok_or_else(|| {
            let most = LONGEST.as_secs() * u64::from(self.per_second());
            format!(
                "{name} must be a number of {} from 0 to {}, not “{}”",
                self.plural(),
                count(usize::try_from(most).unwrap_or(usize::MAX)),
                shortened(number)
            )
        })
    }
}

/// To the microsecond, as times are in reports.
pub(super) fn rounded(time: Duration) -> Duration {
    let nanoseconds = time.subsec_nanos();
    Duration::from_secs(time.as_secs()).saturating_add(Duration::from_micros(u64::from(
        (nanoseconds + 500) / 1_000,
    )))
}

/// A date and a time of day, since an origin that all dates share, to the microsecond.
/// Without an offset it is taken for UTC.
pub(super) fn instant(name: &str, text: &str) -> Result<Duration, String> {
    let timestamp = text.trim().parse::<Timestamp>().or_else(|error| {
        let without_offset: Result<DateTime, _> = text.trim().parse();
        let in_utc = without_offset.map(|one| Offset::UTC.to_timestamp(one));
        in_utc.unwrap_or(Err(error))
    });
    let timestamp = timestamp.map_err(|_| {
        format!(
            "{name} must be a date like 2026-01-15T09:30:00.000Z, not “{}”",
            shortened(text)
        )
    })?;
    let since = timestamp.as_microsecond();
    Ok(Duration::from_micros(
        since.abs_diff(Timestamp::MIN.as_microsecond()),
    ))
}
