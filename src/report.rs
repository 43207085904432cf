//! The report: everything that was measured, for other programs.
//!
//! All times are milliseconds from the start of the strategy's round. What
//! never came is `null`.

use std::time::Duration;

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::{
    answer::Outcome,
    comparison::{Comparison, Round},
    endpoint::Endpoint,
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
    pub clock_resolution_ms: f64,
    /// Whether the page was hidden at any moment of the run.
    pub was_hidden: bool,
}

/// A run, for other programs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    version: u32,
    settings: Map<String, Value>,
    environment: Environment,
    strategies: Vec<StrategyReport>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct StrategyReport {
    strategy: &'static str,
    median_ms: Option<f64>,
    speedup: SpeedupReport,
    rounds: Vec<RoundReport>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize)]
struct SpeedupReport {
    estimate: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct RoundReport {
    total_ms: Option<f64>,
    first_delivered_ms: Option<f64>,
    ideal_ms: Option<f64>,
    peak_in_flight: usize,
    inversions: usize,
    longest_freeze_ms: f64,
    ranked: bool,
    outcomes: Map<String, Value>,
    requests: Vec<RequestReport>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct RequestReport {
    index: usize,
    started_ms: Option<f64>,
    finished_ms: Option<f64>,
    delivered_ms: Option<f64>,
    planned_ms: Option<f64>,
    outcome: Option<&'static str>,
    status: Option<u16>,
    attempts: u32,
}

/// Milliseconds, to the microsecond.
fn ms(duration: Duration) -> f64 {
    (duration.as_secs_f64() * 1e6).round() / 1e3
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
            settings: of_settings(&comparison.settings),
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

/// Every setting in its natural type.
fn of_settings(settings: &Settings) -> Map<String, Value> {
    let value = |kind, text: String| match kind {
        Kind::Strategies => json!(text.split(',').collect::<Vec<_>>()),
        // “0” and “1” are numbers too; numbers in text are JSON already.
        _ => serde_json::from_str(&text).unwrap_or(Value::String(text)),
    };
    let pairs = SETTINGS.iter().map(|setting| {
        (
            setting.name.to_owned(),
            value(setting.kind, setting.get(settings)),
        )
    });
    pairs.collect()
}

fn of_strategy(comparison: &Comparison, strategy: Strategy) -> StrategyReport {
    let speedup = comparison.speedup(strategy);
    let interval = speedup.and_then(|speedup| speedup.interval);
    StrategyReport {
        strategy: strategy.key(),
        median_ms: comparison.median(strategy).map(ms),
        speedup: SpeedupReport {
            estimate: speedup.map(|speedup| speedup.estimate),
            low: interval.map(|(low, _)| low),
            high: interval.map(|(_, high)| high),
        },
        rounds: comparison
            .rounds(strategy)
            .iter()
            .map(|round| of_round(comparison, strategy, round))
            .collect(),
    }
}

fn of_round(comparison: &Comparison, strategy: Strategy, round: &Round) -> RoundReport {
    let timeline = &round.timeline;
    let counts =
        Outcome::ALL.map(|outcome| (outcome.word().to_owned(), json!(timeline.count(outcome))));
    RoundReport {
        total_ms: timeline.total().map(ms),
        first_delivered_ms: timeline.first_delivered().map(ms),
        ideal_ms: comparison.ideal(strategy, round).map(ms),
        peak_in_flight: timeline.peak_in_flight(),
        inversions: timeline.inversions(),
        longest_freeze_ms: ms(round.longest_freeze),
        ranked: round.is_ranked(),
        outcomes: counts.into_iter().collect(),
        requests: of_requests(&comparison.settings, round),
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
        outcome: round.timeline.outcome(span).map(Outcome::word),
        status: span.answer.as_ref().and_then(|answer| answer.status),
        attempts: span
            .answer
            .as_ref()
            .map_or(u32::from(span.started.is_some()), |answer| answer.attempts),
    });
    requests.collect()
}
