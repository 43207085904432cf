//! All that becomes SVG: waterfalls, charts, and the files of both.
//!
//! Across, a drawing is [`WIDTH`] units wide whatever its size on the screen
//! (it is stretched); down, its units are pixels.

pub mod colour;
pub mod element;
mod in_flight;
mod labels;
pub mod rounds_svg;
mod strip;
pub mod sweep_chart;
mod waterfall;

pub use in_flight::in_flight;
pub use labels::Label;
pub use strip::{bars, grid, strip};
pub use waterfall::Waterfall;

use std::time::Duration;

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
