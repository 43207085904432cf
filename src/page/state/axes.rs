//! The time axes: the common one of all strips, and each strategy's own.

use std::time::Duration;

use super::Page;
use crate::{analysis::timeline::Timeline, drawing::Axis, strategy::Strategy};

impl Page {
    /// The common time axis of all strips, with the bound of the server's quota.
    #[must_use]
    pub fn axis(&self) -> Axis {
        let strategies = self.shown().strategies.iter().copied();
        let longest = strategies
            .map(|strategy| self.extent(strategy))
            .chain(self.recorded().map(Timeline::end))
            .max()
            .unwrap_or_default();
        let predicted = self
            .shown()
            .strategies
            .iter()
            .filter_map(|strategy| self.predicted(*strategy))
            .max();
        // A little longer than predicted, because a real run takes a little longer.
        let axis = match predicted.map(|predicted| predicted.mul_f64(1.05)) {
            Some(end) if end >= longest => Axis::until(end),
            _ => Axis::growing(longest),
        };
        axis.with_bound(self.shown().quota_bound())
            .at(self.instant())
    }

    /// The time axis of one strategy alone.
    #[must_use]
    pub fn own_axis(&self, strategy: Strategy) -> Axis {
        let extent = self.extent(strategy);
        let axis = match (self.running(strategy), self.predicted(strategy)) {
            (Some(_), None) => Axis::growing(extent),
            (None, _) if !extent.is_zero() => Axis::until(extent),
            (_, predicted) => Axis::until(extent.max(predicted.unwrap_or_default())),
        };
        axis.at(self.instant())
    }

    /// The end of a strategy's latest round so far.
    fn extent(&self, strategy: Strategy) -> Duration {
        let running = self.running(strategy);
        let ended = self.timeline(strategy).map(Timeline::end);
        running.into_iter().chain(ended).max().unwrap_or_default()
    }
}
