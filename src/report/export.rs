//! The file formats of a run.

use super::on_demand::Task;

/// A file format in which a run can be saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Export {
    /// The report, which can be opened again.
    Json,
    /// An HTTP archive, for viewers that others wrote.
    Har,
    /// A row for each request.
    Csv,
    /// A table of the comparison.
    Markdown,
    /// A picture of the waterfalls.
    Svg,
}

impl Export {
    /// Every format, in the order of the buttons.
    pub const ALL: [Self; 5] = [Self::Json, Self::Har, Self::Csv, Self::Markdown, Self::Svg];

    /// The label of the button.
    #[must_use]
    pub fn name(self) -> &'static str {
        ["JSON", "HAR", "CSV", "Markdown", "SVG"][self as usize]
    }

    /// The name of the file.
    #[must_use]
    pub fn file(self) -> &'static str {
        [
            "inflight.json",
            "inflight.har",
            "inflight.csv",
            "inflight.md",
            "inflight.svg",
        ][self as usize]
    }

    /// The media type of the file.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        [
            "application/json",
            "application/json",
            "text/csv",
            "text/markdown",
            "image/svg+xml",
        ][self as usize]
    }

    /// The task of the on-demand program that writes the format; `None` for the
    /// report itself, which the page writes.
    #[must_use]
    pub fn task(self) -> Option<Task> {
        match self {
            Self::Json => None,
            Self::Har => Some(Task::Har),
            Self::Csv => Some(Task::Csv),
            Self::Markdown => Some(Task::Markdown),
            Self::Svg => Some(Task::Svg),
        }
    }
}
