//! The caveat: what a small number of rounds cannot show.

use inflight::{
    analysis::{
        comparison::Comparison,
        verdict::{caveat, verdict},
    },
    settings::Endpoint,
    strategy::Strategy::{Joined, Sequential},
};

use crate::helpers::{
    by_hand::{FAILED, add_round, totals},
    ms,
};

fn said(comparison: &Comparison) -> String {
    caveat(comparison).unwrap_or_default()
}

#[test]
fn the_caveat_says_how_many_rounds_are_missing_for_an_interval() {
    let rounds = |count| totals(&[(Sequential, &vec![100; count]), (Joined, &vec![50; count])]);
    for (count, missing) in [(1, "5 more"), (5, "1 more")] {
        let said = said(&rounds(count));
        assert!(said.contains(missing), "{said}");
    }
    assert_eq!((caveat(&rounds(0)), caveat(&rounds(6))), (None, None));
}

/// Only one of the six rounds of joined is ranked, so its speed-up has no
/// interval.
#[test]
fn the_caveat_stands_as_long_as_one_that_is_ranked_has_no_interval() {
    let mut comparison = totals(&[(Sequential, &[100; 6]), (Joined, &[50])]);
    for round in 1..6 {
        add_round(&mut comparison, round, Joined, FAILED);
    }
    let said = said(&comparison);
    assert!(said.contains("5 more"), "{said}");
}

#[test]
fn a_run_that_is_looked_at_needs_eight_rounds_for_its_intervals() {
    let mut comparison = totals(&[(Sequential, &[100; 7]), (Joined, &[50; 7])]);
    assert_eq!(caveat(&comparison), None);
    comparison.looks = 4;
    let said = said(&comparison);
    assert!(
        said.contains("98.75\u{a0}% interval needs 8 ranked rounds, 1 more"),
        "{said}"
    );
}

/// Of ten ratios, the 95 % interval leaves out the lowest and the highest; the
/// interval of a look leaves out none. The speed-up in the table and in the
/// report does not change.
#[test]
fn a_run_that_is_looked_at_has_wider_intervals_and_says_so() {
    let sequential = [100, 310, 320, 330, 340, 350, 360, 370, 380, 900];
    let mut comparison = totals(&[(Sequential, &sequential), (Joined, &[90; 10])]);
    let speedup = comparison.speedup(Joined);
    let before = verdict(&comparison);
    assert!(before.contains("between 3.4 and 4.2"), "{before}");
    assert!(!before.contains("look"), "{before}");
    comparison.looks = 4;
    let after = verdict(&comparison);
    assert!(after.contains("between 1.1 and 10.0"), "{after}");
    assert!(
        after.contains("Intervals are at 98.75\u{a0}% for each of 4 looks."),
        "{after}"
    );
    assert_eq!(comparison.speedup(Joined), speedup);
}

/// Every endpoint there is.
fn endpoints() -> [Endpoint; 4] {
    [
        Endpoint::Simulated,
        Endpoint::Site,
        Endpoint::JsonPlaceholder,
        Endpoint::Url("https://example.org/{id}".into()),
    ]
}

const CONNECTIONS: &str = "One round: the strategy that ran first also opened the connections.";
const LITTLE: &str = "One round proves little.";

#[test]
fn in_a_single_round_whoever_ran_first_opened_the_connections_if_there_are_any() {
    let mut comparison = totals(&[(Sequential, &[100]), (Joined, &[50])]);
    for endpoint in endpoints() {
        let expected = match endpoint {
            Endpoint::Simulated => LITTLE,
            _ => CONNECTIONS,
        };
        comparison.settings.endpoint = endpoint;
        let said = said(&comparison);
        assert!(said.starts_with(expected), "{said}");
    }
}

/// The first round failed, so the connections were open in the ranked one.
#[test]
fn a_single_round_that_is_ranked_may_have_found_them_open() {
    let mut comparison = totals(&[(Sequential, &[]), (Joined, &[50, 50])]);
    comparison.settings.endpoint = Endpoint::Site;
    add_round(&mut comparison, 0, Sequential, FAILED);
    add_round(&mut comparison, 1, Sequential, &[(ms(100), 200)]);
    let said = said(&comparison);
    assert!(said.starts_with(LITTLE), "{said}");
}
