//! Numbers as the page displays them, read back as the range of values that round to them.

use std::ops::RangeInclusive;

/// The values that are displayed as `8.6×`, `0.97` or `1 204`.
pub fn number(text: &str) -> RangeInclusive<f64> {
    let digits: String = text
        .chars()
        .filter(|letter| letter.is_ascii_digit() || *letter == '.')
        .collect();
    let number: f64 = digits
        .parse()
        .unwrap_or_else(|_| panic!("no number: “{text}”"));
    let places = digits.split_once('.').map_or(0, |(_, part)| part.len());
    // The numbers of the report are rounded too.
    let half = 0.501 * 0.1_f64.powi(i32::try_from(places).expect("a few digits"));
    number - half..=number + half
}

/// The values that are displayed as `9.7 ms`, `2 811 ms` or `22.9 s`, in milliseconds.
pub fn milliseconds(text: &str) -> RangeInclusive<f64> {
    let unit = if text.ends_with("ms") { 1.0 } else { 1000.0 };
    let range = number(text);
    range.start() * unit..=range.end() * unit
}

/// The percentages in a text such as `network 71 %, idle slots 29 %`.
pub fn percentages(text: &str) -> Vec<f64> {
    let shares = text.split(',').filter_map(|part| {
        let digits = part.trim().strip_suffix('%')?.trim_end();
        digits.rsplit(char::is_whitespace).next()
    });
    shares
        .map(|digits| digits.parse().expect("whole percents"))
        .collect()
}
