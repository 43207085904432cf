//! The tasks of the on-demand program: other forms of a report, opening a
//! report, and the chart of a sweep.
//!
//! A first visit does not need these, so a second program,
//! `src/bin/on_demand.rs`, does them; the page loads it when the reader asks for
//! the first of them. A task turns text into text. Its input is a report
//! ([`Report::json`](super::Report::json)) or a sweep
//! ([`transfer::sweep::write`]); its result is a file, the pictures of a sweep
//! ([`Picture::text`]), or the text of a run ([`transfer::write`](transfer::write())).

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

/// A task of the on-demand program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Turns a report into CSV.
    Csv,
    /// Turns a report into Markdown.
    Markdown,
    /// Turns a report into an SVG file.
    Svg,
    /// Turns a file of the reader's, which may be a report, into the text of a
    /// run that the page can [replay](transfer::Replay).
    Open,
    /// Turns a sweep into its [pictures](Picture) for the page.
    SweepPicture,
    /// Turns a sweep into an SVG file.
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

    /// The name of the task in a call from the page.
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
/// A message for the reader.
pub fn run(task: &str, input: &str) -> Result<String, String> {
    let known = Task::ALL.into_iter().find(|one| one.key() == task);
    match known.ok_or("there is no such task")? {
        Task::Csv => Ok(csv(&report(input)?.0)),
        Task::Markdown => report(input).map(|(run, environment)| markdown(&run, &environment)),
        Task::Svg => report(input).map(|(run, environment)| svg(&run, &sentence(&environment))),
        Task::Open => report(input).map(|(run, environment)| write(&run, &environment)),
        Task::SweepPicture => Ok(Picture::of(&sweep(input)?.0).text()),
        Task::SweepFile => sweep(input).map(|(sweep, how)| sweep_chart::svg(&sweep, &how)),
    }
}

fn report(text: &str) -> Result<(Comparison, Environment), String> {
    read(text).map_err(|error| error.to_string())
}

fn sweep(text: &str) -> Result<(Sweep, String), String> {
    transfer::sweep::read(text).ok_or_else(|| "this is not a sweep".into())
}
