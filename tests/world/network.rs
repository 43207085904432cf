//! The simulated network: the same for every strategy, distributed as it says,
//! and slower beyond its capacity.

#![allow(clippy::cast_precision_loss)] // samples of 20,000

use std::time::Duration;

use futures::FutureExt;
use inflight::{
    settings::Settings,
    world::network::{Fate, Network, RequestKey, Visit},
};

use crate::helpers::{compare, durations, every_strategy, ms, settings};

const SAMPLE: usize = 20_000;

/// The first attempt at the first step of a request.
pub(crate) fn place(index: usize) -> RequestKey {
    RequestKey {
        round: 0,
        index,
        step: 0,
        attempt: 0,
    }
}

fn fates(settings: &Settings) -> impl Iterator<Item = Fate> {
    (0..SAMPLE).map(|index| Network::fate(settings, place(index)))
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn deviation(values: &[f64]) -> f64 {
    let mean = mean(values);
    let squares: Vec<_> = values.iter().map(|value| (value - mean).powi(2)).collect();
    (squares.iter().sum::<f64>() / (values.len() - 1) as f64).sqrt()
}

#[test]
fn recorded_latencies_are_taken_in_order_then_drawn_the_same_for_each_strategy() {
    let settings = settings("latencies=10,20,30.5,40&requests=6&seed=5");
    let latency = |place| Network::fate(&settings, place).latency.as_micros();
    let first: Vec<_> = (0..6).map(|index| latency(place(index))).collect();
    assert_eq!(first, [10_000, 20_000, 30_500, 40_000, 10_000, 20_000]);
    let of = |round, step, attempt| {
        let key = |index| RequestKey {
            round,
            index,
            step,
            attempt,
        };
        (0..6).map(|index| latency(key(index))).collect::<Vec<_>>()
    };
    // A step lies further on, a retry takes as long as before, in any round.
    assert_eq!(
        of(0, 1, 0),
        [20_000, 30_500, 40_000, 10_000, 20_000, 30_500]
    );
    for round in 0..3 {
        assert_eq!(of(round, 0, 3), of(round, 0, 0));
        let order = [10_000, 20_000, 30_500, 40_000, 10_000];
        let next =
            |one: &u128| order[1 + order.iter().position(|other| other == one).expect("one")];
        let further: Vec<_> = of(round, 0, 0).iter().map(next).collect();
        assert_eq!(of(round, 1, 0), further);
    }
    let later: Vec<_> = (1..400).flat_map(|round| of(round, 0, 0)).collect();
    for one in [10_000, 20_000, 30_500, 40_000] {
        let share = later.iter().filter(|other| **other == one).count() as f64 / later.len() as f64;
        assert!((share - 0.25).abs() < 0.05, "{one}: {share}");
    }
}

#[test]
fn no_deadline_ends_a_recorded_latency() {
    let mut settings = settings("latencies=90000,10&timeout=100&concurrency=1");
    settings.strategies = every_strategy();
    let comparison = compare(&settings);
    for strategy in every_strategy() {
        let timeline = &comparison.rounds(strategy)[0].timeline;
        assert_eq!(durations(timeline), [ms(90_000), ms(10)], "{strategy:?}");
    }
}

#[test]
fn a_request_has_the_same_latency_whichever_strategy_asks() {
    let mut settings = settings("requests=50&rounds=2");
    settings.strategies = every_strategy();
    let comparison = compare(&settings);
    for strategy in every_strategy() {
        for round in comparison.rounds(strategy) {
            let latency = |index| {
                let place = RequestKey {
                    round: round.number,
                    ..place(index)
                };
                Network::fate(&settings, place).latency
            };
            let planned: Vec<_> = (0..settings.requests).map(latency).collect();
            assert_eq!(durations(&round.timeline), planned, "{strategy:?}");
        }
    }
}

#[test]
fn every_seed_round_request_step_and_attempt_is_drawn_anew() {
    let (one, other) = (settings("seed=1"), settings("seed=2"));
    let here = place(5);
    let fates = [
        Network::fate(&one, here),
        Network::fate(&other, here),
        Network::fate(&one, RequestKey { round: 1, ..here }),
        Network::fate(&one, RequestKey { index: 6, ..here }),
        Network::fate(&one, RequestKey { step: 1, ..here }),
        Network::fate(&one, RequestKey { attempt: 1, ..here }),
    ];
    let mut latencies = fates.map(|fate| fate.latency).to_vec();
    latencies.sort();
    latencies.dedup();
    assert_eq!(latencies.len(), fates.len());
    assert_eq!(Network::fate(&one, here), fates[0]);
}

/// With mean m and shape σ, ln L is normal with mean ln m − σ²/2 and deviation
/// σ; the standard errors of their estimates are σ/√n and σ/√2n.
#[test]
fn latencies_are_lognormal_with_the_given_mean_and_spread() {
    for spread in [0.1, 0.25, 0.7, 1.0, 1.2, 2.0] {
        let settings = Settings {
            spread,
            ..Settings::default()
        };
        let logs: Vec<_> = fates(&settings)
            .map(|fate| fate.latency.as_secs_f64().ln())
            .collect();
        let error = spread / (SAMPLE as f64).sqrt();
        let expected = 0.115_f64.ln() - spread * spread / 2.0;
        assert!(
            (mean(&logs) - expected).abs() < 5.0 * error,
            "mean at {spread}"
        );
        let off = (deviation(&logs) - spread).abs();
        assert!(off < 5.0 * error / 2.0_f64.sqrt(), "deviation at {spread}");
    }
}

/// The variance of a lognormal is m² (exp(σ²) − 1).
#[test]
fn the_mean_latency_is_the_setting_whatever_the_spread() {
    for spread in [0.1, 0.7, 1.0] {
        let settings = Settings {
            spread,
            ..Settings::default()
        };
        let latencies: Vec<_> = fates(&settings)
            .map(|fate| fate.latency.as_secs_f64())
            .collect();
        let error = 0.115 * ((spread * spread).exp_m1() / SAMPLE as f64).sqrt();
        assert!(
            (mean(&latencies) - 0.115).abs() < 5.0 * error,
            "at {spread}"
        );
    }
}

#[test]
fn neighbours_do_not_hang_together() {
    let settings = Settings {
        spread: 1.0,
        ..Settings::default()
    };
    let logs: Vec<_> = fates(&settings)
        .map(|fate| fate.latency.as_secs_f64().ln())
        .collect();
    let centre = mean(&logs);
    let products: Vec<_> = logs
        .windows(2)
        .map(|pair| (pair[0] - centre) * (pair[1] - centre))
        .collect();
    assert!(mean(&products).abs() < 5.0 / (SAMPLE as f64).sqrt());
}

#[test]
fn without_spread_all_latencies_are_equal() {
    let settings = settings("spread=0&latency=115");
    assert!(fates(&settings).all(|fate| fate.latency == ms(115)));
}

#[test]
fn the_share_of_failures_is_the_one_asked_for() {
    for percent in [0, 1, 10, 50, 99, 100] {
        let settings = Settings {
            failures: percent,
            ..Settings::default()
        };
        let failed = fates(&settings).filter(|fate| fate.status == 500).count() as f64;
        let (share, sample) = (f64::from(percent) / 100.0, SAMPLE as f64);
        let deviation = (sample * share * (1.0 - share)).sqrt();
        // At 0 and 100 % the deviation is zero.
        assert!(
            (failed - sample * share).abs() <= 5.0 * deviation,
            "{failed} at {percent} %"
        );
    }
}

fn arrivals(network: &Network, count: usize) -> Vec<Visit<'_>> {
    let visit = |index| {
        network
            .visit(place(index), || Duration::ZERO)
            .now_or_never()
            .expect("no queue")
    };
    (0..count).map(visit).collect()
}

#[test]
fn beyond_its_capacity_the_server_slows_down_and_then_refuses() {
    let network = Network::new(&settings("capacity=4&spread=0&latency=64"));
    let fates: Vec<_> = arrivals(&network, 7)
        .iter()
        .map(|visit| visit.fate)
        .collect();
    let answered = |latency| Fate {
        latency,
        status: 200,
        retry_after: None,
    };
    assert_eq!(fates[..4], [answered(ms(64)); 4]);
    assert_eq!(fates[4..6], [answered(ms(125)), answered(ms(216))]);
    assert_eq!(
        fates[6],
        Fate {
            latency: ms(64),
            status: 503,
            retry_after: None,
        }
    );
}

#[test]
fn a_server_that_all_have_left_is_as_quick_as_before() {
    let network = Network::new(&settings("capacity=4&spread=0&latency=64"));
    drop(arrivals(&network, 50));
    let latencies: Vec<Duration> = arrivals(&network, 4)
        .iter()
        .map(|visit| visit.fate.latency)
        .collect();
    assert_eq!(latencies, [ms(64); 4]);
}
