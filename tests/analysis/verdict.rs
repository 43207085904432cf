//! What the verdict says of a comparison, and what it does not say.

use inflight::{
    analysis::{comparison::Comparison, verdict::verdict},
    run::Event,
    strategy::Strategy::{Batched, Joined, Ordered, Sequential, Windowed},
};

use crate::helpers::{
    by_hand::{FAILED, Request, add_round, begin_round, totals},
    compare, ms, settings,
};

#[track_caller]
fn says(comparison: &Comparison, parts: &[&str]) {
    let said = verdict(comparison);
    for part in parts {
        assert!(said.to_lowercase().contains(part), "{part}: {said}");
    }
}

#[track_caller]
fn does_not_say(comparison: &Comparison, parts: &[&str]) {
    let said = verdict(comparison);
    for part in parts {
        assert!(!said.to_lowercase().contains(part), "{part}: {said}");
    }
}

#[test]
fn it_names_the_fastest_and_by_how_much() {
    let comparison = totals(&[(Sequential, &[1_000]), (Joined, &[500]), (Windowed, &[100])]);
    says(
        &comparison,
        &[
            "windowed was the fastest",
            "10.0 times as fast as sequential",
        ],
    );
    does_not_say(&comparison, &["no difference", "between", "not ranked"]);
}

#[test]
fn with_six_rounds_it_says_between_what_the_difference_lies() {
    let comparison = totals(&[
        (Sequential, &[300, 310, 320, 328, 340, 350]),
        (Joined, &[100; 6]),
    ]);
    says(
        &comparison,
        &["joined was the fastest", "3.2 times", "between 3.0 and 3.5"],
    );
}

#[test]
fn one_round_tells_no_difference_between_joined_and_ordered() {
    let comparison = totals(&[(Joined, &[443]), (Ordered, &[451])]);
    says(
        &comparison,
        &["no difference", "joined and ordered", "1 round"],
    );
    does_not_say(&comparison, &["fastest"]);
}

#[test]
fn two_leaders_that_cannot_be_told_apart_share_the_crown() {
    let comparison = totals(&[(Sequential, &[2_811]), (Joined, &[451]), (Ordered, &[443])]);
    says(
        &comparison,
        &[
            "no difference",
            "between joined and ordered",
            "times as fast as sequential",
        ],
    );
    does_not_say(&comparison, &["was the fastest"]);
}

#[test]
fn an_interval_that_holds_one_is_no_difference_however_far_off_the_median_is() {
    let comparison = totals(&[
        (Joined, &[150, 90, 160, 90, 170, 180]),
        (Ordered, &[100; 6]),
    ]);
    says(&comparison, &["no difference"]);
}

#[test]
fn with_rounds_enough_a_small_difference_can_be_told() {
    let comparison = totals(&[
        (Joined, &[105, 106, 107, 108, 109, 110]),
        (Ordered, &[100; 6]),
    ]);
    says(&comparison, &["ordered was the fastest"]);
}

#[test]
fn it_says_so_if_a_difference_that_matters_is_excluded() {
    let comparison = totals(&[
        (Joined, &[99, 100, 101, 99, 101, 102]),
        (Ordered, &[100; 6]),
    ]);
    says(
        &comparison,
        &[
            "here there is no difference of more than 5\u{a0}% between joined and ordered",
            "ratio 0.99 to 1.02 in 6 rounds",
        ],
    );
}

#[test]
fn it_says_what_a_batch_loses_to_a_window_of_the_same_width() {
    let comparison = totals(&[(Batched, &[200]), (Windowed, &[100])]);
    says(
        &comparison,
        &["at most 10 in flight", "2.0 times as fast as batched"],
    );
}

const GOOD: &[Request] = &[(ms(100), 200)];

#[test]
fn it_never_crowns_a_round_with_failures() {
    let mut comparison = totals(&[(Sequential, &[1_000]), (Joined, &[])]);
    add_round(&mut comparison, 0, Joined, FAILED);
    says(
        &comparison,
        &[
            "sequential took",
            "nothing to compare",
            "not ranked: joined (1 × 503)",
        ],
    );
    does_not_say(&comparison, &["fastest"]);
}

#[test]
fn it_says_so_if_nothing_can_be_ranked() {
    let mut comparison = totals(&[(Joined, &[])]);
    add_round(&mut comparison, 0, Joined, FAILED);
    says(
        &comparison,
        &["nothing can be ranked", "not ranked: joined (1 × 503)"],
    );
}

#[test]
fn it_says_who_is_not_ranked_because_the_page_was_hidden() {
    let mut comparison = totals(&[(Sequential, &[1_000]), (Joined, &[])]);
    begin_round(&mut comparison, 0, Joined, GOOD);
    comparison.current_round().expect("it runs").hidden = true;
    comparison.apply(Event::Ended);
    says(&comparison, &["not ranked: joined (the page was hidden)"]);
}

#[test]
fn it_says_who_is_not_ranked_because_it_was_cancelled() {
    let mut comparison = totals(&[(Sequential, &[1_000]), (Joined, &[])]);
    comparison.apply(Event::Announced {
        round: 0,
        strategy: Joined,
    });
    comparison.cancel();
    says(&comparison, &["not ranked: joined (1 cancelled)"]);
}

#[test]
fn it_says_how_many_rounds_are_not_ranked() {
    let mut comparison = totals(&[(Sequential, &[1_000; 3]), (Joined, &[50, 50])]);
    add_round(&mut comparison, 2, Joined, FAILED);
    says(
        &comparison,
        &[
            "joined was the fastest",
            "joined (1 of 3 rounds, the latest: 1 × 503)",
        ],
    );
}

/// Joined was faster in the only round in which both are ranked. The median of
/// ordered is lower because its second round had a faster network.
#[test]
fn who_is_slower_in_every_common_round_is_not_the_fastest() {
    let mut comparison = totals(&[(Joined, &[1_000, 100]), (Ordered, &[])]);
    add_round(&mut comparison, 0, Ordered, FAILED);
    add_round(&mut comparison, 1, Ordered, &[(ms(200), 200)]);
    does_not_say(&comparison, &["ordered was the fastest"]);
}

#[test]
fn without_a_common_round_there_is_no_fastest() {
    let mut comparison = totals(&[(Joined, &[100]), (Ordered, &[])]);
    add_round(&mut comparison, 0, Ordered, FAILED);
    add_round(&mut comparison, 1, Joined, FAILED);
    add_round(&mut comparison, 1, Ordered, &[(ms(200), 200)]);
    does_not_say(&comparison, &["was the fastest"]);
}

#[test]
fn totals_of_nothing_have_no_fastest() {
    let comparison = totals(&[(Sequential, &[0]), (Joined, &[0])]);
    does_not_say(&comparison, &["was the fastest"]);
}

/// The preset *Fragile server*: 12 requests at once are served, more are refused.
#[test]
fn on_a_fragile_server_it_says_who_lost_requests_and_who_did_not() {
    let comparison = compare(&settings("capacity=12"));
    let said = verdict(&comparison);
    for part in [
        "Of 24 requests joined and ordered lost ",
        "; with at most 10 in flight, sequential, batched and windowed lost none.",
        " × 503)",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(!said.contains("http"), "{said}");
}

#[test]
fn where_everybody_loses_requests_or_nobody_does_no_width_is_praised() {
    for query in [
        "",
        "failures=30",
        "capacity=1&strategies=joined,ordered",
        "capacity=12&strategies=joined",
    ] {
        does_not_say(&compare(&settings(query)), &["lost none"]);
    }
}
