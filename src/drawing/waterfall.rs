//! A waterfall: each request a line from left to right, in its own row.

use std::{fmt::Write, time::Duration};

use super::{Axis, WIDTH};
use crate::{
    analysis::timeline::{Span, Timeline},
    world::answer::Outcome,
};

/// The least length of a line that can be seen.
const SHORTEST: u32 = 20;

/// The shapes of a waterfall.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waterfall {
    /// From *started* to *finished*: a path of lines.
    pub solid: String,
    /// From *started* to now, where there is no end yet.
    pub running: String,
    /// From *finished* to *delivered*.
    pub waiting: String,
    /// The ends of what failed: across, and down in pixels.
    pub failed: Vec<(u32, u32)>,
    /// How thick a line is, in tenths of a pixel.
    pub thickness: u32,
}

impl Waterfall {
    /// The waterfall of a timeline at a moment, so many pixels high.
    #[must_use]
    pub fn new(timeline: &Timeline, now: Option<Duration>, axis: &Axis, height: u32) -> Self {
        let requests = u32::try_from(timeline.spans().len())
            .unwrap_or(u32::MAX)
            .max(1);
        // Never thinner than 1.4 px: where rows are narrower, they overlap.
        let thickness = (7 * height / requests).clamp(14, 80);
        let mut pen = Pen::default();
        for (row, span) in (0..requests).zip(timeline.spans()) {
            // In tenths of a pixel, so that rows lie evenly.
            let y =
                (10 * height - thickness) * row / requests.saturating_sub(1).max(1) + thickness / 2;
            pen.add(span, timeline.outcome(span), now, axis, y);
        }
        Self {
            solid: pen.solid.path(),
            running: pen.running.path(),
            waiting: pen.waiting.path(),
            failed: pen.failed,
            thickness,
        }
    }
}

/// What is drawn so far.
#[derive(Default)]
struct Pen {
    solid: Lines,
    running: Lines,
    waiting: Lines,
    failed: Vec<(u32, u32)>,
}

impl Pen {
    fn add(
        &mut self,
        span: &Span,
        outcome: Option<Outcome>,
        now: Option<Duration>,
        axis: &Axis,
        y: u32,
    ) {
        let Some(started) = span.started else { return };
        match (span.finished, now) {
            (Some(finished), _) => self.solid.add(axis, started, finished, y),
            (None, Some(now)) => self.running.add(axis, started, now, y),
            (None, None) => {}
        }
        let Some(finished) = span.finished else {
            return;
        };
        if outcome.is_some_and(|outcome| outcome != Outcome::Ok) {
            self.failed.push((axis.place(finished), y / 10));
        }
        if let Some(end) = span.delivered.or(now).filter(|end| *end > finished) {
            self.waiting.add(axis, finished, end, y);
        }
    }
}

/// Lines of one kind. Of thousands of requests several share a row: their
/// lines lie one upon the other, and those that touch are drawn as one.
#[derive(Default)]
struct Lines {
    path: String,
    /// The row, the left and the right end of the last one, which may still grow.
    last: Option<(u32, u32, u32)>,
}

impl Lines {
    fn add(&mut self, axis: &Axis, from: Duration, to: Duration, y: u32) {
        let from = axis.place(from).min(WIDTH - SHORTEST);
        let to = axis.place(to).max(from + SHORTEST);
        match &mut self.last {
            Some((row, left, right)) if *row == y && from <= *right && to >= *left => {
                (*left, *right) = (from.min(*left), to.max(*right));
            }
            _ => {
                self.draw();
                self.last = Some((y, from, to));
            }
        }
    }

    fn draw(&mut self) {
        if let Some((y, from, to)) = self.last.take() {
            // Writing into a string cannot fail.
            write!(self.path, "M{from} {}.{}H{to}", y / 10, y % 10).ok();
        }
    }

    fn path(mut self) -> String {
        self.draw();
        self.path
    }
}
