//! A waterfall: a row for each request, with a line from its start to its end.

use std::{fmt::Write, time::Duration};

use super::{Axis, WIDTH};
use crate::{
    analysis::timeline::{Span, Timeline},
    world::answer::Outcome,
};

/// The least length of a line, in units of the drawing: a shorter one could not
/// be seen.
const SHORTEST: u32 = 20;

/// The paths and points of a waterfall.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waterfall {
    /// A path with a line from *started* to *finished* for each request that
    /// has finished.
    pub solid: String,
    /// A path with a line from *started* to now for each request in flight;
    /// empty when the round is over.
    pub running: String,
    /// A path with a line from *finished* to *delivered*, or to now, for each
    /// answer that waits or has waited.
    pub waiting: String,
    /// A path with a line from each refusal to the next sending, or to now.
    pub paused: String,
    /// The ends of the sendings that failed: x in units of the drawing, y in
    /// pixels.
    pub failed: Vec<(u32, u32)>,
    /// The thickness of the lines of requests, in tenths of a pixel.
    pub thickness: u32,
}

impl Waterfall {
    /// The waterfall of a timeline. `now` is the time since the start of a round
    /// in progress; `height` is in pixels.
    #[must_use]
    pub fn new(timeline: &Timeline, now: Option<Duration>, axis: &Axis, height: u32) -> Self {
        Self::of(timeline, now, axis, height, &|_| true)
    }

    /// The waterfall of a predicted timeline, without the requests that have ended in a
    /// measured one.
    #[must_use]
    pub fn ghost(
        predicted: &Timeline,
        measured: Option<&Timeline>,
        axis: &Axis,
        height: u32,
    ) -> Self {
        let spans = measured.map_or(&[][..], Timeline::spans);
        let goes_on = |row: usize| spans.get(row).is_none_or(|span| span.answer.is_none());
        Self::of(predicted, None, axis, height, &goes_on)
    }

    /// The waterfall of the requests of a timeline that are to be drawn.
    fn of(
        timeline: &Timeline,
        now: Option<Duration>,
        axis: &Axis,
        height: u32,
        is_drawn: &dyn Fn(usize) -> bool,
    ) -> Self {
        let requests = u32::try_from(timeline.spans().len())
            .unwrap_or(u32::MAX)
            .max(1);
        // At least 1.4 px, even if lines overlap where rows are lower than that.
        let thickness = (7 * height / requests).clamp(14, 80);
        let mut pen = Pen::default();
        let rows = (0..requests).zip(timeline.spans().iter().enumerate());
        for (row, (_, span)) in rows.filter(|(_, (index, _))| is_drawn(*index)) {
            // In tenths of a pixel, because whole pixels would space the rows unevenly.
            let y =
                (10 * height - thickness) * row / requests.saturating_sub(1).max(1) + thickness / 2;
            pen.add(span, timeline.outcome(span), now, axis, y);
        }
        Self {
            solid: pen.solid.path(),
            running: pen.running.path(),
            waiting: pen.waiting.path(),
            paused: pen.paused.path(),
            failed: pen.failed,
            thickness,
        }
    }
}

/// The lines drawn so far.
#[derive(Default)]
struct Pen {
    solid: Lines,
    running: Lines,
    waiting: Lines,
    paused: Lines,
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
        for (started, finished) in span.in_flight() {
            match (finished, now) {
                (Some(finished), _) => self.solid.add(axis, started, finished, y),
                (None, Some(now)) => self.running.add(axis, started, now, y),
                (None, None) => {}
            }
        }
        for (from, to) in span.pauses(now) {
            self.failed.push((axis.place(from), y / 10));
            self.paused.add(axis, from, to, y);
        }
        let Some(finished) = span.finished else {
            return;
        };
        if outcome.is_some_and(|outcome| outcome != Outcome::Ok) {
            self.failed.push((axis.place(finished), y / 10));
        }
        if let Some(end) = span.delivered.or(now)
            && end > finished
        {
            self.waiting.add(axis, finished, end, y);
        }
    }
}

/// A path of lines of one kind. Of thousands of requests, several have the same
/// y; lines of these that touch or overlap are joined.
#[derive(Default)]
struct Lines {
    path: String,
    /// The y, the left end and the right end of the latest line, which is not in
    /// the path yet because the next one may extend it.
    pending: Option<(u32, u32, u32)>,
}

impl Lines {
    fn add(&mut self, axis: &Axis, from: Duration, to: Duration, y: u32) {
        let from = axis.place(from).min(WIDTH - SHORTEST);
        let to = axis.place(to).max(from + SHORTEST);
        match &mut self.pending {
            Some((row, left, right)) if *row == y && from <= *right && to >= *left => {
                (*left, *right) = (from.min(*left), to.max(*right));
            }
            _ => {
                self.draw();
                self.pending = Some((y, from, to));
            }
        }
    }

    fn draw(&mut self) {
        if let Some((y, from, to)) = self.pending.take() {
            // Writing into a string cannot fail.
            write!(self.path, "M{from} {}.{}H{to}", y / 10, y % 10).ok();
        }
    }

    fn path(mut self) -> String {
        self.draw();
        self.path
    }
}
