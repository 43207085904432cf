//! Lines, paths and texts between places.

use crate::{drawing::element::Element, format::decimal};

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
pub(super) fn text((x, y): (f64, f64), anchor: &'static str, words: &str) -> Element {
    Element::new("text")
        .attr("x", number(x))
        .attr("y", number(y))
        .attr("text-anchor", anchor)
        .text(words)
}
