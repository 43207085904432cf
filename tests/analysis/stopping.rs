//! When a run until decided ends, on rounds made by hand.

use inflight::{
    analysis::{
        comparison::{Comparison, LEVEL},
        statistics::median_interval,
        stopping::{
            Finding, LOOK_LEVEL, LOOKS, is_decided, pairs, progress, rounds_done, undecided,
            until_decided,
        },
    },
    run::Event,
    settings::plan::MOST_ROUNDS,
    strategy::Strategy::{self, Batched, Joined, Ordered, Windowed},
};

use crate::helpers::by_hand::{FAILED, add_round, totals};

/// Totals that alternate between below and above 100 ms.
fn uneven(rounds: usize) -> Vec<u64> {
    (0..rounds)
        .map(|round| 80 + 40 * (round as u64 % 2))
        .collect()
}

/// Joined cannot be told from ordered, nor batched from windowed; ordered is
/// twice as fast as batched.
fn two_open(rounds: usize) -> Comparison {
    let even = |total| vec![total; rounds];
    let uneven = uneven(rounds);
    let slower: Vec<_> = uneven.iter().map(|total| 2 * total).collect();
    totals(&[
        (Joined, &uneven),
        (Ordered, &even(100)),
        (Batched, &even(200)),
        (Windowed, &slower),
    ])
}

/// One is twice as fast in every round.
fn clear(rounds: usize) -> Comparison {
    totals(&[(Joined, &vec![200; rounds]), (Ordered, &vec![100; rounds])])
}

const BOTH: [(Strategy, Strategy); 2] = [(Joined, Ordered), (Batched, Windowed)];

#[test]
fn the_first_look_has_an_interval_and_no_earlier_round_has() {
    let interval = |rounds| median_interval(&vec![1.0; rounds], LOOK_LEVEL);
    assert_eq!(interval(LOOKS[0] - 1), None);
    assert_eq!(interval(LOOKS[0]), Some((1.0, 1.0)));
}

#[test]
fn the_looks_share_the_error_of_one() {
    let settings = clear(0).settings;
    let errors = [Comparison::new(settings.clone()), until_decided(settings)]
        .map(|comparison| 1.0 - comparison.level());
    assert!((errors[0] - (1.0 - LEVEL)).abs() < 1e-12);
    assert!((errors[1] - (1.0 - LOOK_LEVEL)).abs() < 1e-12);
    assert!((errors[0] - 4.0 * errors[1]).abs() < 1e-12);
}

#[test]
fn a_run_ends_only_at_a_look() {
    for rounds in 0..=MOST_ROUNDS {
        let expected = LOOKS.contains(&rounds);
        assert_eq!(is_decided(&clear(rounds), rounds), expected, "{rounds}");
    }
}

#[test]
fn a_run_ends_at_the_last_look_whatever_happens() {
    for rounds in 0..=MOST_ROUNDS {
        let last = rounds == MOST_ROUNDS;
        assert_eq!(is_decided(&two_open(rounds), rounds), last, "{rounds}");
    }
    assert_eq!(undecided(&two_open(MOST_ROUNDS)), BOTH);
}

#[test]
fn before_the_first_look_every_pair_is_open_in_the_tables_order() {
    let all = [(Joined, Ordered), (Ordered, Batched), (Batched, Windowed)];
    for rounds in [0, 1, 7] {
        assert_eq!(undecided(&two_open(rounds)), all);
    }
    assert_eq!(undecided(&two_open(8)), BOTH);
}

#[test]
fn a_difference_and_the_lack_of_one_are_findings() {
    let found = |total| {
        let comparison = totals(&[(Joined, &[total; 8]), (Ordered, &[1_000; 8])]);
        pairs(&comparison)[0]
    };
    assert_eq!(found(1_100), (Joined, Ordered, Finding::Different));
    assert_eq!(found(900), (Joined, Ordered, Finding::Different));
    assert_eq!(found(1_000), (Joined, Ordered, Finding::Alike));
}

/// Of eight ratios, the interval goes from the lowest to the highest.
#[test]
fn alike_is_what_differs_by_five_percent_at_most() {
    let found = |low, high| {
        let totals_of_joined = [low, 1_000, 1_000, 1_000, 1_000, 1_000, 1_000, high];
        let comparison = totals(&[(Joined, &totals_of_joined), (Ordered, &[1_000; 8])]);
        pairs(&comparison)[0].2
    };
    assert_eq!(found(960, 1_040), Finding::Alike);
    assert_eq!(found(940, 1_040), Finding::Undecided);
    assert_eq!(found(960, 1_060), Finding::Undecided);
}

/// Rounds after a look do not count before the next look.
#[test]
fn between_two_looks_the_earlier_one_stands() {
    let joined = [vec![200; 8], vec![1; 7]].concat();
    let later = totals(&[(Joined, &joined), (Ordered, &[100; 15])]);
    assert_eq!(pairs(&later), pairs(&clear(8)));
}

#[test]
fn a_pair_without_ranked_rounds_stays_open() {
    let mut comparison = totals(&[(Joined, &[]), (Ordered, &[100; MOST_ROUNDS])]);
    for round in 0..MOST_ROUNDS {
        add_round(&mut comparison, round, Joined, FAILED);
        let done = round + 1;
        assert_eq!(is_decided(&comparison, done), done == MOST_ROUNDS);
    }
    assert_eq!(undecided(&comparison), [(Joined, Ordered)]);
}

#[test]
fn a_round_is_done_when_all_have_ended_it() {
    let mut comparison = totals(&[(Joined, &[100; 3]), (Ordered, &[100; 2])]);
    assert_eq!(rounds_done(&comparison), 2);
    comparison.apply(Event::Announced {
        round: 2,
        strategy: Ordered,
    });
    assert_eq!(rounds_done(&comparison), 2);
    comparison.apply(Event::Ended);
    assert_eq!(rounds_done(&comparison), 3);
}

#[test]
fn it_says_how_far_it_is() {
    for (rounds, expected) in [
        (0, "Round 1 of at most 50, first look after 8."),
        (
            8,
            "Round 8 of at most 50, next look after 16; still undecided: joined and ordered, batched and windowed.",
        ),
        (50, "Round 50 of at most 50, the last."),
    ] {
        assert_eq!(progress(&two_open(rounds)), expected);
    }
    assert_eq!(progress(&clear(8)), "Round 8 of at most 50, the last.");
    let mut ninth = two_open(8);
    ninth.apply(Event::Announced {
        round: 8,
        strategy: Ordered,
    });
    assert!(progress(&ninth).starts_with("Round 9 of at most 50, next look after 16"));
}
