//! From spans to shapes.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used)] // a test that cannot go on has failed

use std::time::Duration;

use inflight::{
    analysis::timeline::Timeline,
    drawing::{Axis, WIDTH, Waterfall, in_flight},
    run::Event,
    world::{answer::Answer, todo},
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
        // Of more requests than there are tenths of a pixel, several share a line.
        assert_eq!(ys.len(), requests.min(10 * 64 - 14 + 1));
        assert!(
            ys.iter().all(|y| (0.0..=64.0).contains(y)),
            "{requests}: {ys:?}"
        );
    }
}

/// Ten thousand requests, 64 at a time, 10 ms each; and from when to when each was in flight.
fn thousands() -> (Timeline, Vec<(Duration, Duration)>) {
    let mut timeline = Timeline::new(10_000);
    let spans: Vec<_> = (0..10_000_u64)
        .map(|index| (ms(index / 64 * 10), ms(index / 64 * 10 + 10)))
        .collect();
    for batch in (0..10_000).collect::<Vec<_>>().chunks(64) {
        for index in batch.iter().copied() {
            let at = spans[index].0;
            timeline.apply(Event::Started { index, at });
        }
        for index in batch.iter().copied() {
            let (answer, queued) = (Answer::judge(Ok(todo::response(1, 200)), None), None);
            let at = spans[index].1;
            timeline.apply(Event::Finished {
                index,
                at,
                answer,
                queued,
            });
        }
    }
    (timeline, spans)
}

/// The lines of a path, each from its left to its right end in a row in tenths of a pixel.
fn lines(path: &str) -> Vec<(u32, u32, f64)> {
    let lines = path.split('M').skip(1).map(|line| {
        let (from, rest) = line.split_once(' ').expect("a place");
        let (y, to) = rest.split_once('H').expect("an end");
        (
            from.parse().expect("a number"),
            to.parse().expect("a number"),
            y.parse().expect("a number"),
        )
    });
    lines.collect()
}

#[test]
fn of_ten_thousand_requests_the_lines_are_few_and_cover_what_each_of_them_would() {
    let (timeline, spans) = thousands();
    let axis = Axis::until(spans[9_999].1);
    let drawing = Waterfall::new(&timeline, None, &axis, 150);
    let lines = lines(&drawing.solid);
    println!("{} lines, {} bytes", lines.len(), drawing.solid.len());
    assert!(lines.len() < 2_000, "{} lines", lines.len());
    for (index, (from, to)) in (0_u32..).zip(&spans) {
        let row = f64::from(index) / 9_999.0 * (150.0 - 1.4) + 0.7;
        let covered = lines.iter().any(|(left, right, y)| {
            (y - row).abs() <= 0.1 && *left <= axis.place(*from) && axis.place(*to) <= *right
        });
        assert!(covered, "request {index}");
    }
    // Nor do they cover much else: what nobody was in flight for stays empty.
    let drawn: u32 = lines.iter().map(|(left, right, _)| right - left).sum();
    let one = axis.place(ms(10)) + 20;
    let rows = 10 * 150;
    assert!(drawn <= rows * 2 * one, "{drawn} of {}", rows * 2 * one);
}

#[test]
fn however_many_steps_there_are_the_outline_is_short_and_as_high_as_the_highest() {
    // One more and one less in flight, ten thousand times over.
    let mut timeline = Timeline::new(10_000);
    for index in 0..10_000 {
        let at = ms(index as u64);
        timeline.apply(Event::Started { index, at });
        let (answer, queued) = (Answer::judge(Ok(todo::response(1, 200)), None), None);
        let at = at + Duration::from_micros(500);
        timeline.apply(Event::Finished {
            index,
            at,
            answer,
            queued,
        });
    }
    let axis = Axis::until(ms(10_000));
    let outline = in_flight(&timeline, axis.end, &axis, 64, 1);
    let corners = outline.matches('V').count();
    println!("{corners} corners, {} bytes", outline.len());
    assert!(outline.contains("V0"), "one of one reaches the top");
    assert!(corners <= 2 * 2_000 + 2, "{corners} corners");
    let right = format!("H{WIDTH}V64Z");
    assert!(outline.ends_with(&right), "{outline}");
}
