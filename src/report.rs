//! The report: everything that was measured, for other programs.
//!
//! All times are milliseconds from the start of the strategy's round. What
//! never came is `null`.

use std::time::Duration;

use serde::{Serialize, Serializer};
use serde_json::Number;

use crate::{
    answer::Outcome,
    comparison::{Comparison, Round},
    endpoint::Endpoint,
    format::decimal,
    network::Network,
    settings::{Kind, SETTINGS, Settings},
    strategy::Strategy,
};

/// Where and how it was measured.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Environment {
    /// `service worker`, `in-page` or `network`: what the run began with.
    pub transport: &'static str,
    /// The protocol, where the browser tells: `h2`, `http/1.1`.
    pub protocol: Option<String>,
    /// What the browser calls itself.
    pub user_agent: String,
    /// The smallest step of the page's clock that was seen, in milliseconds.
    pub clock_resolution_ms: Number,
    /// Whether the page was hidden at any moment of the run.
    pub was_hidden: bool,
}

/// A run, for other programs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    version: u32,
    settings: SettingsReport,
    environment: Environment,
    strategies: Vec<StrategyReport>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct StrategyReport {
    strategy: &'static str,
    median_ms: Option<Number>,
    speedup: SpeedupReport,
    rounds: Vec<RoundReport>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
struct SpeedupReport {
    estimate: Option<Number>,
    low: Option<Number>,
    high: Option<Number>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct RoundReport {
    total_ms: Option<Number>,
    first_delivered_ms: Option<Number>,
    ideal_ms: Option<Number>,
    peak_in_flight: usize,
    inversions: usize,
    longest_freeze_ms: Number,
    ranked: bool,
    outcomes: OutcomesReport,
    requests: Vec<RequestReport>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct RequestReport {
    index: usize,
    started_ms: Option<Number>,
    finished_ms: Option<Number>,
    delivered_ms: Option<Number>,
    planned_ms: Option<Number>,
    /// Only where it is known how long a request waited in the browser for a
    /// connection.
    #[serde(skip_serializing_if = "Option::is_none")]
    queued_ms: Option<Number>,
    outcome: Option<&'static str>,
    status: Option<u16>,
    attempts: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct OutcomesReport {
    ok: usize,
    http: usize,
    network: usize,
    timeout: usize,
    body: usize,
    cancelled: usize,
    skipped: usize,
}

/// Every setting by its name, in its natural type.
#[derive(Clone, Debug, PartialEq)]
struct SettingsReport(Settings);

impl Serialize for SettingsReport {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let pairs = SETTINGS.iter().map(|setting| {
            let text = setting.get(&self.0);
            let value = match setting.kind {
                Kind::Strategies => Natural::Keys(text.split(',').map(str::to_owned).collect()),
                Kind::Whole(..) | Kind::Real(..) => Natural::Number(number(text)),
                Kind::Words(_) | Kind::Endpoint => Natural::Text(text),
            };
            (setting.name, value)
        });
        serializer.collect_map(pairs)
    }
}

#[derive(Serialize)]
#[serde(untagged)]
enum Natural {
    Number(Number),
    Text(String),
    Keys(Vec<String>),
}

/// A number from its digits.
fn number(digits: String) -> Number {
    Number::from_string_unchecked(digits)
}

/// Milliseconds, to the microsecond.
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
            environment,
            strategies,
        }
    }

    /// As JSON text.
    #[must_use]
    pub fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

fn of_strategy(comparison: &Comparison, strategy: Strategy) -> StrategyReport {
    let speedup = comparison.speedup(strategy);
    let interval = speedup.and_then(|speedup| speedup.interval);
    StrategyReport {
        strategy: strategy.key(),
        median_ms: comparison.median(strategy).map(ms),
        speedup: SpeedupReport {
            estimate: speedup.map(|speedup| ratio(speedup.estimate)),
            low: interval.map(|(low, _)| ratio(low)),
            high: interval.map(|(_, high)| ratio(high)),
        },
        rounds: comparison
            .rounds(strategy)
            .iter()
            .map(|round| of_round(&comparison.settings, round))
            .collect(),
    }
}

fn of_round(settings: &Settings, round: &Round) -> RoundReport {
    let timeline = &round.timeline;
    let count = |outcome| timeline.count(outcome);
    RoundReport {
        total_ms: timeline.total().map(ms),
        first_delivered_ms: timeline.first_delivered().map(ms),
        ideal_ms: round.ideal.map(ms),
        peak_in_flight: timeline.peak_in_flight(),
        inversions: timeline.inversions(),
        longest_freeze_ms: ms(round.longest_freeze),
        ranked: round.is_ranked(),
        outcomes: OutcomesReport {
            ok: count(Outcome::Ok),
            http: count(Outcome::Http),
            network: count(Outcome::Network),
            timeout: count(Outcome::Timeout),
            body: count(Outcome::Body),
            cancelled: count(Outcome::Cancelled),
            skipped: count(Outcome::Skipped),
        },
        requests: of_requests(settings, round),
    }
}

fn of_requests(settings: &Settings, round: &Round) -> Vec<RequestReport> {
    let simulated = settings.endpoint == Endpoint::Simulated;
    let planned = |index| simulated.then(|| ms(Network::planned(settings, round.number, index)));
    let spans = round.timeline.spans().iter().enumerate();
    let requests = spans.map(|(index, span)| RequestReport {
        index,
        started_ms: span.started.map(ms),
        finished_ms: span.finished.map(ms),
        delivered_ms: span.delivered.map(ms),
        planned_ms: planned(index),
        queued_ms: span.queued.map(ms),
        outcome: round.timeline.outcome(span).map(Outcome::word),
        status: span.answer.as_ref().and_then(|answer| answer.status),
        attempts: span.attempts,
    });
    requests.collect()
}
