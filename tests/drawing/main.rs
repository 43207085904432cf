//! The tests of `src/drawing.rs` and `src/drawing/`: from spans to shapes.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used)] // a test that cannot go on has failed

mod colour;
mod in_flight;
mod instant;
mod rounds_svg;
mod sweep_chart;
mod waterfall;

#[path = "../helpers/mod.rs"]
mod helpers;

use inflight::drawing::Axis;

use helpers::ms;

#[test]
fn ticks_are_one_two_or_five_times_a_power_of_ten_and_few() {
    for end in [1, 7, 24, 321, 2_898, 23_000, 120_000, 600_000] {
        let axis = Axis::until(ms(end));
        assert!(
            (2..=6).contains(&axis.ticks.len()),
            "{end}: {:?}",
            axis.ticks
        );
        let step = axis.ticks[1].as_millis().to_string();
        assert!(
            "125".contains(&step[..1]) && step[1..].chars().all(|zero| zero == '0'),
            "{step}"
        );
    }
}

#[test]
fn a_growing_axis_stays_as_it_is_between_two_marks() {
    assert_eq!(Axis::growing(ms(1_010)).end, Axis::growing(ms(1_190)).end);
    assert!(Axis::growing(ms(1_010)).end >= ms(1_190));
}
