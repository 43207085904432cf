//! The tasks of the on-demand program: other forms of a report, opening a
//! report, and the chart of a sweep.
//!
//! A first visit does not need these, so another program,
//! `src/bin/on_demand.rs`, does them; the page loads it when the reader asks for
//! the first of them. A task turns text into text. Its input is a report
//! ([`Report::json`](super::Report::json)) or a sweep
//! ([`transfer::sweep::write`]); its result is a file, the pictures of a sweep
//! ([`Picture::text`]), or the text of a run ([`transfer::write`](transfer::write())).

use std::io::{self, BufReader, Read};

use super::{
    csv::csv,
    environment::sentence,
    har::har,
    markdown::markdown,
    read, recordings,
    transfer::{self, write},
};
use crate::{
    analysis::{
        comparison::Comparison, environment::Environment, foretold::foretell,
        pace_sweep::PaceSweep, sweep::Sweep,
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
    /// Turns a report into an HTTP archive.
    Har,
    /// Turns a report into CSV.
    Csv,
    /// Turns a report into Markdown.
    Markdown,
    /// Turns a report into an SVG file.
    Svg,
    /// Turns a file of the reader's into the text of a run that the page can
    /// [replay](transfer::Replay), if it is a report, or else of a
    /// [recording](transfer::recording). Its input is a line with a seed, then the file.
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
    /// Foretells what becomes of recorded latencies, for the
    /// [page](transfer::foretold).
    Foretell,
    /// The chart of that as an SVG file.
    ForetoldFile,
}

impl Task {
    const ALL: [Self; 12] = [
        Self::Har,
        Self::Csv,
        Self::Markdown,
        Self::Svg,
        Self::Open,
        Self::EmbedThis,
        Self::SweepPicture,
        Self::SweepFile,
        Self::PacePicture,
        Self::PaceFile,
        Self::Foretell,
        Self::ForetoldFile,
    ];

    /// The name of the task in a call from the page.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Har => "har",
            Self::Csv => "csv",
            Self::Markdown => "markdown",
            Self::Svg => "svg",
            Self::Open => "open",
            Self::EmbedThis => "embed-this",
            Self::SweepPicture => "sweep-picture",
            Self::SweepFile => "sweep-file",
            Self::PacePicture => "pace-picture",
            Self::PaceFile => "pace-file",
            Self::Foretell => "foretell",
            Self::ForetoldFile => "foretold-file",
        }
    }
}

/// Runs the task with this key.
///
/// # Errors
/// A message for the reader.
pub fn run(task: &str, input: &str) -> Result<String, String> {
    run_watched(task, input, &|_| {})
}

/// The same; `watch` gets the share of a long task that is done, 0 to 1.
///
/// # Errors
/// A message for the reader.
pub fn run_watched(task: &str, input: &str, watch: &dyn Fn(f64)) -> Result<String, String> {
    let known = Task::ALL.into_iter().find(|one| one.key() == task);
    match known.ok_or("there is no such task")? {
        Task::Har => report(input).map(|(run, environment)| har(&run, &environment)),
        Task::Csv => Ok(csv(&report(input)?.0)),
        Task::Markdown => report(input).map(|(run, environment)| markdown(&run, &environment)),
        Task::Svg => report(input).map(|(run, environment)| svg(&run, &sentence(&environment))),
        Task::Open => open(input, watch),
        Task::EmbedThis => {
            let (page, query) = input.split_once('\n').unwrap_or_default();
            Ok(Settings::from_text(query).embed_this(page))
        }
        Task::SweepPicture => Ok(Picture::of(&sweep(input)?.0).text()),
        Task::SweepFile => sweep(input).map(|(sweep, how)| sweep_chart::svg(&sweep, &how)),
        Task::PacePicture => paces(input).map(|sweep| Picture::of_paces(&sweep).text()),
        Task::PaceFile => paces(input).map(|sweep| sweep_chart::paces_svg(&sweep)),
        Task::Foretell => {
            let (settings, recorded) = transfer::foretold::task(input);
            let (foretold, sweep) = foretell(&settings);
            let picture = Picture::foretold(&sweep, recorded);
            Ok(transfer::foretold::write(&foretold, &picture))
        }
        Task::ForetoldFile => {
            let (settings, recorded) = transfer::foretold::task(input);
            let (_, sweep) = foretell(&settings);
            Ok(sweep_chart::foretold_svg(&sweep, recorded))
        }
    }
}

fn open(input: &str, watch: &dyn Fn(f64)) -> Result<String, String> {
    let (seed, file) = input.split_once('\n').unwrap_or_default();
    if recordings::is_ours(file.as_bytes()) {
        let (run, environment) = report(file)?;
        return Ok(write(&run, &environment));
    }
    let seed = seed.parse().unwrap_or_default();
    let mut watched = BufReader::with_capacity(STEP, Watched::new(file.as_bytes(), watch));
    let file = recordings::read(&mut watched, seed)?;
    Ok(transfer::recording::write(&file))
}

/// How many bytes of a file are read between two calls of `watch`.
const STEP: usize = 1 << 18;

/// A file of which it is known how much was read.
struct Watched<'a> {
    left: &'a [u8],
    all: usize,
    watch: &'a dyn Fn(f64),
}

impl<'a> Watched<'a> {
    fn new(file: &'a [u8], watch: &'a dyn Fn(f64)) -> Self {
        let (left, all) = (file, file.len());
        Self { left, all, watch }
    }
}

impl Read for Watched<'_> {
    #[allow(clippy::cast_precision_loss)] // at most 128 MiB
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.left.read(into)?;
        (self.watch)((self.all - self.left.len()) as f64 / self.all.max(1) as f64);
        Ok(read)
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
