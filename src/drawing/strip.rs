//! A waterfall as elements: those of the page and those of files are the same.

use std::time::Duration;

use super::{Axis, WIDTH, Waterfall, element::Element, percent};
use crate::analysis::{comparison::Round, timeline::Timeline};

/// The waterfall of a round on a shared axis, with a line at its ideal and one
/// at its last delivery once it is over. `now` is the present moment of a round
/// in progress; `height` is in pixels.
#[must_use]
pub fn strip(
    round: Option<&Round>,
    now: Option<Duration>,
    axis: &Axis,
    height: u32,
) -> [Element; 5] {
    let over = round.filter(|_| now.is_none());
    let ideal = over.and_then(|round| round.ideal);
    let end = over.and_then(|round| round.timeline.total());
    let timeline = round.map(|round| &round.timeline);
    let [bars, crosses] = bars(timeline, now, axis, height);
    [
        grid(axis, height),
        mark("ideal", axis, ideal, height),
        bars,
        crosses,
        mark("end", axis, end, height),
    ]
}

/// The lines at the ticks of an axis.
#[must_use]
pub fn grid(axis: &Axis, height: u32) -> Element {
    let line = |tick: &Duration| line(axis, *tick, height);
    let lines = axis.ticks.iter().map(line);
    Element::new("g").attr("class", "grid").children(lines)
}

/// A line from top to bottom at an instant, if there is one.
fn mark(class: &str, axis: &Axis, at: Option<Duration>, height: u32) -> Element {
    let line = at.map(|at| line(axis, at, height));
    Element::new("g").attr("class", class).children(line)
}

fn line(axis: &Axis, at: Duration, height: u32) -> Element {
    let x = axis.percent(at);
    Element::new("line")
        .attr("x1", x.clone())
        .attr("x2", x)
        .attr("y1", "0")
        .attr("y2", height.to_string())
}

/// The requests, stretched to the width, and a cross at each failure, which is
/// not stretched. The elements are always the same, so that a page that draws
/// them again changes their attributes only.
#[must_use]
pub fn bars(
    timeline: Option<&Timeline>,
    now: Option<Duration>,
    axis: &Axis,
    height: u32,
) -> [Element; 2] {
    let waterfall = timeline.map(|timeline| Waterfall::new(timeline, now, axis, height));
    let waterfall = waterfall.unwrap_or_default();
    let thickness = format!("{}.{}", waterfall.thickness / 10, waterfall.thickness % 10);
    let path = |class, path| Element::new("path").attr("class", class).attr("d", path);
    let stretched = Element::new("svg")
        .attr("viewBox", format!("0 0 {WIDTH} {height}"))
        .attr("preserveAspectRatio", "none")
        .attr("width", "100%")
        .attr("height", height.to_string())
        .children([
            path("waiting", waterfall.waiting),
            path("bar", waterfall.solid).attr("stroke-width", thickness.clone()),
            path("bar unfinished", waterfall.running).attr("stroke-width", thickness),
        ]);
    [stretched, crosses(&waterfall.failed)]
}

/// One text with a cross at each place.
fn crosses(places: &[(u32, u32)]) -> Element {
    let xs: Vec<_> = places.iter().map(|(x, _)| percent(*x)).collect();
    let ys: Vec<_> = places.iter().map(|(_, y)| (y + 3).to_string()).collect();
    Element::new("text")
        .attr("class", "crosses")
        .attr("x", xs.join(" "))
        .attr("y", ys.join(" "))
        .text("×".repeat(places.len()))
}
