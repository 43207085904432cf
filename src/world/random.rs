//! Randomness as a pure function of a seed and a key.
//!
//! The simulated network must give request 17 the same latency whichever
//! strategy sends it, and whenever. Therefore no generator here has a state:
//! each number has a key, and the same key always gives the same number.

/// 64 random bits for a key.
///
/// `SplitMix64` (Steele, Lea and Flood, *Fast splittable pseudorandom number
/// generators*, 2014): its finaliser over a Weyl sequence, once for the seed
/// and once for each coordinate.
#[must_use]
pub fn bits(seed: u64, key: &[u64]) -> u64 {
    const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |z: u64| {
        let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    };
    key.iter()
        .fold(mix(seed.wrapping_add(GOLDEN)), |state, coordinate| {
            mix(state ^ coordinate.wrapping_add(1).wrapping_mul(GOLDEN))
        })
}

/// A number in [0, 1) with 53 random bits.
#[must_use]
#[allow(clippy::cast_precision_loss)] // 53 bits fit exactly
pub fn uniform(seed: u64, key: &[u64]) -> f64 {
    (bits(seed, key) >> 11) as f64 / (1_u64 << 53) as f64
}

/// A number from the standard normal distribution, by the polar method
/// (Marsaglia and Bray, 1964), which transforms a random point in the unit
/// disc.
#[must_use]
pub fn normal(seed: u64, key: &[u64]) -> f64 {
    // The probability that all 64 points lie outside the disc is below 10⁻⁴².
    let points = (0..64).map(|attempt| {
        let side = |coordinate| {
            let key = [key, &[attempt, coordinate]].concat();
            2.0 * uniform(seed, &key) - 1.0
        };
        (side(0), side(1))
    });
    let squared = |(x, y): (f64, f64)| (x, x * x + y * y);
    let inside = points
        .map(squared)
        .find(|(_, square)| *square > 0.0 && *square < 1.0);
    inside.map_or(0.0, |(x, square)| x * (-2.0 * square.ln() / square).sqrt())
}

/// Puts the items into a random order (Fisher and Yates, 1938).
pub fn shuffle<T>(items: &mut [T], seed: u64, key: &[u64]) {
    for last in (1..items.len()).rev() {
        let key = [key, &[last as u64]].concat();
        let choices = last as u64 + 1;
        // For up to 50 items, the relative bias of the remainder is below 2⁻⁵⁸.
        let chosen = usize::try_from(bits(seed, &key) % choices).unwrap_or(last);
        items.swap(last, chosen);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_depends_on_the_seed_and_on_each_coordinate() {
        let numbers = [
            bits(1, &[2, 3]),
            bits(2, &[2, 3]),
            bits(1, &[3, 2]),
            bits(1, &[2]),
            bits(1, &[2, 3, 0]),
        ];
        let distinct: std::collections::BTreeSet<_> = numbers.iter().collect();
        assert_eq!(distinct.len(), numbers.len());
        assert_eq!(bits(1, &[2, 3]), bits(1, &[2, 3]));
    }

    #[test]
    fn the_normal_numbers_have_mean_0_and_variance_1() {
        let sample: Vec<f64> = (0..100_000).map(|index| normal(7, &[index])).collect();
        let mean = sample.iter().sum::<f64>() / 1e5;
        let variance = sample.iter().map(|z| (z - mean).powi(2)).sum::<f64>() / 1e5;
        // Four standard errors: 1/√n for the mean, √(2/n) for the variance.
        assert!(mean.abs() < 4.0 / 1e5_f64.sqrt(), "mean {mean}");
        assert!(
            (variance - 1.0).abs() < 4.0 * (2.0 / 1e5_f64).sqrt(),
            "variance {variance}"
        );
    }

    #[test]
    fn every_item_is_as_often_first() {
        let mut first = [0_i32; 5];
        for seed in 0..10_000 {
            let mut items = [0, 1, 2, 3, 4];
            shuffle(&mut items, seed, &[0]);
            first[items[0]] += 1;
        }
        // Five standard deviations of a binomial with n = 10,000 and p = 1/5.
        assert!(
            first.iter().all(|count| (count - 2_000).abs() < 200),
            "{first:?}"
        );
    }
}
