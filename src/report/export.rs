//! What the reader may take away of a run.

use super::on_demand::Task;

/// A form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Export {
    /// The report itself: it can be opened again.
    Json,
    /// A row for each request.
    Csv,
    /// The comparison, as a table.
    Markdown,
    /// The waterfalls, as a picture.
    Svg,
}

impl Export {
    /// Every form, in the order of the buttons.
    pub const ALL: [Self; 4] = [Self::Json, Self::Csv, Self::Markdown, Self::Svg];

    /// The button's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        ["JSON", "CSV", "Markdown", "SVG"][self as usize]
    }

    /// The file's name.
    #[must_use]
    pub fn file(self) -> &'static str {
        [
            "inflight.json",
            "inflight.csv",
            "inflight.md",
            "inflight.svg",
        ][self as usize]
    }

    /// The file's media type.
    #[must_use]
    pub fn kind(self) -> &'static str {
        [
            "application/json",
            "text/csv",
            "text/markdown",
            "image/svg+xml",
        ][self as usize]
    }

    /// What the workshop is asked for; nothing for the report itself.
    #[must_use]
    pub fn task(self) -> Option<Task> {
        match self {
            Self::Json => None,
            Self::Csv => Some(Task::Csv),
            Self::Markdown => Some(Task::Markdown),
            Self::Svg => Some(Task::Svg),
        }
    }
}
