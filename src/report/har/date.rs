//! Dates of rounds that have none: times since the beginning of the year 2000.

use std::time::Duration;

const SECONDS_OF_A_DAY: u64 = 86_400;

/// The date of an instant, to the microsecond, in the format of ISO 8601.
pub(super) fn date(since_2000: Duration) -> String {
    let seconds = since_2000.as_secs();
    let (mut year, mut month) = (2000, 1);
    let mut day = seconds / SECONDS_OF_A_DAY; // counts from 0
    while day >= days_of_month(year, month) {
        day -= days_of_month(year, month);
        (year, month) = if month < 12 {
            (year, month + 1)
        } else {
            (year + 1, 1)
        };
    }
    let (hour, minute, second) = (seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60);
    format!(
        "{year}-{month:02}-{:02}T{hour:02}:{minute:02}:{second:02}.{:06}Z",
        day + 1,
        since_2000.subsec_micros()
    )
}

fn days_of_month(year: u64, month: u64) -> u64 {
    let is_leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_have_their_days_and_a_fraction_has_six_digits() {
        let day = |number: u64| Duration::from_secs(number * SECONDS_OF_A_DAY);
        let cases = [
            (Duration::ZERO, "2000-01-01T00:00:00.000000Z"),
            (
                Duration::from_micros(61_000_007),
                "2000-01-01T00:01:01.000007Z",
            ),
            (
                Duration::from_millis(86_399_999),
                "2000-01-01T23:59:59.999000Z",
            ),
            (day(31 + 28), "2000-02-29T00:00:00.000000Z"),
            (day(365), "2000-12-31T00:00:00.000000Z"),
            (day(366 + 31 + 28), "2001-03-01T00:00:00.000000Z"),
            (day(36_525), "2100-01-01T00:00:00.000000Z"),
            (day(36_525 + 59), "2100-03-01T00:00:00.000000Z"),
        ];
        for (instant, expected) in cases {
            assert_eq!(date(instant), expected);
        }
    }
}
