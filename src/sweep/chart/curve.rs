//! One strategy's line in the drawing of a sweep.

use std::{num::NonZeroUsize, time::Duration};

use super::{Plot, class};
use crate::{
    comparison::{Comparison, LEVEL},
    shape::Shape,
    statistics::median_interval,
    strategy::Strategy,
    sweep::{
        knee,
        pen::{line, number, path, through},
        time, words,
    },
};

/// The middle time at a width, and the interval for it.
pub(super) type Point = (NonZeroUsize, Duration, Option<(Duration, Duration)>);

impl Plot<'_> {
    /// A line through the widths that count, and crosses at the others.
    pub(super) fn line(&self, strategy: Strategy) -> Shape {
        let points = self.points(strategy);
        let places: Vec<_> = points.iter().map(|point| self.place(point)).collect();
        let whiskers = points.iter().filter_map(|(width, _, interval)| {
            let (low, high) = (*interval)?;
            let x = self.x(*width);
            Some(line((x, self.y(low)), (x, self.y(high))).with("class", "whisker"))
        });
        let dots = places.iter().map(|(x, y)| {
            let dot = Shape::new("circle").with("cx", number(*x));
            dot.with("cy", number(*y)).with("r", "3")
        });
        let failed = self.failed(strategy);
        Shape::new("g")
            .with("class", class(strategy))
            .holding([path("line", &through(&places))])
            .holding(whiskers.chain(dots))
            .holding((!failed.is_empty()).then(|| path("failed", &failed)))
    }

    /// The widths that count.
    pub(super) fn points(&self, strategy: Strategy) -> Vec<Point> {
        let point = |(width, run): &(NonZeroUsize, Comparison)| {
            let totals = knee::all_ranked(run, strategy)?;
            let totals: Vec<f64> = totals.iter().map(|(_, total)| *total).collect();
            let seconds =
                |(low, high)| (Duration::from_secs_f64(low), Duration::from_secs_f64(high));
            let interval = median_interval(&totals, LEVEL).map(seconds);
            Some((*width, time(run, strategy)?, interval))
        };
        self.sweep.points.iter().filter_map(point).collect()
    }

    pub(super) fn place(&self, (width, time, _): &Point) -> (f64, f64) {
        (self.x(*width), self.y(*time))
    }

    /// Crosses where requests were lost, at the time until the last answer.
    fn failed(&self, strategy: Strategy) -> String {
        let cross = |(width, run): &(NonZeroUsize, Comparison)| {
            let lost = words::lost(run, strategy).0 > 0;
            let time = time(run, strategy).filter(|_| lost)?;
            let (x, y) = (number(self.x(*width) - 4.0), number(self.y(time) - 4.0));
            Some(format!("M{x} {y}l8 8m0 -8l-8 8"))
        };
        self.sweep.points.iter().filter_map(cross).collect()
    }
}

/// The longest time that is drawn of a strategy.
pub(super) fn highest(run: &Comparison, strategy: Strategy) -> Duration {
    let totals: Vec<f64> = run
        .totals(strategy)
        .iter()
        .map(|(_, total)| *total)
        .collect();
    let high = median_interval(&totals, LEVEL).map(|(_, high)| Duration::from_secs_f64(high));
    high.max(time(run, strategy)).unwrap_or_default()
}
