//! What the figures of a page share.

use std::time::Duration;

use inflight::page::{shared::Shared, state::Click};

#[test]
fn one_figure_may_run_at_a_time_until_its_turn_is_dropped() {
    let (one, other) = (Shared::default(), Shared::default());
    let same = one.clone();
    let turn = one.take_turn();
    assert!(turn.is_some());
    assert!(same.take_turn().is_none(), "a clone is the same thing");
    assert!(
        other.take_turn().is_some(),
        "another page has a turn of its own"
    );
    drop(turn);
    assert!(same.take_turn().is_some());
}

#[test]
fn a_turn_that_is_refused_takes_nothing_away() {
    let shared = Shared::default();
    let turn = shared.take_turn();
    drop(shared.take_turn());
    assert!(shared.take_turn().is_none(), "the first turn goes on");
    drop(turn);
}

#[test]
fn a_server_is_allowed_for_every_figure_and_for_no_other_server() {
    let shared = Shared::default();
    let (one, other) = (
        "https://example.org".to_owned(),
        "https://example.com".to_owned(),
    );
    shared.clone().allow(one.clone());
    assert!(shared.is_allowed(&one) && !shared.is_allowed(&other));
}

#[test]
fn a_burst_of_clicks_goes_on_from_one_figure_to_the_next() {
    let shared = Shared::default();
    let click = |at| Click {
        at: Duration::from_millis(at),
        place: Some((5, 5)),
    };
    let continues = [0, 100, 200, 900].map(|at| shared.clone().continues_burst(click(at)));
    assert_eq!(continues, [false, true, true, false]);
}

#[test]
fn no_two_figures_have_the_same_number() {
    let shared = Shared::default();
    assert_ne!(shared.next_number(), shared.clone().next_number());
}
