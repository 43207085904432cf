//! The number of requests in flight over time.

use std::{fmt::Write, time::Duration};

use super::{Axis, WIDTH};
use crate::analysis::timeline::Timeline;

/// The most steps that are drawn one by one. If there are more, those within a
/// two-thousandth of the width (half a pixel of a wide screen) are drawn as one
/// column, as high as the highest of them.
const STEPS: usize = 2_000;

/// The number of requests in flight from the start of a round to `now`: the data
/// of a closed path on an axis. `height` is in pixels; a count of `most` reaches
/// the top.
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
    // The left edge of the present column, and its highest and its last count.
    let (mut begin, mut highest, mut last) = (0, 0, 0);
    let mut draw = |x: u32, count: usize| {
        let share = count as u64 * u64::from(height) / most.max(1) as u64;
        let y = u64::from(height).saturating_sub(share);
        // Writing into a string cannot fail.
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
