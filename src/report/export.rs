//! The forms in which a run can be saved.

use super::on_demand::Task;

/// A form in which a run can be saved.
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
    pub fn media_type(self) -> &'static str {
        [
            "application/json",
            "text/csv",
            "text/markdown",
            "image/svg+xml",
        ][self as usize]
    }

    /// What the on-demand program does for it; `None` for the report itself.
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
