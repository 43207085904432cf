//! The chart of a sweep: time against width.

mod curve;
mod file;
mod pen;
mod picture;

pub use file::svg;
pub use picture::Picture;

use std::{num::NonZeroUsize, time::Duration};

use super::{Axis, element::Element};
use crate::{
    analysis::sweep::{STRATEGIES, Sweep, WINDOW},
    format::{mark, percent},
    strategy::Strategy,
};
use curve::highest;
use pen::{line, path, text, through};

/// The width and the height of the chart, in units of its own.
pub const SIZE: (u32, u32) = (720, 300);

/// The edges of the plot.
const LEFT: f64 = 62.0;
const RIGHT: f64 = 630.0;
const TOP: f64 = 30.0;
const BOTTOM: f64 = 236.0;

/// The distance of the first and the last width from the edges of the plot.
const INSET: f64 = 18.0;

/// The least distance between two texts, one above the other.
const LINE: f64 = 16.0;
/// The least distance between two texts, side by side.
const COLUMN: f64 = 36.0;

/// The chart of a sweep that is in progress or over. A style sheet gives its
/// classes their colours.
#[must_use]
pub fn chart(sweep: &Sweep) -> Element {
    let plot = Plot::new(sweep);
    let (width, height) = SIZE;
    let sentence = sweep.sentence();
    let svg = Element::new("svg")
        .attr("class", "sweep")
        .attr("viewBox", format!("0 0 {width} {height}"))
        .attr("role", "img")
        .attr("aria-label", sentence.clone());
    svg.children([
        Element::new("title").text(sentence),
        plot.grid(),
        plot.numbers(),
    ])
    .children(plot.bound())
    .children(plot.knee())
    .children(STRATEGIES.map(|strategy| plot.line(strategy)))
    .children(plot.labels())
    .children(plot.lost())
}

/// A sweep and the scales on which it is drawn.
struct Plot<'a> {
    sweep: &'a Sweep,
    widths: Vec<NonZeroUsize>,
    axis: Axis,
}

impl<'a> Plot<'a> {
    fn new(sweep: &'a Sweep) -> Self {
        let widths = sweep.widths();
        let bounds = widths.iter().filter_map(|width| sweep.bound(*width));
        let points = sweep.points.iter().map(|(_, point)| point);
        let times = points.flat_map(|point| STRATEGIES.map(|strategy| highest(point, strategy)));
        let longest = bounds.chain(times).max().unwrap_or_default();
        Self {
            sweep,
            widths,
            axis: Axis::growing(longest),
        }
    }

    /// The x of a width, on a logarithmic scale: doubling a width always moves
    /// it by the same distance.
    #[allow(clippy::cast_precision_loss)] // at most 256
    fn x(&self, width: NonZeroUsize) -> f64 {
        let logarithm = |width: NonZeroUsize| (width.get() as f64).ln();
        let last = self.widths.last().copied().map_or(0.0, logarithm);
        let share = if last > 0.0 {
            logarithm(width) / last
        } else {
            0.5
        };
        LEFT + INSET + share * (RIGHT - LEFT - 2.0 * INSET)
    }

    /// The y of a time.
    fn y(&self, time: Duration) -> f64 {
        BOTTOM - (BOTTOM - TOP) * time.div_duration_f64(self.axis.end)
    }

    fn grid(&self) -> Element {
        let line = |tick: &Duration| line((LEFT, self.y(*tick)), (RIGHT, self.y(*tick)));
        Element::new("g")
            .attr("class", "grid")
            .children(self.axis.ticks.iter().map(line))
    }

    /// The widths that have a label, and their x. A width too close to the last
    /// one has none.
    fn columns(&self) -> Vec<(f64, NonZeroUsize)> {
        let last = self.widths.last().map_or(0.0, |last| self.x(*last));
        let columns = self.widths.iter().map(|width| (self.x(*width), *width));
        let columns = columns.filter(|(x, _)| *x >= last || last - x >= COLUMN);
        columns.collect()
    }

    /// The numbers at both axes, and the title of the x-axis.
    fn numbers(&self) -> Element {
        let width = |(x, width): (f64, NonZeroUsize)| {
            text((x, BOTTOM + 18.0), "middle", &width.to_string())
        };
        let time = |tick: &Duration| text((LEFT - 8.0, self.y(*tick) + 4.0), "end", &mark(*tick));
        let distance = if self.lost().is_some() { 54.0 } else { 40.0 };
        let below = (f64::midpoint(LEFT, RIGHT), BOTTOM + distance);
        let title = text(below, "middle", "requests in flight at most");
        Element::new("g")
            .attr("class", "numbers")
            .children(self.axis.ticks.iter().map(time))
            .children(self.columns().into_iter().map(width))
            .children([title])
    }

    /// The line of the bound. Its label lies below the left part of the line:
    /// no strategy is faster than the bound, so no other line comes there.
    fn bound(&self) -> Option<Element> {
        let point =
            |width: &NonZeroUsize| Some((self.x(*width), self.y(self.sweep.bound(*width)?)));
        let points: Vec<_> = self.widths.iter().filter_map(point).collect();
        let (x, y) = points.get(1).or(points.first()).copied()?;
        let label = text((x - 7.0, (y + LINE).min(BOTTOM - 4.0)), "end", "bound");
        let children = [path("line", &through(&points)), label];
        Some(Element::new("g").attr("class", "bound").children(children))
    }

    /// A line at the knee of [`WINDOW`], once all widths have been run. There is
    /// none at the last width, because a line cannot bend where it ends.
    fn knee(&self) -> Option<Element> {
        let bends = |knee: &NonZeroUsize| self.sweep.is_over() && self.widths.last() != Some(knee);
        let knee = self.sweep.knee(WINDOW).filter(bends)?;
        let x = self.x(knee);
        let label = text((x, TOP - 10.0), "middle", &format!("knee: {knee}"));
        let children = [line((x, TOP - 5.0), (x, BOTTOM)), label];
        Some(Element::new("g").attr("class", "knee").children(children))
    }

    /// Each strategy's name beside the end of its line. The names are placed
    /// from the bottom up, so where two ends lie close together, the name of the
    /// upper one moves up.
    fn labels(&self) -> Vec<Element> {
        let end = |strategy| Some((self.point(self.middles(strategy).last()?), strategy));
        let mut ends: Vec<_> = STRATEGIES.into_iter().rev().filter_map(end).collect();
        if let [((_, windowed), _), ((_, batched), _)] = *ends
            && batched > windowed
        {
            ends.reverse();
        }
        let mut y = BOTTOM + LINE - 3.0;
        let label = |((right, end), strategy): ((f64, f64), Strategy)| {
            y = (end + 4.0).min(y - LINE);
            let name = strategy.name().to_ascii_lowercase();
            text((right + 10.0, y), "start", &name).attr("class", class(strategy))
        };
        ends.into_iter().map(label).collect()
    }

    /// The share of its requests that [`WINDOW`] lost, below each width at which
    /// it lost some.
    fn lost(&self) -> Option<Element> {
        let y = BOTTOM + 34.0;
        let lost = |(x, width): (f64, NonZeroUsize)| {
            let point = self.sweep.point(width)?;
            let lost = point.lost(WINDOW);
            (lost > 0).then(|| (x, share(lost, self.sweep.sent(point))))
        };
        let shares: Vec<_> = self.columns().into_iter().filter_map(lost).collect();
        let name = text((shares.first()?.0 - 22.0, y), "end", "lost");
        let shares = shares
            .iter()
            .map(|(x, share)| text((*x, y), "middle", share));
        let row = Element::new("g").attr("class", "lost");
        Some(row.children([name]).children(shares))
    }
}

#[allow(clippy::cast_precision_loss)] // at most 500,000
fn share(lost: usize, all: usize) -> String {
    let share = lost as f64 / all as f64;
    if share < 0.01 {
        "<1\u{a0}%".into()
    } else {
        percent(share)
    }
}

/// The class of everything that has a strategy's colour.
fn class(strategy: Strategy) -> String {
    format!("s-{}", strategy.key())
}
