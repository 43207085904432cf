//! Figures: numbers with a unit, an interval and a goal.

use inflight::analysis::statistics::{median, median_interval};
use serde::{Deserialize, Serialize};

/// A median or a percentile of measured values.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Figure {
    pub(crate) value: f64,
    /// The order-statistics interval of a median, of at least 95 %.
    pub(crate) interval: Option<(f64, f64)>,
    pub(crate) count: usize,
    pub(crate) unit: Unit,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) enum Unit {
    Times,
    Milliseconds,
    Seconds,
    Kibibytes,
    Pixels,
}

/// The goal of a figure.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) enum Goal {
    AtMost(f64),
    AtLeast(f64),
}

impl Figure {
    /// The median of a sample.
    pub(crate) fn median(values: &[f64], unit: Unit) -> Self {
        Self {
            value: median(values).expect("at least one value"),
            interval: median_interval(values, 0.95),
            count: values.len(),
            unit,
        }
    }

    /// The median of the ratios within pairs.
    pub(crate) fn ratio(above: &[f64], below: &[f64]) -> Self {
        let ratios: Vec<f64> = above.iter().zip(below).map(|(a, b)| a / b).collect();
        Self::median(&ratios, Unit::Times)
    }

    /// The percentile of a sample: its nearest rank.
    pub(crate) fn percentile(values: &[f64], percent: usize, unit: Unit) -> Self {
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        let rank = (sorted.len() * percent).div_ceil(100).max(1);
        Self {
            value: sorted[rank - 1],
            interval: None,
            count: sorted.len(),
            unit,
        }
    }

    /// A single value, without an interval.
    pub(crate) fn exact(value: f64, unit: Unit) -> Self {
        Self {
            value,
            interval: None,
            count: 1,
            unit,
        }
    }

    pub(crate) fn written(&self) -> String {
        write(self.value, self.unit)
    }

    pub(crate) fn interval_written(&self) -> String {
        self.interval.map_or("–".to_owned(), |(low, high)| {
            format!("{} to {}", write(low, self.unit), write(high, self.unit))
        })
    }
}

impl Goal {
    /// `undecided` if the figure misses the goal, but its interval reaches it.
    pub(crate) fn verdict(self, figure: &Figure) -> &'static str {
        let (low, high) = figure.interval.unwrap_or((figure.value, figure.value));
        let (met, perhaps) = match self {
            Self::AtMost(limit) => (figure.value <= limit, low <= limit),
            Self::AtLeast(limit) => (figure.value >= limit, high >= limit),
        };
        match (met, perhaps) {
            (true, _) => "met",
            (false, true) => "undecided",
            (false, false) => "missed",
        }
    }

    pub(crate) fn written(self, unit: Unit) -> String {
        match self {
            Self::AtMost(limit) => format!("≤ {}", write(limit, unit)),
            Self::AtLeast(limit) => format!("≥ {}", write(limit, unit)),
        }
    }
}

fn write(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Times if value >= 10.0 => format!("{value:.1}"),
        Unit::Times => format!("{value:.3}"),
        Unit::Milliseconds if value >= 100.0 => format!("{value:.0} ms"),
        Unit::Milliseconds => format!("{value:.1} ms"),
        Unit::Seconds => format!("{value:.1} s"),
        Unit::Kibibytes => format!("{value:.2} KiB"),
        Unit::Pixels => format!("{value:.1} px"),
    }
}
