//! The median, and an interval for it that assumes no distribution.

/// The median; `None` if there are no values. For an even number of values it is
/// the mean of the middle two.
#[must_use]
pub fn median(values: &[f64]) -> Option<f64> {
    let sorted = sorted(values);
    let upper = *sorted.get(sorted.len() / 2)?;
    let lower = *sorted.get(sorted.len().checked_sub(1)? / 2)?;
    Some(f64::midpoint(lower, upper))
}

/// The narrowest interval from the k-th smallest to the k-th largest value that
/// contains the median of the distribution with a probability of at least
/// `level`, for any distribution. `None` if there are too few values for it (for
/// 95 %: fewer than 6).
///
/// Such an interval of n independent values misses the median only if fewer than
/// k values lie on one side of it. The probability of that is 2 · P(B < k), where
/// B is binomial(n, ½) (Conover, *Practical Nonparametric Statistics*, 3rd ed.
/// 1999, section 3.2).
#[must_use]
pub fn median_interval(values: &[f64], level: f64) -> Option<(f64, f64)> {
    let sorted = sorted(values);
    let k = (1..=sorted.len() / 2)
        .rev()
        .find(|k| coverage(sorted.len(), *k) >= level)?;
    Some((*sorted.get(k - 1)?, *sorted.get(sorted.len() - k)?))
}

/// The probability that the median lies between the k-th smallest and the k-th
/// largest of n values.
#[allow(clippy::cast_precision_loss)] // counts of rounds, far below 2⁵³
fn coverage(n: usize, k: usize) -> f64 {
    let mut probability = (0..n).fold(1.0, |half, _| half / 2.0);
    let mut below = 0.0;
    for successes in 0..k {
        below += probability;
        probability *= (n - successes) as f64 / (successes + 1) as f64;
    }
    1.0 - 2.0 * below
}

/// The values in ascending order. There are as many as rounds, so inserting each
/// into its place is fast enough.
fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted = Vec::new();
    for value in values {
        let place = sorted.partition_point(|other| other < value);
        sorted.insert(place, *value);
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_nothing_is_nothing() {
        assert_eq!(median(&[]), None);
        assert_eq!(median_interval(&[], 0.95), None);
    }

    #[test]
    fn the_median_is_the_middle_or_the_mean_of_the_middle_two() {
        assert_eq!(median(&[3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&[4.0, 1.0, 2.0, 3.0]), Some(2.5));
    }

    #[test]
    fn the_interval_exists_from_six_values_on_and_has_the_tabulated_ranks() {
        let first = |n: u32| (1..=n).map(f64::from).collect::<Vec<_>>();
        assert_eq!(median_interval(&first(5), 0.95), None);
        for (n, low, high) in [
            (6, 1.0, 6.0),
            (9, 2.0, 8.0),
            (11, 2.0, 10.0),
            (12, 3.0, 10.0),
        ] {
            assert_eq!(
                median_interval(&first(n), 0.95),
                Some((low, high)),
                "n = {n}"
            );
        }
    }

    #[test]
    fn its_coverage_is_the_binomials() {
        for (n, k, percent) in [(6, 1, 96.9), (9, 2, 96.1), (11, 2, 98.8), (12, 3, 96.1)] {
            assert!(
                (100.0 * coverage(n, k) - percent).abs() < 0.05,
                "n = {n}: {}",
                coverage(n, k)
            );
        }
    }
}
