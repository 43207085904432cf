//! The tasks of the on-demand program: other forms of a report, opening a
//! report, and the chart of a sweep.
//!
//! A first visit does not need these, so another program,
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
    analysis::{
        comparison::Comparison, environment::Environment, pace_sweep::PaceSweep, sweep::Sweep,
    },
    drawing::{
        rounds_svg::svg,
        sweep_chart::{self, Picture},
    },
    settings::Settings,
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
    /// Turns the address of this page and settings, a line for each, into HTML that
    /// embeds the figure ([`Settings::embed_this`]).
    EmbedThis,
    /// Turns a sweep into its [pictures](Picture) for the page.
    SweepPicture,
    /// Turns a sweep into an SVG file.
    SweepFile,
    /// Performs a sweep over the pace with the settings of a query string, and
    /// draws its [pictures](Picture) for the page.
    PacePicture,
    /// The same as an SVG file.
    PaceFile,
}

impl Task {
    const ALL: [Self; 9] = [
        Self::Csv,
        Self::Markdown,
        Self::Svg,
        Self::Open,
        Self::EmbedThis,
        Self::SweepPicture,
        Self::SweepFile,
        Self::PacePicture,
        Self::PaceFile,
    ];

    /// The name of the task in a call from the page.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Markdown => "markdown",
            Self::Svg => "svg",
            Self::Open => "open",
            Self::EmbedThis => "embed-this",
            Self::SweepPicture => "sweep-picture",
            Self::SweepFile => "sweep-file",
            Self::PacePicture => "pace-picture",
            Self::PaceFile => "pace-file",
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
        Task::EmbedThis => {
            let (page, query) = input.split_once('\n').unwrap_or_default();
            Ok(Settings::from_text(query).embed_this(page))
        }
        Task::SweepPicture => Ok(Picture::of(&sweep(input)?.0).text()),
        Task::SweepFile => sweep(input).map(|(sweep, how)| sweep_chart::svg(&sweep, &how)),
        Task::PacePicture => paces(input).map(|sweep| Picture::of_paces(&sweep).text()),
        Task::PaceFile => paces(input).map(|sweep| sweep_chart::paces_svg(&sweep)),
    }
}

fn report(text: &str) -> Result<(Comparison, Environment), String> {
    read(text).map_err(|error| error.to_string())
}

fn paces(query: &str) -> Result<PaceSweep, String> {
    let (settings, _) = Settings::from_query(query);
    PaceSweep::of(&settings).ok_or_else(|| "there is no quota".into())
}

fn sweep(text: &str) -> Result<(Sweep, String), String> {
    transfer::sweep::read(text).ok_or_else(|| "this is not a sweep".into())
}
