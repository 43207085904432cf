//! Waterfalls and charts as SVG, for the page and for files.
//!
//! A waterfall is [`WIDTH`] units wide and is stretched to its width on the
//! screen; its vertical units are pixels.

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
pub use strip::{bars, ghost, grid, later, mark, strip};
pub use waterfall::Waterfall;

use std::time::Duration;

/// The width of a stretched drawing, in units of its own.
pub const WIDTH: u32 = 10_000;

/// A time axis from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Axis {
    /// The end of the axis, at least 1 ms.
    pub end: Duration,
    /// The ticks: every 1, 2 or 5 · 10ⁿ milliseconds, from 0 on.
    pub ticks: Vec<Duration>,
    /// The time before which nothing can end, whatever the strategy.
    pub bound: Option<Duration>,
    /// The instant that is shown, if one is: what is later is faint.
    pub instant: Option<Duration>,
}

impl Axis {
    /// An axis that ends at this time.
    #[must_use]
    pub fn until(end: Duration) -> Self {
        let end = end.max(Duration::from_millis(1));
        let step = step(end, TICKS);
        let ticks = std::iter::successors(Some(Duration::ZERO), |tick| Some(*tick + step));
        Self {
            end,
            ticks: ticks.take_while(|tick| *tick <= end).collect(),
            bound: None,
            instant: None,
        }
    }

    /// An axis that ends at a tick, at this time or after it. While the time
    /// grows, the axis grows in steps.
    #[must_use]
    pub fn growing(time: Duration) -> Self {
        let time = time.max(Duration::from_millis(1));
        let step = step(time, TICKS);
        let steps = (time.as_secs_f64() / step.as_secs_f64() - 1e-9).ceil();
        Self::until(step.mul_f64(steps))
    }

    /// The same axis with a bound, if the bound lies on it.
    #[must_use]
    pub fn with_bound(mut self, bound: Duration) -> Self {
        self.bound = Some(bound).filter(|bound| !bound.is_zero() && *bound <= self.end);
        self
    }

    /// The same axis at an instant, if the instant lies on it.
    #[must_use]
    pub fn at(mut self, instant: Option<Duration>) -> Self {
        self.instant = instant.filter(|instant| *instant < self.end);
        self
    }

    /// The smallest step by which a reader moves the instant: a round number of
    /// milliseconds, at most a hundred of which fill the axis.
    #[must_use]
    pub fn step(&self) -> Duration {
        step(self.end, 100)
    }

    /// The position of a time, from 0 to [`WIDTH`].
    #[must_use]
    pub fn place(&self, time: Duration) -> u32 {
        let share = (time.as_secs_f64() / self.end.as_secs_f64()).clamp(0.0, 1.0);
        // From 0 to 10,000.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let place = (share * f64::from(WIDTH)).round() as u32;
        place
    }

    /// The position of a time in percent of the width: `12.50%`.
    #[must_use]
    pub fn percent(&self, time: Duration) -> String {
        percent(self.place(time))
    }
}

/// A share from 0 to 1 in percent: `12.50%`.
#[must_use]
pub fn share(share: f64) -> String {
    // From 0 to 10,000.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    percent((share * f64::from(WIDTH)).round() as u32)
}

/// A position from 0 to [`WIDTH`] in percent of the width: `12.50%`.
#[must_use]
pub fn percent(position: u32) -> String {
    format!("{}.{:02}%", position / 100, position % 100)
}

/// The most ticks after the one at 0.
const TICKS: u32 = 5;

/// The smallest step of 1, 2 or 5 · 10ⁿ milliseconds of which at most this many fill the
/// time.
fn step(end: Duration, most: u32) -> Duration {
    let steps = (0..).flat_map(|power| [1, 2, 5].map(|digit| digit * 10_u64.pow(power)));
    let mut milliseconds = steps.map(Duration::from_millis);
    let fits = |step: &Duration| *step * (most + 1) > end;
    milliseconds.find(fits).unwrap_or(end)
}
