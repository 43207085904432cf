//! The tutorial post's experiment on the simulated network, in virtual time:
//! `cargo test --test post -- --nocapture` prints what each strategy takes.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used)] // a test that cannot go on has failed

use std::time::Duration;

use inflight::{
    analysis::prediction::predict,
    format::{time, times},
    settings::Settings,
    strategy::Strategy::{
        self, AsCompleted, Batched, Blocking, Joined, Ordered, Sequential, Streamed, Windowed,
    },
};

/// 199 requests of 115 ms, 10 at a time.
fn the_post() -> Settings {
    Settings {
        requests: 199,
        ..Settings::default()
    }
}

/// The post on HTTP/1.1: a browser opens six connections to a host.
fn six_connections() -> Settings {
    Settings {
        cap: 6,
        ..the_post()
    }
}

fn total(settings: &Settings, strategy: Strategy) -> Duration {
    let total = predict(settings, strategy, 0).total();
    total.expect("all were delivered")
}

/// How many times as fast as sequential.
fn speedup(settings: &Settings, strategy: Strategy) -> f64 {
    total(settings, Sequential).div_duration_f64(total(settings, strategy))
}

#[test]
fn the_table_of_totals() {
    println!(
        "{:13}{:>11}{:>9}{:>20}{:>9}",
        "", "the post", "", "six connections", ""
    );
    for strategy in Strategy::ours() {
        let cells = [the_post(), six_connections()].map(|settings| {
            [
                time(total(&settings, strategy)),
                times(speedup(&settings, strategy)),
            ]
        });
        let [[post, post_times], [six, six_times]] = cells;
        println!(
            "{:13}{post:>11}{post_times:>9}{six:>20}{six_times:>9}",
            strategy.name()
        );
    }
}

#[test]
fn batches_of_ten_are_three_to_six_times_as_fast_as_sequential() {
    let speedup = speedup(&the_post(), Batched);
    assert!((3.0..=6.0).contains(&speedup), "{speedup}");
}

#[test]
fn a_window_of_ten_is_seven_to_ten_times_as_fast_as_sequential() {
    let speedup = speedup(&the_post(), Windowed);
    assert!((7.0..=10.2).contains(&speedup), "{speedup}");
}

#[test]
fn a_stream_of_ten_is_between_the_two() {
    let [windowed, streamed, batched] =
        [Windowed, Streamed, Batched].map(|one| total(&the_post(), one));
    assert!(windowed <= streamed && streamed <= batched);
}

#[test]
fn joined_is_more_than_twelve_times_as_fast_and_its_kin_take_the_same() {
    let joined = speedup(&the_post(), Joined);
    assert!(joined > 12.0, "{joined}");
    for same in [Ordered, AsCompleted] {
        assert_eq!(total(&the_post(), same), total(&the_post(), Joined));
    }
}

#[test]
fn blocking_takes_what_sequential_takes() {
    assert_eq!(total(&the_post(), Blocking), total(&the_post(), Sequential));
}

/// 199 equal requests over six connections: 199 / ⌈199 / 6⌉.
#[test]
fn over_six_connections_joined_is_at_most_5_85_times_as_fast() {
    let equal = Settings {
        spread: 0.0,
        ..six_connections()
    };
    assert!((speedup(&equal, Joined) - 199.0 / 34.0).abs() < 1e-6);
    let speedup = speedup(&six_connections(), Joined);
    assert!(speedup <= 5.85 + 0.005, "{speedup}");
}

#[test]
fn six_connections_cost_those_nothing_who_have_fewer_in_flight() {
    assert_eq!(
        total(&six_connections(), Sequential),
        total(&the_post(), Sequential)
    );
    let narrow = |settings: Settings| Settings {
        concurrency: 6.try_into().expect("not 0"),
        ..settings
    };
    for strategy in [Batched, Windowed, Streamed] {
        assert_eq!(
            total(&narrow(six_connections()), strategy),
            total(&narrow(the_post()), strategy)
        );
    }
}
