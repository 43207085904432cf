//! Where the knee is: on totals made by hand, and in virtual time.

use std::{num::NonZeroUsize, time::Duration};

use inflight::{
    analysis::{comparison::Comparison, prediction::predict, sweep::Sweep},
    run::Event,
    settings::{Settings, plan::at_width},
    strategy::Strategy::{self, Batched, Windowed},
    world::{
        answer::{Answer, Outcome},
        network::Network,
    },
};

use crate::helpers::{
    ms, settings,
    sweeps::{swept, width},
};

/// A round of one request with this outcome, delivered at this time.
fn round(number: usize, total: u64, outcome: Outcome) -> [Event; 5] {
    let (round, at) = (number, ms(total));
    let answer = Answer {
        outcome,
        ..Answer::skipped(None)
    };
    [
        Event::Announced {
            round,
            strategy: Windowed,
        },
        Event::Started {
            index: 0,
            at: Duration::ZERO,
        },
        Event::Finished {
            index: 0,
            at,
            answer,
            queued: None,
        },
        Event::Delivered {
            index: 0,
            slot: 0,
            at,
        },
        Event::Ended,
    ]
}

/// A sweep of `windowed`: for each width, the totals of its rounds, in
/// milliseconds.
fn made(points: &[(usize, &[u64])]) -> Sweep {
    let mut sweep = Sweep::new(settings("requests=1"));
    for (at, totals) in points {
        put(&mut sweep, *at, totals, Outcome::Ok);
    }
    sweep
}

fn put(sweep: &mut Sweep, at: usize, totals: &[u64], outcome: Outcome) {
    let mut run = Comparison::new(at_width(&sweep.settings, width(at)));
    for (number, total) in totals.iter().enumerate() {
        for event in round(number, *total, outcome) {
            run.apply(event);
        }
    }
    sweep.put(width(at), &run);
}

pub(crate) fn knee(sweep: &Sweep) -> Option<usize> {
    sweep.knee(Windowed).map(NonZeroUsize::get)
}

#[test]
fn the_knee_is_the_smallest_width_within_five_percent_of_the_best() {
    assert_eq!(
        knee(&made(&[(1, &[400]), (2, &[210]), (4, &[200])])),
        Some(2)
    );
    assert_eq!(
        knee(&made(&[(1, &[400]), (2, &[211]), (4, &[200])])),
        Some(4)
    );
    assert_eq!(
        knee(&made(&[(1, &[100]), (2, &[100]), (4, &[300])])),
        Some(1)
    );
    assert_eq!(knee(&made(&[])), None);
}

#[test]
fn only_rounds_with_the_same_number_are_compared() {
    let slow_round = made(&[(1, &[400, 800]), (2, &[200, 400]), (4, &[199])]);
    assert_eq!(knee(&slow_round), Some(2));
}

#[test]
fn the_best_is_the_one_that_none_beats_round_by_round_whatever_the_medians_say() {
    let narrow_has_the_lower_median = made(&[(1, &[100, 200, 300]), (2, &[90, 201, 270])]);
    assert_eq!(knee(&narrow_has_the_lower_median), Some(2));
}

#[test]
fn with_rounds_enough_the_upper_end_of_the_interval_decides() {
    let (five, six) = ([100, 100, 100, 104, 120], [100, 100, 100, 104, 104, 120]);
    assert_eq!(knee(&made(&[(1, &five), (2, &[100; 5])])), Some(1));
    assert_eq!(knee(&made(&[(1, &six), (2, &[100; 6])])), Some(2));
    assert_eq!(knee(&made(&[(1, &[104; 6]), (2, &[100; 6])])), Some(1));
}

#[test]
fn widths_with_a_round_that_is_not_ranked_do_not_count() {
    let mut sweep = made(&[(1, &[400]), (2, &[200])]);
    put(&mut sweep, 4, &[100], Outcome::Http);
    assert_eq!(knee(&sweep), Some(2));
    let mut hopeless = made(&[]);
    put(&mut hopeless, 1, &[100], Outcome::Http);
    assert_eq!(knee(&hopeless), None);
}

fn total(settings: &Settings, width: NonZeroUsize, strategy: Strategy) -> Duration {
    let total = predict(&at_width(settings, width), strategy, 0).total();
    total.expect("all were delivered")
}

/// max(ΣL / c, max L) ≤ T(c) ≤ 1.05 · T(best), and T(best) is at most the time
/// of all at once, max L: so c ≥ ΣL / (1.05 · max L).
#[test]
fn the_knee_is_where_theory_puts_it() {
    for query in [
        "",
        "requests=199",
        "requests=199&seed=2",
        "requests=120&spread=1.5",
        "spread=0",
    ] {
        let settings = settings(query);
        let sweep = swept(query);
        for strategy in [Batched, Windowed] {
            let totals = sweep
                .widths()
                .into_iter()
                .map(|width| (width, total(&settings, width, strategy)));
            let totals: Vec<_> = totals.collect();
            let best = totals
                .iter()
                .map(|(_, total)| *total)
                .min()
                .expect("a width");
            let near = totals
                .iter()
                .find(|(_, total)| *total <= best.mul_f64(1.05));
            assert_eq!(
                sweep.knee(strategy),
                near.map(|(width, _)| *width),
                "{query}"
            );
        }
        let planned = |index| Network::planned(&settings, 0, index);
        let latencies: Vec<_> = (0..settings.requests).map(planned).collect();
        let sum: Duration = latencies.iter().sum();
        let longest = latencies.into_iter().max().expect("a request");
        let knee = sweep.knee(Windowed).expect("all are ranked");
        let width = u32::try_from(knee.get()).expect("at most 256");
        assert!(sum <= longest.mul_f64(1.05) * width, "{query}: {knee}");
    }
}
