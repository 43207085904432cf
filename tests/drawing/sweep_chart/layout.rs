//! Where the parts of the chart lie.

use inflight::{
    analysis::sweep::Sweep,
    drawing::{
        element::Element,
        sweep_chart::{SIZE, chart},
    },
};

use crate::helpers::{settings, sweeps::swept};

/// Sweeps of all kinds: complete, incomplete, and not begun.
pub(crate) fn sweeps() -> Vec<(String, Sweep)> {
    let queries = [
        "",
        "rounds=6",
        "requests=1",
        "requests=2",
        "requests=3",
        "requests=129",
        "requests=300",
        "requests=199&capacity=12",
        "capacity=12&rounds=2",
        "capacity=1",
        "cap=1",
        "spread=0",
        "latency=0",
        "latency=10000&requests=10",
        "failures=30",
        "failures=100",
        "work=5",
        "steps=5&retries=2&failures=5",
    ];
    let mut sweeps = Vec::new();
    for query in queries {
        let over = swept(query);
        for points in 0..=over.points.len() {
            let mut halfway = over.clone();
            halfway.points.truncate(points);
            sweeps.push((format!("{query} after {points}"), halfway));
        }
    }
    let elsewhere =
        "endpoint=https://example.org/a-rather-long-address/with-many-parts/that-go-on/{id}.json";
    sweeps.push((elsewhere.into(), Sweep::new(settings(elsewhere))));
    sweeps
}

/// A shape and all that is drawn in it.
pub(crate) fn all(shape: &Element) -> Vec<&Element> {
    let children = shape.children.iter().flat_map(all);
    std::iter::once(shape).chain(children).collect()
}

pub(crate) fn attribute<'a>(shape: &'a Element, name: &str) -> Option<&'a str> {
    let mut attributes = shape.attributes.iter();
    Some(&attributes.find(|(key, _)| *key == name)?.1)
}

fn number(shape: &Element, name: &str) -> f64 {
    let number = attribute(shape, name).unwrap_or_default();
    number.parse().expect("a number")
}

/// Left, top, right, bottom of a text, at seven units for each character.
fn extent(text: &Element) -> [f64; 4] {
    let (x, y) = (number(text, "x"), number(text, "y"));
    let width = 7.0 * f64::from(u32::try_from(text.text.chars().count()).expect("short"));
    let left = match attribute(text, "text-anchor") {
        Some("end") => x - width,
        Some("middle") => x - width / 2.0,
        _ => x,
    };
    [left, y - 10.0, left + width, y + 3.0]
}

pub(crate) fn texts(shape: &Element) -> Vec<&Element> {
    let mut texts = all(shape);
    texts.retain(|shape| shape.name == "text");
    texts
}

fn inside([left, top, right, bottom]: [f64; 4]) -> bool {
    let (width, height) = (f64::from(SIZE.0), f64::from(SIZE.1));
    left >= 0.0 && top >= 0.0 && right <= width && bottom <= height
}

#[test]
fn no_label_overlaps_another_or_leaves_the_drawing() {
    for (what, sweep) in sweeps() {
        let chart = chart(&sweep);
        let texts = texts(&chart);
        for (place, text) in texts.iter().enumerate() {
            let one = extent(text);
            assert!(inside(one), "{what}: {}", text.text);
            for other in &texts[place + 1..] {
                let [left, top, right, bottom] = extent(other);
                let apart = one[2] <= left || right <= one[0] || one[3] <= top || bottom <= one[1];
                assert!(apart, "{what}: {} and {}", text.text, other.text);
            }
        }
    }
}

#[test]
fn all_that_is_drawn_lies_within_the_axes() {
    for (what, sweep) in sweeps() {
        for shape in all(&chart(&sweep)) {
            let places = match shape.name {
                "line" => vec![("x1", "y1"), ("x2", "y2")],
                "circle" => vec![("cx", "cy")],
                _ => vec![],
            };
            let places = places
                .into_iter()
                .map(|(x, y)| (number(shape, x), number(shape, y)));
            for (x, y) in places.chain(vertices(shape)) {
                assert!(inside([x, y, x, y]), "{what}: {shape:?}");
            }
        }
    }
}

/// The points of a path; a cross counts as its first point.
pub(crate) fn vertices(shape: &Element) -> Vec<(f64, f64)> {
    let path = attribute(shape, "d").unwrap_or_default();
    let places = path.split(['M', 'L']).filter(|place| !place.is_empty());
    let place = |place: &str| {
        let absolute = place.split('l').next().unwrap_or_default();
        let (x, y) = absolute.split_once(' ').expect("a place");
        (x.parse().expect("a number"), y.parse().expect("a number"))
    };
    places.map(place).collect()
}
