//! The labels of an axis.

use std::time::Duration;

use super::Axis;
use crate::format::{instant, mark};

/// The label of a tick.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The time, in few digits: `0`, `500 ms`, `2.5 s`.
    pub text: String,
    /// The position in percent of the width: `12.50%`.
    pub x: String,
    /// The part of the text that lies at this position: `start`, `middle` or
    /// `end`.
    pub anchor: &'static str,
    /// The class of a style: `bound`, `instant` or none.
    pub class: &'static str,
}

/// The least distance of the instant and the bound from a tick with a label, in units of
/// the drawing: 32 of 432 pixels.
const CLEAR: u32 = 740;

impl Axis {
    /// A label for each tick, one for the bound and one for the instant, the later ones
    /// in place of those that are too near. The anchors keep the first and the last one
    /// within the ends of the axis.
    #[must_use]
    pub fn labels(&self) -> Vec<Label> {
        let label = |at: Duration, class, text: fn(Duration) -> String| Label {
            text: text(at),
            x: self.percent(at),
            anchor: self.anchor(at),
            class,
        };
        let is_clear = |at: Duration, of: Option<Duration>| {
            of.is_none_or(|of| self.place(at).abs_diff(self.place(of)) >= CLEAR)
        };
        let bound = self.bound.filter(|bound| is_clear(*bound, self.instant));
        let ticks = self.ticks.iter().copied();
        let ticks = ticks.filter(|tick| is_clear(*tick, bound) && is_clear(*tick, self.instant));
        let labels = ticks.map(|tick| label(tick, "", mark));
        labels
            .chain(bound.map(|bound| label(bound, "bound", mark)))
            .chain(self.instant.map(|at| label(at, "instant", instant)))
            .collect()
    }

    fn anchor(&self, tick: Duration) -> &'static str {
        match tick {
            tick if self.place(tick) > 9_400 => "end",
            Duration::ZERO => "start",
            _ => "middle",
        }
    }
}
