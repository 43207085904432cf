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
}

impl Axis {
    /// A label for each tick. The anchors keep the first and the last one within
    /// the ends of the axis.
    #[must_use]
    pub fn labels(&self) -> Vec<Label> {
        let label = |tick: &Duration| Label {
            text: mark(*tick),
            x: self.percent(*tick),
            anchor: self.anchor(*tick),
        };
        self.ticks.iter().map(label).collect()
    }

    fn anchor(&self, tick: Duration) -> &'static str {
        match tick {
            tick if self.place(tick) > 9_400 => "end",
            Duration::ZERO => "start",
            _ => "middle",
        }
    }
}
