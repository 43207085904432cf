//! The chart of a sweep: time against width.

mod curve;
mod file;
mod paces;
mod pen;
mod picture;
mod scale;

pub use file::{foretold_svg, paces_svg, svg};
pub use picture::Picture;

use std::{num::NonZeroUsize, time::Duration};

use super::element::Element;
use crate::{
    analysis::sweep::{Peak, STRATEGIES, Sweep, WINDOW},
    format::{percent, time},
    strategy::Strategy,
};
use curve::highest;
use pen::{number, path, text, through};
use scale::{BOTTOM, LINE, Scale};

/// The width and the height of the chart, in units of its own.
pub const SIZE: (u32, u32) = (720, 300);

/// The chart of a sweep that is in progress or over. A style sheet gives its
/// classes their colours.
#[must_use]
pub fn chart(sweep: &Sweep) -> Element {
    drawn(&Plot::new(sweep, None), &sweep.sentence())
}

/// The chart of a sweep in virtual time, with a ring at what was recorded.
fn foretold(sweep: &Sweep, recorded: Option<Peak>) -> Element {
    let plot = Plot::new(sweep, recorded);
    drawn(&plot, &sweep.foretold(recorded)).children(plot.ring())
}

fn drawn(plot: &Plot, finding: &str) -> Element {
    let lost = plot.lost();
    let distance = if lost.is_some() { 54.0 } else { 40.0 };
    let (numbers, title) = (numbers(&plot.widths), "requests in flight at most");
    canvas(finding)
        .children([
            plot.scale.grid(),
            plot.scale.numbers(&numbers, title, distance),
        ])
        .children(plot.bound())
        .children(plot.knee())
        .children(STRATEGIES.map(|strategy| plot.line(strategy)))
        .children(plot.labels())
        .children(lost)
}

/// The chart to draw on, with its finding in words.
fn canvas(finding: &str) -> Element {
    let (width, height) = SIZE;
    Element::new("svg")
        .attr("class", "sweep")
        .attr("viewBox", format!("0 0 {width} {height}"))
        .attr("role", "img")
        .attr("aria-label", finding)
        .children([Element::new("title").text(finding)])
}

/// A sweep and the scales on which it is drawn.
struct Plot<'a> {
    sweep: &'a Sweep,
    recorded: Option<Peak>,
    widths: Vec<NonZeroUsize>,
    scale: Scale,
}

impl<'a> Plot<'a> {
    fn new(sweep: &'a Sweep, recorded: Option<Peak>) -> Self {
        let widths = sweep.widths();
        let bounds = widths.iter().filter_map(|width| sweep.bound(*width));
        let points = sweep.points.iter().map(|(_, point)| point);
        let times = points.flat_map(|point| STRATEGIES.map(|strategy| highest(point, strategy)));
        let recorded_time = recorded.map(|(_, total)| total);
        let times = times.chain(recorded_time);
        let longest = bounds.chain(times).max().unwrap_or_default();
        Self {
            sweep,
            recorded,
            scale: Scale::new(&numbers(&widths), longest),
            widths,
        }
    }

    fn x(&self, width: NonZeroUsize) -> f64 {
        self.scale.x(width.get())
    }

    fn y(&self, time: Duration) -> f64 {
        self.scale.y(time)
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
        Some(self.scale.knee(knee.get()))
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

    /// A ring at the most requests that were in flight when they were recorded, and the
    /// time that they took.
    fn ring(&self) -> Option<Element> {
        let (peak, total) = self.recorded?;
        let widest = self.widths.last().copied()?;
        let (x, y) = (self.x(peak.min(widest)), self.y(total));
        let ring = Element::new("circle").attr("cx", number(x));
        let ring = ring.attr("cy", number(y)).attr("r", "5");
        // Near the right edge the words stand before the ring.
        let (x, anchor) = if 2 * peak.get() > widest.get() {
            (x - 10.0, "end")
        } else {
            (x + 10.0, "start")
        };
        let words = text(
            (x, y - 4.0),
            anchor,
            &format!("as recorded, {}", time(total)),
        );
        Some(
            Element::new("g")
                .attr("class", "recorded")
                .children([ring, words]),
        )
    }

    /// The share of its requests that [`WINDOW`] lost, below each width at which
    /// it lost some.
    fn lost(&self) -> Option<Element> {
        let lost = |(x, width): (f64, usize)| {
            let point = self.sweep.point(NonZeroUsize::new(width)?)?;
            let lost = point.lost(WINDOW);
            (lost > 0).then(|| (x, share(lost, self.sweep.sent(point))))
        };
        let columns = self.scale.columns(&numbers(&self.widths)).into_iter();
        Scale::row("lost", &columns.filter_map(lost).collect::<Vec<_>>())
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

fn numbers(widths: &[NonZeroUsize]) -> Vec<usize> {
    widths.iter().map(|width| width.get()).collect()
}

/// The class of everything that has a strategy's colour.
fn class(strategy: Strategy) -> String {
    format!("s-{}", strategy.key())
}
