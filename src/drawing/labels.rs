//! The marks of an axis in words.

use std::time::Duration;

use super::Axis;
use crate::format::decimal;

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
            words: words(*tick),
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

fn words(tick: Duration) -> String {
    let seconds = tick.as_secs_f64();
    if tick.is_zero() {
        "0".into()
    } else if seconds < 1.0 {
        decimal(seconds * 1e3, 0) + "\u{a0}ms"
    } else {
        decimal(seconds, 3) + "\u{a0}s"
    }
}
