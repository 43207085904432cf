//! From spans to shapes.

#![cfg(not(target_arch = "wasm32"))]

use std::time::Duration;

use inflight::{
    drawing::{Axis, Waterfall},
    run::Event,
    timeline::Timeline,
};

const fn ms(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

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

#[test]
fn every_row_lies_inside_the_drawing() {
    for requests in [1, 2, 24, 199, 10_000] {
        let mut timeline = Timeline::new(requests);
        (0..requests).for_each(|index| {
            timeline.apply(Event::Started {
                index,
                at: Duration::ZERO,
            });
        });
        let drawing = Waterfall::new(&timeline, Some(ms(5)), &Axis::until(ms(10)), 64);
        let rows = drawing.running.split('M').skip(1);
        let ys: Vec<f64> = rows
            .map(|row| {
                row.split([' ', 'H'])
                    .nth(1)
                    .unwrap_or("")
                    .parse()
                    .unwrap_or(-1.0)
            })
            .collect();
        assert_eq!(ys.len(), requests);
        assert!(
            ys.iter().all(|y| (0.0..=64.0).contains(y)),
            "{requests}: {ys:?}"
        );
    }
}
