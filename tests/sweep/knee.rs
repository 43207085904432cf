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

use crate::{
    swept,
    virtual_time_support::{ms, settings},
    width,
};

/// One request that ended so, and was delivered at such a time.
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

/// A sweep of `windowed` with such totals in its rounds, in milliseconds.
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

fn knee(sweep: &Sweep) -> Option<usize> {
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

#[test]
fn a_server_of_capacity_12_has_the_knee_of_a_window_below_12() {
    let sweep = swept("requests=199&capacity=12");
    assert_eq!(knee(&sweep), Some(8));
    let sentence = sweep.sentence();
    let refuses = "Beyond 12 in flight the server slows down (at 16, windowed took 4\u{2009}059\u{a0}ms) \
        and refuses (at 32, windowed lost 181 of 199 requests).";
    assert!(
        sentence.contains("The knee of windowed is at 8 in flight: "),
        "{sentence}"
    );
    assert!(sentence.contains(refuses), "{sentence}");
    assert!(
        sentence.ends_with("One round proves little: a 95\u{a0}% interval needs 6."),
        "{sentence}"
    );
}

#[test]
fn the_sentence_names_the_knees_and_what_lies_on_either_side() {
    let sentence = swept("").sentence().replace('\u{a0}', " ");
    let knees = "The knee of windowed is at 16 in flight: 321 ms, 1.5 times as fast as at 8; \
        24 saves 2 % more. Batched gains until all 24 are in flight: 316 ms, 1.9 times as fast \
        as at 16.";
    assert!(sentence.starts_with(knees), "{sentence}");
}

#[test]
fn a_sentence_says_so_if_there_is_no_knee_or_not_yet() {
    let none = swept("failures=100").sentence();
    assert!(
        none.starts_with("There is no knee: no width can be ranked."),
        "{none}"
    );
    assert_eq!(Sweep::new(settings("")).sentence(), "Begun: 0 of 6 widths.");
    let at_once = swept("requests=199&rounds=6").sentence();
    assert!(
        at_once.starts_with("Windowed gains until all 199 are in flight: "),
        "{at_once}"
    );
    assert!(!at_once.contains("little"), "{at_once}");
}
