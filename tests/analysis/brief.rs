//! What the verdict says in one sentence.

use inflight::{
    analysis::verdict::{LONGEST, brief},
    settings::Settings,
    strategy::Strategy::{Batched, Joined, Ordered, Sequential, Windowed},
};
use proptest::{prelude::any, prop_assert, proptest, sample::subsequence};

use crate::helpers::{any_settings, by_hand::totals, compare, every_strategy, settings};

#[test]
fn it_names_the_fastest_and_by_how_much() {
    let comparison = totals(&[(Sequential, &[1_000]), (Joined, &[100])]);
    assert_eq!(
        brief(&comparison),
        "Joined took 100\u{a0}ms, 10.0 times as fast as sequential."
    );
}

#[test]
fn of_batches_and_a_window_it_says_why() {
    let alone = totals(&[(Batched, &[180]), (Windowed, &[100])]);
    assert_eq!(
        brief(&alone),
        "Windowed took 100\u{a0}ms, 1.8 times as fast as batched: a batch waits for its slowest request."
    );
    let among_others = totals(&[
        (Sequential, &[1_000]),
        (Joined, &[80]),
        (Ordered, &[80]),
        (Batched, &[180]),
        (Windowed, &[100]),
    ]);
    assert_eq!(
        brief(&among_others),
        "The fastest took 80\u{a0}ms, 12.5 times as fast as sequential; with 10 in flight, windowed beat batched by a factor of 1.8."
    );
}

#[test]
fn of_strategies_that_do_not_differ_it_says_so() {
    let comparison = totals(&[(Joined, &[100]), (Ordered, &[101])]);
    assert_eq!(
        brief(&comparison),
        "Here no difference can be shown between joined and ordered."
    );
}

#[test]
fn of_requests_that_only_some_lost_it_says_who_lost_them() {
    let fragile = "capacity=12&concurrency=8&strategies=joined,windowed";
    assert_eq!(
        brief(&compare(&settings(fragile))),
        "Of 24 requests joined lost 6; with at most 8 in flight, windowed lost none."
    );
    let all = "capacity=12&concurrency=8&strategies=sequential,joined,ordered,batched,windowed,as-completed,streamed";
    assert_eq!(
        brief(&compare(&settings(all))),
        "Of 24 requests the wider ways lost up to 6; with at most 8 in flight, none was lost."
    );
}

proptest! {
    /// A figure has two lines for it in a column of 680 pixels.
    #[test]
    fn it_is_one_sentence_of_130_characters_whatever_a_run_shows(
        run in any_settings(),
        strategies in subsequence(every_strategy(), 1..=8),
        rounds in 1_usize..=7,
        quick in any::<bool>(),
    ) {
        let rounds = if quick { 1 } else { rounds };
        let said = brief(&compare(&Settings { strategies, rounds, ..run }));
        prop_assert!((1..=LONGEST).contains(&said.chars().count()), "{said}");
        prop_assert!(said.ends_with('.') && !said.contains(". "), "{said}");
    }
}
