//! Statistics, calculated from their definitions and not by the page's own code.

/// The middle value, or the mean of the two in the middle; `None` without values.
pub fn median(values: &[f64]) -> Option<f64> {
    let sorted = sorted(values);
    let last = sorted.len().checked_sub(1)?;
    Some(f64::midpoint(sorted[last / 2], sorted[sorted.len() / 2]))
}

/// The order statistics that enclose the median with a probability of at least 95 %; `None` for fewer than six values.
pub fn interval(values: &[f64]) -> Option<(f64, f64)> {
    let sorted = sorted(values);
    let rank = (1..=sorted.len() / 2)
        .rev()
        .find(|&rank| coverage(sorted.len(), rank) >= 0.95)?;
    Some((sorted[rank - 1], sorted[sorted.len() - rank]))
}

/// The probability that the median lies between the `rank`th smallest and the `rank`th greatest of `count` values. It
/// does not if fewer than `rank` of `count` tosses of a coin show heads, or fewer than `rank` show tails.
fn coverage(count: usize, rank: usize) -> f64 {
    let mut exactly = 0.5_f64.powi(i32::try_from(count).expect("a few rounds"));
    let mut fewer = 0.0;
    for heads in 0..rank {
        fewer += exactly;
        exactly *= ratio(count - heads, heads + 1);
    }
    1.0 - 2.0 * fewer
}

fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}

fn ratio(above: usize, below: usize) -> f64 {
    as_f64(above) / as_f64(below)
}

/// A count as a number to calculate with.
pub fn as_f64(count: usize) -> f64 {
    f64::from(u32::try_from(count).expect("a count below 2^32"))
}
