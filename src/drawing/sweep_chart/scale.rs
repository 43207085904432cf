//! The scales of a chart: numbers from left to right, times from below.

use std::time::Duration;

use super::pen::{line, text};
use crate::{
    drawing::{Axis, element::Element},
    format::mark,
};

/// The edges of the plot.
const LEFT: f64 = 62.0;
const RIGHT: f64 = 630.0;
pub(super) const TOP: f64 = 30.0;
pub(super) const BOTTOM: f64 = 236.0;

/// The distance of the first and the last number from the edges of the plot.
const INSET: f64 = 18.0;

/// The least distance between two texts, one above the other.
pub(super) const LINE: f64 = 16.0;
/// The least distance between two texts, side by side.
const COLUMN: f64 = 36.0;

/// The scales of a chart.
pub(super) struct Scale {
    /// The first and the last number, at least 1.
    ends: (f64, f64),
    axis: Axis,
}

impl Scale {
    /// Scales from the first of these numbers to the last, and up to the longest
    /// time.
    pub(super) fn new(numbers: &[usize], longest: Duration) -> Self {
        let end = |number: Option<&usize>| number.map_or(1.0, |number| float(*number));
        Self {
            ends: (end(numbers.first()), end(numbers.last())),
            axis: Axis::growing(longest),
        }
    }

    /// The x of a number, on a logarithmic scale: doubling a number always moves
    /// it by the same distance.
    pub(super) fn x(&self, number: usize) -> f64 {
        let (first, last) = self.ends;
        let share = if last > first {
            (float(number) / first).ln() / (last / first).ln()
        } else {
            0.5
        };
        LEFT + INSET + share * (RIGHT - LEFT - 2.0 * INSET)
    }

    /// The y of a time.
    pub(super) fn y(&self, time: Duration) -> f64 {
        BOTTOM - (BOTTOM - TOP) * time.div_duration_f64(self.axis.end)
    }

    pub(super) fn grid(&self) -> Element {
        let line = |tick: &Duration| line((LEFT, self.y(*tick)), (RIGHT, self.y(*tick)));
        Element::new("g")
            .attr("class", "grid")
            .children(self.axis.ticks.iter().map(line))
    }

    /// The numbers that have a label, and their x. One that is too close to the
    /// last, or to the one before it, has none.
    pub(super) fn columns(&self, numbers: &[usize]) -> Vec<(f64, usize)> {
        let last = numbers.last().map_or(0.0, |last| self.x(*last));
        let mut before = f64::NEG_INFINITY;
        let columns = numbers.iter().map(|number| (self.x(*number), *number));
        let columns = columns.filter(|(x, _)| {
            let fits = *x >= last || (last - x >= COLUMN && x - before >= COLUMN);
            before = if fits { *x } else { before };
            fits
        });
        columns.collect()
    }

    /// The numbers at both axes, and the title of the x-axis at a distance below
    /// it.
    pub(super) fn numbers(&self, numbers: &[usize], title: &str, distance: f64) -> Element {
        let number =
            |(x, number): (f64, usize)| text((x, BOTTOM + 18.0), "middle", &number.to_string());
        let time = |tick: &Duration| text((LEFT - 8.0, self.y(*tick) + 4.0), "end", &mark(*tick));
        let below = (f64::midpoint(LEFT, RIGHT), BOTTOM + distance);
        Element::new("g")
            .attr("class", "numbers")
            .children(self.axis.ticks.iter().map(time))
            .children(self.columns(numbers).into_iter().map(number))
            .children([text(below, "middle", title)])
    }

    /// A line at the knee.
    pub(super) fn knee(&self, number: usize) -> Element {
        let x = self.x(number);
        let label = text((x, TOP - 10.0), "middle", &format!("knee: {number}"));
        let children = [line((x, TOP - 5.0), (x, BOTTOM)), label];
        Element::new("g").attr("class", "knee").children(children)
    }

    /// A row of words below the numbers, each at its x, after the name of the row.
    pub(super) fn row(name: &str, words: &[(f64, String)]) -> Option<Element> {
        let y = BOTTOM + 34.0;
        let name = text((words.first()?.0 - 22.0, y), "end", name);
        let words = words
            .iter()
            .map(|(x, words)| text((*x, y), "middle", words));
        let row = Element::new("g").attr("class", "lost");
        Some(row.children([name]).children(words))
    }
}

/// The data of a path with a cross around a point.
pub(super) fn cross((x, y): (f64, f64)) -> String {
    use super::pen::number;
    format!("M{} {}l8 8m0 -8l-8 8", number(x - 4.0), number(y - 4.0))
}

#[allow(clippy::cast_precision_loss)] // widths and paces are at most a million
fn float(number: usize) -> f64 {
    number as f64
}
