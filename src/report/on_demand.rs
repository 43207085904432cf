//! What a first visit does not need: a report in its other forms, a report
//! opened, the picture of a sweep.
//!
//! A second program, `src/bin/on_demand.rs`, does all of it: the page loads it
//! when a reader asks for the first of these. Each task is text made from text.
//! The page writes what it starts from, [`Report::json`](super::Report::json)
//! or [`transfer::sweep::write`]; the result is a file, or what
//! [`replayed`](transfer::replayed) takes.

use super::{
    csv::csv,
    environment::sentence,
    markdown::markdown,
    read,
    transfer::{self, write},
};
use crate::{
    analysis::{comparison::Comparison, environment::Environment, sweep::Sweep},
    drawing::{
        rounds_svg::svg,
        sweep_chart::{self, Picture},
    },
};

/// Something that the on-demand program does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// From a report: a file for spreadsheets.
    Csv,
    /// From a report: a table for discussions.
    Markdown,
    /// From a report: a drawing for slides.
    Svg,
    /// From a text that may be a report: what happened, to be
    /// [replayed](transfer::replayed).
    Open,
    /// From a sweep: its [picture](Picture) for the page.
    SweepPicture,
    /// From a sweep: a drawing that stands alone.
    SweepFile,
}

impl Task {
    const ALL: [Self; 6] = [
        Self::Csv,
        Self::Markdown,
        Self::Svg,
        Self::Open,
        Self::SweepPicture,
        Self::SweepFile,
    ];

    /// The task's name between the two programs.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Markdown => "markdown",
            Self::Svg => "svg",
            Self::Open => "open",
            Self::SweepPicture => "sweep-picture",
            Self::SweepFile => "sweep-file",
        }
    }
}

/// Runs the task with this key.
///
/// # Errors
/// Why it failed, in words for the reader.
pub fn run(task: &str, from: &str) -> Result<String, String> {
    let known = Task::ALL.into_iter().find(|one| one.key() == task);
    match known.ok_or("there is no such task")? {
        Task::Csv => Ok(csv(&report(from)?.0)),
        Task::Markdown => report(from).map(|(run, environment)| markdown(&run, &environment)),
        Task::Svg => report(from).map(|(run, environment)| svg(&run, &sentence(&environment))),
        Task::Open => report(from).map(|(run, environment)| write(&run, &environment)),
        Task::SweepPicture => Ok(Picture::of(&sweep(from)?.0).text()),
        Task::SweepFile => sweep(from).map(|(sweep, how)| sweep_chart::svg(&sweep, &how)),
    }
}

fn report(from: &str) -> Result<(Comparison, Environment), String> {
    read(from).map_err(|why| why.to_string())
}

fn sweep(from: &str) -> Result<(Sweep, String), String> {
    transfer::sweep::read(from).ok_or_else(|| "there is no sweep".into())
}
