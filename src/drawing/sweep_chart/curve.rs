//! One strategy's line in the chart of a sweep.

use std::{num::NonZeroUsize, time::Duration};

use super::{
    Plot, class,
    pen::{line, number, path, through},
    scale::cross,
};
use crate::{
    analysis::{
        comparison::LEVEL,
        statistics::median_interval,
        sweep::{Point, all_ranked},
    },
    drawing::element::Element,
    strategy::Strategy,
};

/// A width, the median time at it, and the interval of that median.
pub(super) type Middle = (NonZeroUsize, Duration, Option<(Duration, Duration)>);

impl Plot<'_> {
    /// A line through the widths at which every round so far is ranked, with
    /// the intervals as whiskers, and crosses at the widths at which requests
    /// were lost.
    pub(super) fn line(&self, strategy: Strategy) -> Element {
        let middles = self.middles(strategy);
        let points: Vec<_> = middles.iter().map(|middle| self.point(middle)).collect();
        let whiskers = middles.iter().filter_map(|(width, _, interval)| {
            let (low, high) = (*interval)?;
            let x = self.x(*width);
            Some(line((x, self.y(low)), (x, self.y(high))).attr("class", "whisker"))
        });
        let dots = points.iter().map(|(x, y)| {
            let dot = Element::new("circle").attr("cx", number(*x));
            dot.attr("cy", number(*y)).attr("r", "3")
        });
        let failed = self.failed(strategy);
        Element::new("g")
            .attr("class", class(strategy))
            .children([path("line", &through(&points))])
            .children(whiskers.chain(dots))
            .children((!failed.is_empty()).then(|| path("failed", &failed)))
    }

    /// The median times at the widths at which every round so far is ranked.
    pub(super) fn middles(&self, strategy: Strategy) -> Vec<Middle> {
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

    /// The point of a median time.
    pub(super) fn point(&self, (width, time, _): &Middle) -> (f64, f64) {
        (self.x(*width), self.y(*time))
    }

    /// The data of a path with a cross at each width at which requests were
    /// lost, at the time until the last answer.
    fn failed(&self, strategy: Strategy) -> String {
        let cross = |(width, point): &(NonZeroUsize, Point)| {
            let time = point.time(strategy)?;
            if point.lost(strategy) == 0 {
                return None;
            }
            Some(cross((self.x(*width), self.y(time))))
        };
        self.sweep.points.iter().filter_map(cross).collect()
    }
}

/// The longest time drawn for a strategy at a width: the upper end of the
/// interval, or the median.
pub(super) fn highest(point: &Point, strategy: Strategy) -> Duration {
    let totals: Vec<f64> = point
        .totals(strategy)
        .iter()
        .map(|(_, total)| *total)
        .collect();
    let high = median_interval(&totals, LEVEL).map(|(_, high)| Duration::from_secs_f64(high));
    high.max(point.time(strategy)).unwrap_or_default()
}
