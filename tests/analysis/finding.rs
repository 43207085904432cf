//! What a sweep found, in a sentence.

use inflight::analysis::sweep::Sweep;

use crate::{
    helpers::{settings, sweeps::swept},
    knee::knee,
};

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
