//! The lines of a waterfall.

use std::time::Duration;

use inflight::{
    analysis::timeline::Timeline,
    drawing::{Axis, Waterfall},
    run::Event,
    world::{answer::Answer, todo},
};

use crate::helpers::ms;

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
        // With more requests than tenths of a pixel, several requests share a line.
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
    // They cover little else: where no request was in flight, the drawing stays empty.
    let drawn: u32 = lines.iter().map(|(left, right, _)| right - left).sum();
    let one = axis.place(ms(10)) + 20;
    let rows = 10 * 150;
    assert!(drawn <= rows * 2 * one, "{drawn} of {}", rows * 2 * one);
}
