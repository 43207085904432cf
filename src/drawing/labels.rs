//! The marks of an axis in words.

use std::time::Duration;

use super::Axis;
use crate::format::mark;

/// What stands at a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The time, in few digits.
    pub words: String,
    /// Where, as a share of the width.
    pub x: String,
    /// Which end of the words stands there: `start`, `middle` or `end`.
    pub anchor: &'static str,
}

impl Axis {
    /// The marks in words, none beyond either end of the axis.
    #[must_use]
    pub fn labels(&self) -> Vec<Label> {
        let label = |tick: &Duration| Label {
            words: mark(*tick),
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
