//! Numbers in the spelling of other programs.

use std::time::Duration;

/// The longest time in a report, in microseconds: almost 32 years.
const LONGEST: u64 = 1_000_000_000_000_000;

/// A number without an exponent and with as few digits as possible: `115` for
/// `115.0` and `1.15e2`. `None` if it is negative or has more than about 40
/// digits.
pub(super) fn plain_digits(number: &str) -> Option<String> {
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent: i64 = exponent.parse().ok()?;
    let point = i64::try_from(whole.len()).ok()?.checked_add(exponent)?;
    let mut digits = [whole, fraction].concat();
    let few = digits.len() <= 40 && (-40..=40).contains(&point);
    if !few || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let zeros = |count: i64| "0".repeat(usize::try_from(count).unwrap_or(0));
    digits = zeros(1 - point) + &digits; // at least one digit before the point
    let point = usize::try_from(point.max(1)).ok()?;
    digits += &"0".repeat(point.saturating_sub(digits.len()));
    let (whole, fraction) = digits.split_at(point);
    let (whole, fraction) = (
        whole.trim_start_matches('0'),
        fraction.trim_end_matches('0'),
    );
    let whole = if whole.is_empty() { "0" } else { whole };
    Some(match fraction {
        "" => whole.to_owned(),
        _ => [whole, fraction].join("."),
    })
}

/// A time from the plain digits of its milliseconds; `None` if it is longer than
/// any in a report or not a whole number of microseconds.
pub(super) fn time(digits: &str) -> Option<Duration> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let microseconds = format!("{whole}{fraction:0<3}").parse().ok()?;
    let exact = fraction.len() <= 3 && microseconds <= LONGEST;
    exact.then(|| Duration::from_micros(microseconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_number_has_the_same_plain_digits_however_it_is_spelled() {
        let spellings = [
            ("0", "0"),
            ("0.000", "0"),
            ("115.0", "115"),
            ("1.150e+2", "115"),
            ("1e3", "1000"),
            ("0.5", "0.5"),
            ("5E-1", "0.5"),
            ("12.5e-4", "0.00125"),
            ("100", "100"),
        ];
        for (spelled, expected) in spellings {
            assert_eq!(
                plain_digits(spelled).as_deref(),
                Some(expected),
                "{spelled}"
            );
        }
    }

    #[test]
    fn a_number_that_no_report_has_is_none() {
        let long = "9".repeat(1_000);
        for number in ["-1", "1e400", "1e-400", "1e99999999999999999999", &long] {
            assert_eq!(plain_digits(number), None, "{number}");
        }
    }

    #[test]
    fn a_time_is_exact_to_the_microsecond() {
        assert_eq!(time("1.25"), Some(Duration::from_micros(1_250)));
        assert_eq!((time("0.0001"), time("1000000000001")), (None, None));
    }
}
