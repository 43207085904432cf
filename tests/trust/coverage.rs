//! How often an interval contains the true median.

use inflight::{
    analysis::{comparison::LEVEL, statistics::median_interval, stopping::LOOK_LEVEL},
    world::random,
};

use crate::share;

const TRIALS: usize = 2_000;
const MOST: usize = 25;

/// σ of the logarithm of each total.
const NOISE: f64 = 0.1;

/// Ratios of two noisy totals. The noise of both has the same distribution, so
/// the median of the ratios is the true ratio.
fn ratios(truth: f64, trial: usize) -> Vec<f64> {
    let seed = truth.to_bits(); // so that each has noise of its own
    let z = |of: u64, round: usize| random::normal(seed, &[of, trial as u64, round as u64]);
    (0..MOST)
        .map(|round| truth * (NOISE * (z(0, round) - z(1, round))).exp())
        .collect()
}

/// The share of the trials whose first n rounds have the truth in their
/// interval.
fn simulated(trials: &[Vec<f64>], truth: f64, n: usize, level: f64) -> f64 {
    let holds = |trial: &&Vec<f64>| {
        let interval = median_interval(&trial[..n], level);
        let (low, high) = interval.expect("rounds enough for an interval");
        low <= truth && truth <= high
    };
    share(trials.iter().filter(holds).count(), TRIALS)
}

/// The same from the table of the binomial distribution, in whole numbers: of
/// the 2ⁿ ways in which n values lie below or above the median, those with
/// fewer than `rank` on either side miss it.
fn tabulated(n: usize, rank: usize) -> f64 {
    let mut row = vec![1_u64]; // of Pascal's triangle
    for _ in 0..n {
        let inner = row.windows(2).map(|pair| pair[0] + pair[1]);
        row = [1].into_iter().chain(inner).chain([1]).collect();
    }
    let missed: u64 = 2 * row[..rank].iter().sum::<u64>();
    1.0 - missed as f64 / 2_f64.powf(n as f64)
}

/// Which of n values bounds the interval from below, counted from 1.
fn rank(n: usize, level: f64) -> usize {
    let values: Vec<f64> = (1..=n).map(|value| value as f64).collect();
    let low = median_interval(&values, level).expect("values enough").0;
    values.partition_point(|value| *value <= low)
}

/// Of a share of the trials: √(p (1 − p) / n).
fn standard_error(share: f64) -> f64 {
    (share * (1.0 - share) / TRIALS as f64).sqrt()
}

/// Checks each number of rounds from `fewest` on. The interval contains the truth
/// at least as often as promised, within three standard errors, and as often as
/// the table says, within three and a half: many shares are compared.
fn holds_what_it_promises(level: f64, fewest: usize) {
    for truth in [0.8, 1.0, 1.25] {
        let trials: Vec<_> = (0..TRIALS).map(|trial| ratios(truth, trial)).collect();
        for n in fewest..=MOST {
            let rank = rank(n, level);
            let exact = tabulated(n, rank);
            let held = simulated(&trials, truth, n, level);
            println!(
                "level {level}, ratio {truth}, n {n}, rank {rank}: {held:.4}, exactly {exact:.4}"
            );
            assert!(exact >= level && tabulated(n, rank + 1) < level, "n = {n}");
            assert!(held >= level - 3.0 * standard_error(level), "n = {n}");
            let away = (held - exact).abs() / standard_error(exact);
            assert!(away <= 3.5, "n = {n}: {away} standard errors");
        }
    }
}

#[test]
fn the_interval_holds_the_true_ratio_as_often_as_it_promises() {
    holds_what_it_promises(LEVEL, 6);
}

#[test]
fn the_interval_of_a_look_does_so_too() {
    holds_what_it_promises(LOOK_LEVEL, 8);
}
