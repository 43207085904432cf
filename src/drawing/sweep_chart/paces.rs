//! The chart of a sweep over the pace: time against pace.

use std::time::Duration;

use super::{
    canvas, class,
    pen::{number, path, text, through},
    scale::{BOTTOM, LINE, Scale, cross},
};
use crate::{
    analysis::pace_sweep::{PaceSweep, Paced},
    drawing::element::Element,
    format::count,
    strategy::Strategy,
};

/// The chart. A style sheet gives its classes their colours.
pub(super) fn chart(sweep: &PaceSweep) -> Element {
    let points = &*sweep.points;
    let numbers: Vec<_> = points.iter().map(pace).collect();
    let longest = points.iter().map(|point| point.total).max();
    let scale = Scale::new(&numbers, longest.unwrap_or_default());
    let place = |point: &Paced, time: Duration| (scale.x(pace(point)), scale.y(time));

    let bound: Vec<_> = points
        .iter()
        .filter_map(|point| Some(place(point, point.bound?.0)))
        .collect();
    let label =
        |(x, y): &(f64, f64)| text((*x - 7.0, (y + LINE).min(BOTTOM - 4.0)), "end", "bound");
    let bound = Element::new("g")
        .attr("class", "bound")
        .children([path("line", &through(&bound))])
        .children(bound.get(1).or(bound.first()).map(label));

    let complete = points.iter().filter(|point| point.bound.is_some());
    let line: Vec<_> = complete.map(|point| place(point, point.total)).collect();
    let dots = line.iter().map(|(x, y)| {
        let dot = Element::new("circle").attr("cx", number(*x));
        dot.attr("cy", number(*y)).attr("r", "3")
    });
    let refused = points.iter().filter(|point| point.refused > 0);
    let crosses: String = refused
        .map(|point| cross(place(point, point.total)))
        .collect();
    let name = line.last().map(|(x, y)| {
        let name = text((x + 10.0, y + 4.0), "start", Strategy::PACED.key());
        name.attr("class", class(Strategy::PACED))
    });
    let paced = Element::new("g")
        .attr("class", class(Strategy::PACED))
        .children([path("line", &through(&line))])
        .children(dots);

    let refusals = |(x, number): (f64, usize)| {
        let point = points.iter().find(|point| pace(point) == number)?;
        (point.refused > 0).then(|| (x, count(point.refused)))
    };
    let refusals: Vec<_> = scale
        .columns(&numbers)
        .into_iter()
        .filter_map(refusals)
        .collect();
    let distance = if refusals.is_empty() { 40.0 } else { 54.0 };
    let per = points.first().map_or("", |point| point.pace.per.words());
    let title = format!("requests started {per}");
    canvas(&sweep.sentence())
        .children([
            scale.grid(),
            scale.numbers(&numbers, &title, distance),
            bound,
        ])
        .children(sweep.knee().map(|knee| scale.knee(pace(knee))))
        .children([paced])
        .children((!crosses.is_empty()).then(|| path("refused", &crosses)))
        .children(name)
        .children(Scale::row("429", &refusals))
}

fn pace(point: &Paced) -> usize {
    point.pace.requests.get() as usize
}
