//! The waterfall of a round as elements, for the page and for files.

use std::time::Duration;

use super::{Axis, WIDTH, Waterfall, element::Element, percent};
use crate::analysis::{comparison::Round, timeline::Timeline};

/// The waterfall of a round on an axis: grid, ideal, bars, crosses, end. A round
/// that is over has a line at its ideal and one at its last delivery. `now` is
/// the time since the start of a round in progress; `height` is in pixels.
#[must_use]
pub fn strip(
    round: Option<&Round>,
    now: Option<Duration>,
    axis: &Axis,
    height: u32,
) -> [Element; 5] {
    let over = if now.is_none() { round } else { None };
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

/// A line at each tick of an axis, and at its bound; `height` is in pixels.
#[must_use]
pub fn grid(axis: &Axis, height: u32) -> Element {
    let tick = |tick: &Duration| line(axis, *tick, height);
    let bound = |bound| line(axis, bound, height).attr("class", "bound");
    Element::new("g")
        .attr("class", "grid")
        .children(axis.ticks.iter().map(tick))
        .children(axis.bound.map(bound))
}

/// A group with a line at an instant, or an empty group where there is none.
#[must_use]
pub fn mark(class: &str, axis: &Axis, at: Option<Duration>, height: u32) -> Element {
    let line = at.map(|at| line(axis, at, height));
    Element::new("g").attr("class", class).children(line)
}

/// A predicted round, to be drawn faintly behind what is measured: without the requests
/// that have ended in the round itself, if that has begun.
#[must_use]
pub fn ghost(
    predicted: Option<&Timeline>,
    measured: Option<&Timeline>,
    axis: &Axis,
    height: u32,
) -> Element {
    let ghost = Element::new("g").attr("class", "ghost");
    let Some(predicted) = predicted else {
        return ghost;
    };
    let [bars, crosses] = elements(Waterfall::ghost(predicted, measured, axis, height), height);
    let end = mark("end", axis, predicted.total(), height);
    ghost.children([bars, crosses, end])
}

/// A group with a line at the instant of an axis and a veil over what is later, or an
/// empty group where no instant is shown.
#[must_use]
pub fn later(axis: &Axis, height: u32) -> Element {
    let group = Element::new("g").attr("class", "later");
    let Some(instant) = axis.instant else {
        return group;
    };
    let veil = Element::new("rect")
        .attr("x", axis.percent(instant))
        .attr("width", percent(WIDTH - axis.place(instant)))
        .attr("height", height.to_string());
    group.children([veil, line(axis, instant, height)])
}

/// A line from top to bottom at an instant.
fn line(axis: &Axis, at: Duration, height: u32) -> Element {
    let x = axis.percent(at);
    Element::new("line")
        .attr("x1", x.clone())
        .attr("x2", x)
        .attr("y1", "0")
        .attr("y2", height.to_string())
}

/// The bars of the requests, stretched to the width, and the crosses at the
/// failures, which are not stretched. The elements are the same for every
/// round, so a page that draws it again changes only attributes and texts.
#[must_use]
pub fn bars(
    timeline: Option<&Timeline>,
    now: Option<Duration>,
    axis: &Axis,
    height: u32,
) -> [Element; 2] {
    let waterfall = timeline.map(|timeline| Waterfall::new(timeline, now, axis, height));
    elements(waterfall.unwrap_or_default(), height)
}

/// The elements of a waterfall.
fn elements(waterfall: Waterfall, height: u32) -> [Element; 2] {
    let thickness = format!("{}.{}", waterfall.thickness / 10, waterfall.thickness % 10);
    let path = |class, path| Element::new("path").attr("class", class).attr("d", path);
    let stretched = Element::new("svg")
        .attr("viewBox", format!("0 0 {WIDTH} {height}"))
        .attr("preserveAspectRatio", "none")
        .attr("width", "100%")
        .attr("height", height.to_string())
        .children([
            path("waiting", waterfall.waiting),
            path("waiting paused", waterfall.paused),
            path("bar", waterfall.solid).attr("stroke-width", thickness.clone()),
            path("bar unfinished", waterfall.running).attr("stroke-width", thickness),
        ]);
    [stretched, crosses(&waterfall.failed)]
}

/// One text with a cross at each point.
fn crosses(points: &[(u32, u32)]) -> Element {
    let xs: Vec<_> = points.iter().map(|(x, _)| percent(*x)).collect();
    // A text is placed by its baseline, about 3 px below the middle of a cross.
    let ys: Vec<_> = points.iter().map(|(_, y)| (y + 3).to_string()).collect();
    Element::new("text")
        .attr("class", "crosses")
        .attr("x", xs.join(" "))
        .attr("y", ys.join(" "))
        .text("×".repeat(points.len()))
}
