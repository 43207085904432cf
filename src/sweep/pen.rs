//! Lines, paths and texts between places.

use crate::{format::decimal, shape::Shape};

pub(super) fn number(coordinate: f64) -> String {
    decimal(coordinate, 1)
}

pub(super) fn line((x1, y1): (f64, f64), (x2, y2): (f64, f64)) -> Shape {
    Shape::new("line")
        .with("x1", number(x1))
        .with("y1", number(y1))
        .with("x2", number(x2))
        .with("y2", number(y2))
}

pub(super) fn path(class: &'static str, d: &str) -> Shape {
    Shape::new("path").with("class", class).with("d", d)
}

/// A path through places.
pub(super) fn through(places: &[(f64, f64)]) -> String {
    let mut d = String::new();
    for (x, y) in places {
        d += if d.is_empty() { "M" } else { "L" };
        d = d + &number(*x) + " " + &number(*y);
    }
    d
}

/// A text whose start, middle or end lies at a place.
pub(super) fn text((x, y): (f64, f64), anchor: &'static str, words: &str) -> Shape {
    Shape::new("text")
        .with("x", number(x))
        .with("y", number(y))
        .with("text-anchor", anchor)
        .saying(words)
}
