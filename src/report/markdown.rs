//! A run as a table in GitHub's Markdown, for discussions.

use super::environment::sentence;
use crate::{
    analysis::{
        comparison::{Cells, Comparison},
        environment::Environment,
        verdict::{caveat, verdict},
    },
    format::UNKNOWN,
    strategy::Strategy,
};

const HEAD: [&str; 7] = [
    "Strategy",
    "Time",
    "Outcomes",
    "Speed-up",
    "Of its ideal",
    "First result",
    "Peak in flight",
];

/// The settings, the table, the verdict with its caveat, and the environment:
/// a paragraph each.
#[must_use]
pub fn markdown(comparison: &Comparison, environment: &Environment) -> String {
    let settings = escaped(&comparison.settings.summary());
    let rows: String = comparison
        .begun()
        .map(|strategy| row(&cells(comparison, strategy)))
        .collect();
    let rule = "| --- |".to_owned() + &" ---: |".repeat(HEAD.len() - 1);
    let head = row(&HEAD.map(str::to_owned));
    let findings = [Some(verdict(comparison)), caveat(comparison)];
    let findings = findings.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let (findings, environment) = (escaped(&findings), escaped(&sentence(environment)));
    format!("{settings}\n\n{head}{rule}\n{rows}\n{findings}\n\n{environment}\n")
}

fn cells(comparison: &Comparison, strategy: Strategy) -> [String; 7] {
    let cells = Cells::new(Some(comparison), strategy, None);
    let speedup = match &*cells.interval {
        "" => cells.speedup,
        interval => format!("{} ({interval})", cells.speedup),
    };
    let latest = comparison.rounds(strategy).last();
    let peak = latest.map(|round| round.timeline.peak_in_flight().to_string());
    [
        strategy.name().into(),
        cells.time,
        cells.outcomes,
        speedup,
        cells.of_ideal,
        cells.first,
        peak.unwrap_or_else(|| UNKNOWN.into()),
    ]
}

fn row(cells: &[String; 7]) -> String {
    let cells = cells.each_ref().map(|cell| escaped(cell));
    format!("| {} |\n", cells.join(" | "))
}

/// A text without line breaks, in which the characters that format text in
/// Markdown are escaped.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        if "\\`*_[]<>|~&#$".contains(c) {
            escaped.push('\\');
        }
        escaped.push(if c.is_control() { ' ' } else { c });
    }
    escaped
}
