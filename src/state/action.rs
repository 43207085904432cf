//! What changes what the page knows, and the words for where it stands.

use std::time::Duration;

use crate::{
    analysis::{comparison::Comparison, environment::Environment, sweep::Sweep},
    drawing::sweep_chart::Picture,
    highlight::Language,
    memory::Memory,
    settings::{Plan, Settings},
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
    /// The simulated network goes at a tenth of its speed, or at full speed
    /// again.
    ChangePace,
    /// Something was refused.
    Refuse(Vec<String>),
    /// A strategy was chosen to be looked at.
    Choose(Strategy),
    /// The answer to a request of the chosen strategy, by its index, is to be
    /// read, or not any more.
    Read(usize),
    /// The list of answers was scrolled away from its beginning, or back to it.
    Scroll(bool),
    /// That a run is over has been drawn: the whole list of answers can be.
    Fill,
    /// A language was chosen for the code.
    Speak(Language),
    /// Controls were opened or closed.
    Unfold(Open),
    /// The reader is asked something before a run, or not any more.
    Ask(Option<String>),
    /// A run begins.
    Launch(Settings, Plan),
    /// How it is measured.
    Equipped(Environment),
    /// How far it is.
    Progress {
        /// All that happened so far.
        comparison: Comparison,
        /// Since the strategy that runs began.
        elapsed: Duration,
    },
    /// How far a sweep is.
    Sweeping(Sweep),
    /// How a sweep with these settings looks.
    Picture(Settings, Picture),
    /// It is over.
    Over {
        /// How it ended.
        phase: Phase,
        /// All that happened; nothing new in a sweep.
        comparison: Option<Comparison>,
        /// How it was measured.
        environment: Environment,
    },
    /// A report was opened.
    Show(Comparison, Environment),
    /// The runs that this browser remembers.
    Recall(Vec<Memory>),
    /// The one that ended then is laid beside the present one, or taken away
    /// again.
    Beside(u64),
    /// Something was done that cannot be seen by itself.
    Tell(&'static str),
}

impl Action {
    /// How a run ended, if that is what happened.
    #[must_use]
    pub fn over(&self) -> Option<Phase> {
        match self {
            Self::Over { phase, .. } => Some(*phase),
            _ => None,
        }
    }
}
