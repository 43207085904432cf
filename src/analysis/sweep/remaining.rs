//! The remaining time of a sweep.

use std::{num::NonZeroUsize, time::Duration};

use super::{STRATEGIES, Sweep};
use crate::strategy::Strategy;

impl Sweep {
    /// About how long the remaining rounds take. On the simulated network this is
    /// predicted; on any other it is extrapolated from the times so far, as if
    /// twice the width took half the time. `None` while there are no times.
    #[must_use]
    pub fn remaining(&self) -> Option<Duration> {
        let widths = self.widths();
        let points = widths.iter().enumerate();
        let times = points.flat_map(|(place, width)| {
            let predicted = self.predicted.get(place);
            [0, 1].map(|column| {
                let predicted = predicted.map(|both| both[column]);
                self.remaining_at(*width, STRATEGIES[column], predicted)
            })
        });
        times.sum()
    }

    /// How long the remaining rounds of a strategy take at a width.
    fn remaining_at(
        &self,
        width: NonZeroUsize,
        strategy: Strategy,
        predicted: Option<Duration>,
    ) -> Option<Duration> {
        let left = u32::try_from(self.left(width, strategy)).ok()?;
        if left == 0 {
            return Some(Duration::ZERO);
        }
        let each = predicted.or_else(|| self.extrapolated(width, strategy))?;
        Some(each * left)
    }

    /// How long a round takes, extrapolated from the nearest width up to this one
    /// that has a time.
    fn extrapolated(&self, width: NonZeroUsize, strategy: Strategy) -> Option<Duration> {
        let narrower = self.points.iter().filter(|(other, _)| *other <= width);
        let mut times = narrower.rev().filter_map(|(other, point)| {
            let times_as_wide =
                u32::try_from(width.get()).ok()? / u32::try_from(other.get()).ok()?;
            Some(point.time(strategy)? / times_as_wide)
        });
        times.next()
    }
}
