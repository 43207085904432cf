//! What changes what the page knows, and the words for where it stands.

use std::time::Duration;

use crate::{
    comparison::Comparison, highlight::Language, report::Environment, settings::Settings,
    strategy::Strategy,
};

/// Where a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Nothing was sent yet.
    Idle,
    /// It goes on.
    Running,
    /// It came to its own end.
    Finished,
    /// The reader ended it.
    Cancelled,
    /// Something else ended it: the page went away.
    Interrupted,
}

impl Phase {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::Running => "running",
            Self::Finished => "finished",
            Self::Cancelled => "cancelled",
            Self::Interrupted => "interrupted",
        }
    }
}

/// Which controls of the settings are open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// None: they stand there as a sentence.
    Nothing,
    /// The one with this name, in its place in the sentence.
    Field(&'static str),
    /// The whole form.
    Form,
}

/// Something that changes what the page knows.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// A control was set: its name and its value.
    Set(&'static str, String),
    /// All settings at once: a preset, a link, a step back.
    Load(Settings),
    /// Something was refused.
    Refuse(Vec<String>),
    /// A strategy was chosen to be looked at.
    Choose(Strategy),
    /// A language was chosen for the code.
    Speak(Language),
    /// Controls were opened or closed.
    Unfold(Open),
    /// A run begins.
    Launch(Settings),
    /// How it is measured.
    Equipped(Environment),
    /// How far it is.
    Progress {
        /// All that happened so far.
        comparison: Comparison,
        /// Since the strategy that runs began.
        elapsed: Duration,
    },
    /// It is over.
    Over {
        /// How it ended.
        phase: Phase,
        /// All that happened.
        comparison: Comparison,
        /// How it was measured.
        environment: Environment,
        /// Whether the service worker was lost meanwhile.
        worker_lost: bool,
    },
}
