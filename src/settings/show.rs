//! Which parts of a figure are shown.

use std::fmt;

/// A part of a figure that can be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The sentence whose settings can be changed, the presets and the form.
    Settings,
    /// The chosen strategy at its own scale.
    Detail,
    /// Where the time went.
    Time,
    /// The answers of the chosen strategy.
    Responses,
    /// Its code.
    Code,
    /// Files, links and the lines that embed the figure.
    Export,
}

/// The parts, in their order on the page, with their words.
const PARTS: [(Part, &str); 6] = [
    (Part::Settings, "settings"),
    (Part::Detail, "detail"),
    (Part::Time, "time"),
    (Part::Responses, "responses"),
    (Part::Code, "code"),
    (Part::Export, "export"),
];

/// The parts of a figure that are shown. Without any of them a figure has *Run*,
/// its settings in words, the rows, a sentence and a link.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Show {
    /// All parts on the page, none in an embedded figure.
    #[default]
    Auto,
    /// These parts, in their order on the page.
    Parts(Vec<Part>),
}

impl Show {
    /// What a text must be to name parts, for messages.
    pub const EXPECTED: &str = "all, none, auto, or some of settings, detail, time, responses, \
        code and export, separated by commas";

    /// The parts that a text names, separated by commas or spaces.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let part = |word| PARTS.iter().find(|(_, name)| *name == word);
        match text {
            "auto" => Some(Self::Auto),
            "all" => Some(Self::Parts(PARTS.map(|(part, _)| part).into())),
            "none" => Some(Self::Parts(vec![])),
            _ => {
                let words = text.split([',', ' ']).filter(|word| !word.is_empty());
                let chosen = words.map(part).collect::<Option<Vec<_>>>()?;
                let parts = PARTS.iter().filter(|part| chosen.contains(part));
                (!chosen.is_empty()).then(|| Self::Parts(parts.map(|(part, _)| *part).collect()))
            }
        }
    }

    /// Whether a part is shown, in an embedded figure or on the page.
    pub(super) fn includes(&self, part: Part, embedded: bool) -> bool {
        match self {
            Self::Auto => !embedded,
            Self::Parts(parts) => parts.contains(&part),
        }
    }

    /// Whether every part is shown.
    pub(super) fn is_all(&self, embedded: bool) -> bool {
        PARTS.iter().all(|(part, _)| self.includes(*part, embedded))
    }
}

impl fmt::Display for Show {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Parts(parts) = self else {
            return f.write_str("auto");
        };
        if parts.is_empty() {
            return f.write_str("none");
        }
        if parts.len() == PARTS.len() {
            return f.write_str("all");
        }
        let shown = PARTS.iter().filter(|(part, _)| parts.contains(part));
        let words: Vec<_> = shown.map(|(_, word)| *word).collect();
        f.write_str(&words.join(","))
    }
}
