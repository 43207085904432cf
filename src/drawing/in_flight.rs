//! How many are in flight over time.

use std::{fmt::Write, time::Duration};

use super::{Axis, WIDTH};
use crate::analysis::timeline::Timeline;

/// Up to so many steps are drawn each for itself. Of more, those that lie
/// closer together than half a pixel of a wide screen become one, as high as
/// the highest of them.
const STEPS: usize = 2_000;

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
    let steps = timeline.in_flight();
    let column = if steps.len() > STEPS {
        WIDTH / 2_000
    } else {
        0
    };
    let mut path = format!("M0 {height}");
    // Where the present column begins, and the highest and the last of its counts.
    let (mut begin, mut highest, mut last) = (0, 0, 0);
    let mut draw = |x: u32, count: usize| {
        let share = count as u64 * u64::from(height) / most.max(1) as u64;
        let y = u64::from(height).saturating_sub(share);
        write!(path, "H{x}V{y}").ok();
    };
    for (at, count) in steps.iter().copied() {
        let x = axis.place(at);
        if x >= begin + column {
            draw(begin, highest);
            if last < highest {
                draw(begin + column, last);
            }
            (begin, highest) = (x, count);
        }
        (highest, last) = (highest.max(count), count);
    }
    draw(begin, highest);
    write!(path, "H{}V{height}Z", axis.place(now)).ok();
    path
}
