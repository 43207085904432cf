//! The sweep over widths: batches and windows beside their bound.

use inflight::{
    analysis::sweep::Sweep,
    strategy::Strategy::{Batched, Windowed},
};

use crate::helpers::{
    settings,
    sweeps::{swept, width},
};

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
