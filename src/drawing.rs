//! Waterfalls as shapes: from spans to the numbers of an SVG path.
//!
//! Across, a drawing is [`WIDTH`] units wide whatever its size on the screen
//! (it is stretched); down, its units are pixels.

mod labels;

pub use labels::Label;

use std::{fmt::Write, time::Duration};

use crate::{
    answer::Outcome,
    timeline::{Span, Timeline},
};

/// The width of every drawing, in units of its own.
pub const WIDTH: u32 = 10_000;

/// A time axis from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Axis {
    /// Where it ends.
    pub end: Duration,
    /// Where it has marks: every 1, 2 or 5 · 10ⁿ milliseconds.
    pub ticks: Vec<Duration>,
}

impl Axis {
    /// An axis that ends where it is told to.
    #[must_use]
    pub fn until(end: Duration) -> Self {
        let end = end.max(Duration::from_millis(1));
        let step = step(end);
        let ticks = std::iter::successors(Some(Duration::ZERO), |tick| Some(*tick + step));
        Self {
            end,
            ticks: ticks.take_while(|tick| *tick <= end).collect(),
        }
    }

    /// An axis that ends at a mark at or after this time: while the time
    /// grows, the axis grows in steps.
    #[must_use]
    pub fn growing(time: Duration) -> Self {
        let time = time.max(Duration::from_millis(1));
        let step = step(time);
        let steps = (time.as_secs_f64() / step.as_secs_f64() - 1e-9).ceil();
        Self::until(step.mul_f64(steps))
    }

    /// Where a time lies, in units of the drawing.
    #[must_use]
    pub fn place(&self, time: Duration) -> u32 {
        let share = (time.as_secs_f64() / self.end.as_secs_f64()).clamp(0.0, 1.0);
        // From 0 to 10,000.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let place = (share * f64::from(WIDTH)).round() as u32;
        place
    }

    /// Where a time lies, as a share of the width.
    #[must_use]
    pub fn percent(&self, time: Duration) -> String {
        percent(self.place(time))
    }
}

/// A share from 0 to 1 as SVG writes it.
#[must_use]
pub fn share(share: f64) -> String {
    // From 0 to 10,000.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    percent((share * f64::from(WIDTH)).round() as u32)
}

/// A place in units of a drawing, as a share of its width.
#[must_use]
pub fn percent(place: u32) -> String {
    format!("{}.{:02}%", place / 100, place % 100)
}

/// The step of a mark: the smallest that leaves at most five of them.
fn step(end: Duration) -> Duration {
    let steps = (0..).flat_map(|power| [1, 2, 5].map(|digit| digit * 10_u64.pow(power)));
    let mut milliseconds = steps.map(Duration::from_millis);
    milliseconds.find(|step| *step * 6 > end).unwrap_or(end)
}

/// A waterfall: each request a line from left to right, in its own row.
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
        let mut drawing = Self {
            thickness,
            ..Self::default()
        };
        for (row, span) in (0..requests).zip(timeline.spans()) {
            // In tenths of a pixel, so that rows lie evenly.
            let y =
                (10 * height - thickness) * row / requests.saturating_sub(1).max(1) + thickness / 2;
            drawing.add(span, timeline.outcome(span), now, axis, y);
        }
        drawing
    }

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
            (Some(finished), _) => line(&mut self.solid, axis, started, finished, y),
            (None, Some(now)) => line(&mut self.running, axis, started, now, y),
            (None, None) => {}
        }
        let Some(finished) = span.finished else {
            return;
        };
        if outcome.is_some_and(|outcome| outcome != Outcome::Ok) {
            self.failed.push((axis.place(finished), y / 10));
        }
        if let Some(end) = span.delivered.or(now).filter(|end| *end > finished) {
            line(&mut self.waiting, axis, finished, end, y);
        }
    }
}

/// Adds a line to a path; it is never too short to be seen.
fn line(path: &mut String, axis: &Axis, from: Duration, to: Duration, y: u32) {
    let from = axis.place(from).min(WIDTH - 20);
    let to = axis.place(to).max(from + 20);
    // Writing into a string cannot fail.
    write!(path, "M{from} {}.{}H{to}", y / 10, y % 10).ok();
}

/// How many are in flight over time, as a filled outline; `most` lies at the
/// top.
#[must_use]
pub fn in_flight(
    timeline: &Timeline,
    now: Duration,
    axis: &Axis,
    height: u32,
    most: usize,
) -> String {
    let mut path = format!("M0 {height}");
    for (at, count) in timeline.in_flight().iter().copied() {
        let share = count as u64 * u64::from(height) / most.max(1) as u64;
        let y = u64::from(height).saturating_sub(share);
        write!(path, "H{}V{y}", axis.place(at)).ok();
    }
    write!(path, "H{}V{height}Z", axis.place(now)).ok();
    path
}

/// What share of the allowed slots stood idle until `end`.
#[must_use]
pub fn idle(timeline: &Timeline, end: Duration, slots: usize) -> Option<f64> {
    let busy: Duration = timeline
        .spans()
        .iter()
        .filter_map(|span| span.finished?.checked_sub(span.started?))
        .sum();
    let slots = u32::try_from(slots).ok()?;
    (!end.is_zero()).then(|| {
        (1.0 - busy.as_secs_f64() / (end.as_secs_f64() * f64::from(slots))).clamp(0.0, 1.0)
    })
}
