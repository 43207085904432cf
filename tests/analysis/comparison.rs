//! Rounds beside each other, made by hand: which of them are counted, their
//! medians, and their speed-ups.

use inflight::{
    analysis::comparison::{Comparison, Speedup},
    run::Event,
    strategy::Strategy::{Joined, Ordered, Sequential, Windowed},
    world::answer::Outcome,
};

use crate::helpers::{
    by_hand::{add_round, begin_round, totals},
    ms,
};

#[test]
fn the_median_is_the_middle_round_or_the_mean_of_the_middle_two() {
    let comparison = totals(&[(Sequential, &[300, 100, 110]), (Joined, &[40, 10, 90, 20])]);
    assert_eq!(comparison.median(Sequential), Some(ms(110)));
    assert_eq!(comparison.median(Joined), Some(ms(30)));
    assert_eq!(comparison.median(Ordered), None);
}

/// The ratio of the medians would be 100 / 90.
#[test]
fn the_speed_up_is_the_median_of_the_ratios_within_rounds() {
    let comparison = totals(&[(Sequential, &[100, 400, 90]), (Joined, &[50, 100, 90])]);
    let expected = Speedup {
        estimate: 2.0,
        interval: None,
    };
    assert_eq!(comparison.speedup(Joined), Some(expected));
}

#[test]
fn the_reference_is_the_first_chosen_strategy_and_exactly_one() {
    let comparison = totals(&[(Ordered, &[70]), (Windowed, &[35])]);
    assert_eq!(comparison.reference(), Some(Ordered));
    let one = Speedup {
        estimate: 1.0,
        interval: Some((1.0, 1.0)),
    };
    assert_eq!(comparison.speedup(Ordered), Some(one));
}

/// Rounds with the speed-ups 1 to n, once each, in mixed order.
fn speedups_up_to(n: u64) -> Comparison {
    let reference: Vec<_> = (0..n).map(|round| 10 * (round * 5 % n + 1)).collect();
    let others = vec![10; reference.len()];
    totals(&[(Sequential, &reference), (Joined, &others)])
}

#[test]
fn the_interval_is_of_order_statistics_from_six_rounds_on() {
    let interval = |n| {
        speedups_up_to(n)
            .speedup(Joined)
            .and_then(|speedup| speedup.interval)
    };
    for n in 1..6 {
        assert_eq!(interval(n), None, "{n} rounds");
    }
    assert_eq!(interval(6), Some((1.0, 6.0)));
    assert_eq!(interval(9), Some((2.0, 8.0)));
    assert_eq!(interval(11), Some((2.0, 10.0)));
}

#[test]
fn a_round_with_a_failure_is_not_counted() {
    let mut comparison = totals(&[(Sequential, &[100, 100]), (Joined, &[50])]);
    add_round(&mut comparison, 1, Joined, &[(ms(10), 500)]);
    assert_eq!(
        (comparison.ranked(Joined), comparison.median(Joined)),
        (1, Some(ms(50)))
    );
    assert_eq!(
        comparison.speedup(Joined).map(|speedup| speedup.estimate),
        Some(2.0)
    );
}

#[test]
fn a_round_that_was_hidden_is_not_counted() {
    let mut comparison = totals(&[(Sequential, &[100]), (Joined, &[])]);
    begin_round(&mut comparison, 0, Joined, &[(ms(10), 200)]);
    comparison.current_round().expect("it runs").hidden = true;
    comparison.apply(Event::Ended);
    assert_eq!(
        (comparison.median(Joined), comparison.speedup(Joined)),
        (None, None)
    );
}

#[test]
fn a_round_that_was_cut_is_not_counted_even_if_all_had_been_delivered() {
    let mut comparison = totals(&[(Sequential, &[100]), (Joined, &[])]);
    begin_round(&mut comparison, 0, Joined, &[(ms(10), 200)]);
    comparison.cancel();
    assert_eq!(comparison.rounds(Joined)[0].timeline.count(Outcome::Ok), 1);
    assert_eq!(
        (comparison.median(Joined), comparison.speedup(Joined)),
        (None, None)
    );
}

#[test]
fn only_rounds_in_which_both_are_ranked_are_paired() {
    let mut comparison = totals(&[(Sequential, &[100]), (Joined, &[50, 1, 50])]);
    add_round(&mut comparison, 1, Sequential, &[(ms(900), 500)]);
    add_round(&mut comparison, 2, Sequential, &[(ms(200), 200)]);
    assert_eq!(
        comparison.speedup(Joined).map(|speedup| speedup.estimate),
        Some(3.0)
    );
}
