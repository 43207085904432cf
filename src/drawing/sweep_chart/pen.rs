//! Lines, paths and texts at points.

use crate::{drawing::element::Element, format::decimal};

/// A coordinate, to a tenth of a unit.
pub(super) fn number(coordinate: f64) -> String {
    decimal(coordinate, 1)
}

pub(super) fn line((x1, y1): (f64, f64), (x2, y2): (f64, f64)) -> Element {
    Element::new("line")
        .attr("x1", number(x1))
        .attr("y1", number(y1))
        .attr("x2", number(x2))
        .attr("y2", number(y2))
}

pub(super) fn path(class: &'static str, d: &str) -> Element {
    Element::new("path").attr("class", class).attr("d", d)
}

/// The data of a path through points.
pub(super) fn through(points: &[(f64, f64)]) -> String {
    let mut d = String::new();
    for (x, y) in points {
        d += if d.is_empty() { "M" } else { "L" };
        d = d + &number(*x) + " " + &number(*y);
    }
    d
}

/// A text whose start, middle or end (the anchor) lies at a point.
pub(super) fn text((x, y): (f64, f64), anchor: &'static str, words: &str) -> Element {
    Element::new("text")
        .attr("x", number(x))
        .attr("y", number(y))
        .attr("text-anchor", anchor)
        .text(words)
}
