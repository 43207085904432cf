//! Which width: the sweep over widths, in virtual time.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used)] // a test that cannot go on has failed

#[path = "sweep/drawing.rs"]
mod drawing;
#[path = "sweep/knee.rs"]
mod knee;
#[path = "sweep/places.rs"]
mod places;
#[path = "sweep/remaining.rs"]
mod remaining;
mod virtual_time_support;

use std::num::NonZeroUsize;

use inflight::{
    analysis::sweep::Sweep,
    settings::plan::{at_width, widths},
    strategy::Strategy::{Batched, Windowed},
};
use virtual_time_support::{compare, settings};

/// A whole sweep in virtual time.
fn swept(query: &str) -> Sweep {
    let mut sweep = Sweep::new(settings(query));
    for width in sweep.widths() {
        let run = compare(&at_width(&sweep.settings, width));
        sweep.put(width, &run);
    }
    sweep
}

fn width(width: usize) -> NonZeroUsize {
    NonZeroUsize::new(width).expect("a width is at least 1")
}

#[test]
fn widths_double_up_to_all_requests_or_256() {
    let widths = |requests| {
        widths(requests)
            .into_iter()
            .map(NonZeroUsize::get)
            .collect::<Vec<_>>()
    };
    assert_eq!(widths(1), [1]);
    assert_eq!(widths(2), [1, 2]);
    assert_eq!(widths(3), [1, 2, 3]);
    assert_eq!(widths(24), [1, 2, 4, 8, 16, 24]);
    assert_eq!(widths(199), [1, 2, 4, 8, 16, 32, 64, 128, 199]);
    assert_eq!(widths(256), [1, 2, 4, 8, 16, 32, 64, 128, 256]);
    assert_eq!(widths(10_000), widths(256));
}

#[test]
fn a_point_runs_both_strategies_at_its_width_and_keeps_the_rest() {
    let whole = settings("requests=199&cap=6&seed=7&strategies=joined&rounds=2");
    let point = at_width(&whole, width(32));
    assert_eq!(
        point,
        settings("requests=199&cap=6&seed=7&strategies=batched,windowed&rounds=2&concurrency=32")
    );
}

#[test]
fn a_window_is_never_slower_than_batches_and_neither_beats_the_bound() {
    for query in [
        "",
        "requests=199",
        "requests=100&spread=1.5&rounds=2",
        "cap=6",
        "spread=0&steps=2",
    ] {
        let sweep = swept(query);
        for (width, run) in &sweep.points {
            let [windowed, batched] = [Windowed, Batched].map(|one| run.time(one).expect("ranked"));
            let bound = sweep.bound(*width).expect("no work, no overload");
            assert!(
                bound <= windowed && windowed <= batched,
                "{query} at {width}"
            );
        }
    }
}

#[test]
fn the_bound_is_known_beforehand_and_is_the_ideal_of_the_rounds() {
    let before = Sweep::new(settings("requests=50&seed=3"));
    for (width, run) in swept("requests=50&seed=3").points {
        assert_eq!(before.bound(width), run.rounds(Windowed)[0].ideal);
    }
}

#[test]
fn there_is_no_bound_where_the_server_is_overloaded_or_the_thread_computes() {
    let fragile = Sweep::new(settings("capacity=12"));
    assert!(fragile.bound(width(8)).is_some());
    assert_eq!(fragile.bound(width(16)), None);
    assert_eq!(Sweep::new(settings("work=1")).bound(width(1)), None);
}

#[test]
fn a_window_needs_no_more_than_batches() {
    for query in ["", "requests=199", "requests=199&rounds=11"] {
        let sweep = swept(query);
        assert!(sweep.knee(Windowed) <= sweep.knee(Batched), "{query}");
    }
}
