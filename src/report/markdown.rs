//! A report for discussions: the comparison as a table in GitHub's Markdown.

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

/// The settings in a line, the table, and what may be said of it.
#[must_use]
pub fn markdown(comparison: &Comparison, environment: &Environment) -> String {
    let settings = plain(&comparison.settings.summary());
    let rows: String = comparison
        .begun()
        .map(|strategy| row(&cells(comparison, strategy)))
        .collect();
    let rule = "| --- |".to_owned() + &" ---: |".repeat(HEAD.len() - 1);
    let head = row(&HEAD.map(str::to_owned));
    let said = [Some(verdict(comparison)), caveat(comparison)];
    let said = said.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let (said, measured) = (plain(&said), plain(&sentence(environment)));
    format!("{settings}\n\n{head}{rule}\n{rows}\n{said}\n\n{measured}\n")
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
    let cells = cells.each_ref().map(|cell| plain(cell));
    format!("| {} |\n", cells.join(" | "))
}

/// A text that stays in its line and its cell, and formats nothing.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    for c in text.chars() {
        if "\\`*_[]<>|~&#$".contains(c) {
            plain.push('\\');
        }
        plain.push(if c.is_control() { ' ' } else { c });
    }
    plain
}
