//! One strategy's line in the drawing of a sweep.

use std::{num::NonZeroUsize, time::Duration};

use super::pen::{line, number, path, through};
use super::{Plot, class};
use crate::{
    analysis::{
        comparison::LEVEL,
        statistics::median_interval,
        sweep::{Point, all_ranked},
    },
    drawing::element::Element,
    strategy::Strategy,
};

/// The middle time at a width, and the interval for it.
pub(super) type Middle = (NonZeroUsize, Duration, Option<(Duration, Duration)>);

impl Plot<'_> {
    /// A line through the widths that count, and crosses at the others.
    pub(super) fn line(&self, strategy: Strategy) -> Element {
        let points = self.points(strategy);
        let places: Vec<_> = points.iter().map(|point| self.place(point)).collect();
        let whiskers = points.iter().filter_map(|(width, _, interval)| {
            let (low, high) = (*interval)?;
            let x = self.x(*width);
            Some(line((x, self.y(low)), (x, self.y(high))).attr("class", "whisker"))
        });
        let dots = places.iter().map(|(x, y)| {
            let dot = Element::new("circle").attr("cx", number(*x));
            dot.attr("cy", number(*y)).attr("r", "3")
        });
        let failed = self.failed(strategy);
        Element::new("g")
            .attr("class", class(strategy))
            .children([path("line", &through(&places))])
            .children(whiskers.chain(dots))
            .children((!failed.is_empty()).then(|| path("failed", &failed)))
    }

    /// The widths that count.
    pub(super) fn points(&self, strategy: Strategy) -> Vec<Middle> {
        let middle = |(width, point): &(NonZeroUsize, Point)| {
            let totals = all_ranked(point, strategy)?;
            let totals: Vec<f64> = totals.iter().map(|(_, total)| *total).collect();
            let seconds =
                |(low, high)| (Duration::from_secs_f64(low), Duration::from_secs_f64(high));
            let interval = median_interval(&totals, LEVEL).map(seconds);
            Some((*width, point.time(strategy)?, interval))
        };
        self.sweep.points.iter().filter_map(middle).collect()
    }

    pub(super) fn place(&self, (width, time, _): &Middle) -> (f64, f64) {
        (self.x(*width), self.y(*time))
    }

    /// Crosses where requests were lost, at the time until the last answer.
    fn failed(&self, strategy: Strategy) -> String {
        let cross = |(width, point): &(NonZeroUsize, Point)| {
            let time = point.time(strategy)?;
            if point.lost(strategy) == 0 {
                return None;
            }
            let (x, y) = (number(self.x(*width) - 4.0), number(self.y(time) - 4.0));
            Some(format!("M{x} {y}l8 8m0 -8l-8 8"))
        };
        self.sweep.points.iter().filter_map(cross).collect()
    }
}

/// The longest time that is drawn of a strategy.
pub(super) fn highest(point: &Point, strategy: Strategy) -> Duration {
    let totals: Vec<f64> = point
        .totals(strategy)
        .iter()
        .map(|(_, total)| *total)
        .collect();
    let high = median_interval(&totals, LEVEL).map(|(_, high)| Duration::from_secs_f64(high));
    high.max(point.time(strategy)).unwrap_or_default()
}
