//! The report: everything that was measured, for other programs.
//!
//! All times are in milliseconds; instants count from the start of the
//! strategy's round. An instant that was never reached is `null`. A report can
//! be [read](read()) back, and has other forms: [`har`] for the viewers of HTTP
//! archives, [`csv`] for spreadsheets, [`markdown`] for discussions,
//! [an SVG file](crate::drawing::rounds_svg) for slides.

pub mod csv;
pub mod environment;
pub mod export;
pub mod har;
pub mod markdown;
pub mod on_demand;
mod read;
pub mod recordings;
mod rows;
pub mod transfer;

pub use read::{Unreadable, read};

use std::time::Duration;

use serde::{Serialize, Serializer};
use serde_json::Number;

use crate::{
    analysis::{comparison::Comparison, environment::Environment},
    format::decimal,
    settings::{Kind, SETTINGS, Settings},
};
use environment::EnvironmentReport;
use rows::{RecordedReport, StrategyReport, of_recording, of_strategy};

/// The report of a run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    version: u32,
    settings: SettingsReport,
    environment: EnvironmentReport,
    /// The number of looks at which the run might end, if more than one.
    #[serde(skip_serializing_if = "Option::is_none")]
    looks: Option<u8>,
    /// The recording whose latencies these are; left out where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    recorded: Option<RecordedReport>,
    strategies: Vec<StrategyReport>,
}

/// Every setting by its name, in the type that fits it in JSON.
#[derive(Clone, Debug, PartialEq)]
struct SettingsReport(Settings);

impl Serialize for SettingsReport {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let pairs = SETTINGS.iter().map(|setting| {
            let text = setting.get(&self.0);
            let value = match setting.kind {
                Kind::Strategies => {
                    SettingValue::Keys(text.split(',').map(str::to_owned).collect())
                }
                Kind::Whole(..) | Kind::Real(..) => SettingValue::Number(number(text)),
                Kind::Words(_)
                | Kind::Endpoint
                | Kind::Parts
                | Kind::Rate(_)
                | Kind::Code(_)
                | Kind::Latencies => SettingValue::Text(text),
            };
            (setting.name, value)
        });
        serializer.collect_map(pairs)
    }
}

#[derive(Serialize)]
#[serde(untagged)]
enum SettingValue {
    Number(Number),
    Text(String),
    Keys(Vec<String>),
}

/// A number from its digits.
fn number(digits: String) -> Number {
    Number::from_string_unchecked(digits)
}

/// A time in milliseconds, to the microsecond.
#[must_use]
pub fn ms(duration: Duration) -> Number {
    number(decimal(duration.as_secs_f64() * 1e3, 3))
}

/// A ratio, to the millionth.
fn ratio(ratio: f64) -> Number {
    number(decimal(ratio, 6))
}

impl Report {
    /// The report of a run that is over.
    #[must_use]
    pub fn new(comparison: &Comparison, environment: Environment) -> Self {
        let strategies = comparison
            .begun()
            .map(|strategy| of_strategy(comparison, strategy))
            .collect();
        Self {
            version: 1,
            settings: SettingsReport(comparison.settings.clone()),
            environment: environment.into(),
            looks: (comparison.looks > 1).then_some(comparison.looks),
            recorded: comparison.recording().and_then(|one| of_recording(one)),
            strategies,
        }
    }

    /// The report as JSON, without line breaks.
    #[must_use]
    pub fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}
