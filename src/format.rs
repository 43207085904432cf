//! Numbers as the page writes them: three or four digits, a thin space
//! between thousands, a space before the unit.

use std::time::Duration;

/// Shown in place of a value that is not known, or not yet.
pub const UNKNOWN: &str = "–";

const THIN_SPACE: char = '\u{2009}';

/// A number of at least 0, with this many digits after the point.
///
/// It is printed as two whole numbers: the standard library's code to print a
/// float would be a tenth of the size of the page.
#[must_use]
pub fn fixed(value: f64, digits: u32) -> String {
    let (whole, fraction) = parts(value, digits);
    with_fraction(thousands(&whole.to_string()), fraction, digits)
}

/// The same number for programs to read: without thin spaces, and without
/// zeros at the end.
#[must_use]
pub fn decimal(value: f64, digits: u32) -> String {
    let (whole, fraction) = parts(value, digits);
    let whole = whole.to_string();
    if fraction == 0 {
        return whole;
    }
    let mut text = with_fraction(whole, fraction, digits);
    text.truncate(text.trim_end_matches('0').len());
    text
}

/// A whole number and its fraction, which has this many digits.
fn with_fraction(whole: String, fraction: u64, digits: u32) -> String {
    let width = digits as usize;
    if digits == 0 {
        whole
    } else {
        format!("{whole}.{fraction:0width$}")
    }
}

/// The digits before the point, and those after it, both as whole numbers.
fn parts(value: f64, digits: u32) -> (u64, u64) {
    let unit = 10_u64.pow(digits);
    // The cast saturates; the values here are between 0 and 2⁵³.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss
    )]
    let scaled = (value * unit as f64).round() as u64;
    (scaled / unit, scaled % unit)
}

/// A time: `9.7 ms`, `443 ms`, `2 811 ms`, `22.9 s`.
#[must_use]
pub fn time(duration: Duration) -> String {
    let ms = duration.as_secs_f64() * 1e3;
    if duration.is_zero() {
        "0\u{a0}ms".into()
    } else if ms < 9.95 {
        fixed(ms, 1) + "\u{a0}ms"
    } else if ms < 9_999.5 {
        fixed(ms, 0) + "\u{a0}ms"
    } else if ms < 99_950.0 {
        fixed(ms / 1e3, 1) + "\u{a0}s"
    } else {
        fixed(ms / 1e3, 0) + "\u{a0}s"
    }
}

/// The time at a mark of an axis, without needless digits: `0`, `500 ms`,
/// `2.5 s`.
#[must_use]
pub fn mark(tick: Duration) -> String {
    let seconds = tick.as_secs_f64();
    if tick.is_zero() {
        "0".into()
    } else if seconds < 1.0 {
        decimal(seconds * 1e3, 0) + "\u{a0}ms"
    } else {
        decimal(seconds, 3) + "\u{a0}s"
    }
}

/// An instant of a run, exact to a millisecond: `0.84 s`.
#[must_use]
pub fn instant(at: Duration) -> String {
    decimal(at.as_secs_f64(), 3) + "\u{a0}s"
}

/// A ratio with its sign: `1.0×`, `8.6×`, `39.8×`, `148×`.
#[must_use]
pub fn times(ratio: f64) -> String {
    factor(ratio) + "×"
}

/// A ratio, with one digit after the point: `8.6`; two below 1: `0.97`; none
/// from 100 on: `148`.
#[must_use]
pub fn factor(ratio: f64) -> String {
    let digits = match ratio {
        r if r < 0.995 => 2,
        r if r < 99.95 => 1,
        _ => 0,
    };
    fixed(ratio, digits)
}

/// A ratio near 1, with two digits after the point: `0.97`, `1.00`.
#[must_use]
pub fn hundredths(ratio: f64) -> String {
    fixed(ratio, 2)
}

/// A share of 1 in percent: `73 %`.
#[must_use]
pub fn percent(share: f64) -> String {
    fixed(100.0 * share, 0) + "\u{a0}%"
}

/// A count: `1 000`.
#[must_use]
pub fn count(number: usize) -> String {
    thousands(&number.to_string())
}

/// A list in a sentence: `a`, `a and b`, `a, b and c`.
#[must_use]
pub fn list(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

/// A count with its noun: `1 request`, `24 requests`.
#[must_use]
pub fn counted(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", count(number))
}

fn thousands(digits: &str) -> String {
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(THIN_SPACE);
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_three_or_four_digits_and_a_unit() {
        let written = |ms| {
            time(Duration::from_secs_f64(ms / 1e3))
                .replace('\u{a0}', " ")
                .replace('\u{2009}', "_")
        };
        let cases = [
            (0.04, "0.0 ms"),
            (9.94, "9.9 ms"),
            (9.96, "10 ms"),
            (2_811.4, "2_811 ms"),
            (9_999.4, "9_999 ms"),
        ];
        for (ms, expected) in cases.into_iter().chain([
            (9_999.6, "10.0 s"),
            (22_890.0, "22.9 s"),
            (1_150_000.0, "1_150 s"),
        ]) {
            assert_eq!(written(ms), expected);
        }
    }

    #[test]
    fn ratios_below_one_keep_two_digits_after_the_point() {
        assert_eq!(
            [factor(0.97), factor(1.0), factor(8.64), factor(148.2)],
            ["0.97", "1.0", "8.6", "148"]
        );
    }

    #[test]
    fn words_in_a_row_end_with_and() {
        let words = ["a", "b", "c"].map(String::from);
        assert_eq!(
            [list(&words[..1]), list(&words[..2]), list(&words)],
            ["a", "a and b", "a, b and c"]
        );
    }
}
