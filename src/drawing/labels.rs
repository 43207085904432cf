//! The labels of an axis.

use std::time::Duration;

use super::Axis;
use crate::format::mark;

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
    /// The class of a style: `bound` or none.
    pub class: &'static str,
}

/// The least distance between the bound and a tick with a label, in units of the
/// drawing: 32 of 432 pixels.
const CLEAR: u32 = 740;

impl Axis {
    /// A label for each tick, and one for the bound in place of those that are too
    /// near. The anchors keep the first and the last one within the ends of the
    /// axis.
    #[must_use]
    pub fn labels(&self) -> Vec<Label> {
        let label = |at: Duration, class| Label {
            text: mark(at),
            x: self.percent(at),
            anchor: self.anchor(at),
            class,
        };
        let bound = self.bound.map(|bound| self.place(bound));
        let is_clear = |tick: &&Duration| {
            bound.is_none_or(|bound| self.place(**tick).abs_diff(bound) >= CLEAR)
        };
        let ticks = self.ticks.iter().filter(is_clear);
        let labels = ticks.map(|tick| label(*tick, ""));
        labels
            .chain(self.bound.map(|bound| label(bound, "bound")))
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
