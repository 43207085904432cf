//! Slow motion: a tenth of the speed, and full speed again.

use std::time::Duration;

use inflight::{
    page::state::{Action, Phase},
    settings::Plan,
};

use crate::state::page;

#[test]
fn a_tenth_of_the_speed_is_taken_back_as_it_was_given() {
    let mut page = page("latency=115&timeout=10000");
    let before = page.settings.clone();
    page.apply(Action::ToggleSlowMotion);
    assert!(page.is_slow());
    assert_eq!(page.settings.latency, Duration::from_millis(1_150));
    assert_eq!(page.settings.timeout, Duration::from_secs(60), "the most");
    page.apply(Action::Launch(page.settings.clone(), Plan::Rounds));
    assert!(page.is_slow(), "a run does not change the pace");
    page.run.phase = Phase::Finished;
    page.apply(Action::ToggleSlowMotion);
    assert_eq!((page.is_slow(), page.settings), (false, before));
}

#[test]
fn a_latency_that_is_set_is_meant_as_it_stands() {
    let mut page = page("");
    page.apply(Action::ToggleSlowMotion);
    page.apply(Action::Set("requests", "9".into()));
    assert!(page.is_slow());
    page.apply(Action::Set("latency", "300".into()));
    assert!(!page.is_slow());
    assert_eq!(page.settings.latency, Duration::from_millis(300));
}

#[test]
fn the_pace_changes_only_what_can_be_ten_times_as_long() {
    for (query, can) in [
        ("", true),
        ("latency=1000", true),
        ("latency=1001", false),
        ("latency=0&work=50", false),
        ("endpoint=site", false),
    ] {
        let mut page = page(query);
        let before = page.settings.clone();
        assert_eq!(page.can_toggle_slow_motion(), can, "{query}");
        page.apply(Action::ToggleSlowMotion);
        assert_eq!(page.settings != before, can, "{query}");
    }
}
