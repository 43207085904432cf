//! What the page seldom needs: a report in its other forms, a report opened,
//! the picture of a sweep.
//!
//! All of it is text made from text, by a second program (`src/bin/workshop.rs`)
//! that the page loads when it is wished for. What it is made from is written
//! by the page: [`Report::json`](crate::report::Report::json) and
//! [`transfer::sweep::write`]. What is made of a report is either a file, or what
//! [`replayed`](crate::report::replay::replayed) takes.

use crate::{
    analysis::{comparison::Comparison, environment::Environment, sweep::Sweep},
    drawing::{
        rounds_svg::svg,
        sweep_chart::{self, Picture},
    },
    report::{self, csv::csv, environment::sentence, events, markdown::markdown, transfer},
};

/// Something that can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// From a report: a file for spreadsheets.
    Csv,
    /// From a report: a table for discussions.
    Markdown,
    /// From a report: a drawing for slides.
    Svg,
    /// From a text that may be a report: what happened, to be
    /// [replayed](crate::report::replay::replayed).
    Opened,
    /// From a sweep: its [picture](crate::drawing::sweep_chart::Picture).
    Picture,
    /// From a sweep: a drawing that stands alone.
    PictureFile,
}

impl Wish {
    const ALL: [Self; 6] = [
        Self::Csv,
        Self::Markdown,
        Self::Svg,
        Self::Opened,
        Self::Picture,
        Self::PictureFile,
    ];

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        [
            "csv",
            "markdown",
            "svg",
            "opened",
            "picture",
            "picture-file",
        ][self as usize]
    }
}

/// Makes what is wished for.
///
/// # Errors
/// Why it cannot be made, in words for the reader.
pub fn make(wish: &str, from: &str) -> Result<String, String> {
    let known = Wish::ALL.into_iter().find(|one| one.word() == wish);
    match known.ok_or("this is not made here")? {
        Wish::Csv => Ok(csv(&read(from)?.0)),
        Wish::Markdown => read(from).map(|(run, environment)| markdown(&run, &environment)),
        Wish::Svg => read(from).map(|(run, environment)| svg(&run, &sentence(&environment))),
        Wish::Opened => {
            let (run, environment) = read(from)?;
            Ok(events::written(&run, &environment))
        }
        Wish::Picture => Ok(Picture::of(&swept(from)?.0).text()),
        Wish::PictureFile => swept(from).map(|(sweep, how)| sweep_chart::svg(&sweep, &how)),
    }
}

fn read(from: &str) -> Result<(Comparison, Environment), String> {
    report::read(from).map_err(|why| why.to_string())
}

fn swept(from: &str) -> Result<(Sweep, String), String> {
    transfer::sweep::read(from).ok_or_else(|| "there is no sweep".into())
}
