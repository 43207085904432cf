//! The rows of a report: strategies, rounds and requests.

use std::time::Duration;

use serde::Serialize;
use serde_json::Number;

use super::{ms, number, ratio};
use crate::{
    analysis::{
        comparison::{Comparison, Round},
        recording::Recording,
        timeline::Try,
    },
    format::decimal,
    settings::Settings,
    strategy::Strategy,
    world::{answer::Outcome, function::Ending, network::Network},
};

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct StrategyReport {
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
    /// How the reader's function ended; left out where none was called.
    #[serde(skip_serializing_if = "Option::is_none")]
    returned: Option<ReturnedReport>,
    requests: Vec<RequestReport>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct RequestReport {
    pub(super) index: usize,
    pub(super) started_ms: Option<Number>,
    pub(super) finished_ms: Option<Number>,
    pub(super) delivered_ms: Option<Number>,
    pub(super) planned_ms: Option<Number>,
    /// The time that the request waited in the browser for a connection; left
    /// out where that is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) queued_ms: Option<Number>,
    pub(super) outcome: Option<&'static str>,
    pub(super) status: Option<u16>,
    pub(super) attempts: u32,
    /// Each sending; left out if there was only one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) tries: Vec<TryReport>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TryReport {
    started_ms: Number,
    finished_ms: Option<Number>,
    status: Option<u16>,
}

/// The end of the reader's function.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct ReturnedReport {
    at_ms: Number,
    /// `returned`, `threw` or `stopped`.
    how: &'static str,
    /// What the reader was told; `null` if it returned.
    words: Option<String>,
    /// The line of the code; `null` if it is not known.
    line: Option<Number>,
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

/// The starts and the ends of a recording.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct RecordedReport {
    requests: Vec<RecordedRequest>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct RecordedRequest {
    started_ms: Number,
    finished_ms: Number,
    status: Option<u16>,
}

/// A recording; `None` of a bare list, whose latencies are among the settings.
pub(super) fn of_recording(recording: &Recording) -> Option<RecordedReport> {
    let requests = recording.requests().iter().map(|request| {
        let started = request.started?;
        Some(RecordedRequest {
            started_ms: ms(started),
            finished_ms: ms(started + request.latency),
            status: request.status,
        })
    });
    let requests = requests.collect::<Option<_>>()?;
    Some(RecordedReport { requests })
}

pub(super) fn of_strategy(comparison: &Comparison, strategy: Strategy) -> StrategyReport {
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
        returned: timeline.returned().map(of_returned),
        requests: of_requests(settings, round),
    }
}

fn of_returned((at, ending): &(Duration, Ending)) -> ReturnedReport {
    let fault = ending.fault();
    let line = fault.map(|fault| fault.line).filter(|line| *line > 0);
    ReturnedReport {
        at_ms: ms(*at),
        how: ending.word(),
        words: fault.map(|fault| fault.words.as_ref().into()),
        line: line.map(|line| number(decimal(f64::from(line), 0))),
    }
}

fn of_try(one: &Try) -> TryReport {
    TryReport {
        started_ms: ms(one.started),
        finished_ms: one.finished.map(ms),
        status: one.status,
    }
}

/// The requests of a round, by index.
pub(super) fn of_requests(settings: &Settings, round: &Round) -> Vec<RequestReport> {
    let simulated = settings.is_simulated();
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
        tries: span.tries.iter().map(of_try).collect(),
    });
    requests.collect()
}
