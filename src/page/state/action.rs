//! The actions that change what the page knows.

use std::time::Duration;

use crate::{
    analysis::{comparison::Comparison, environment::Environment, sweep::Sweep},
    drawing::sweep_chart::Picture,
    page::{highlight::Language, history::PastRun},
    settings::{Plan, Settings},
    strategy::Strategy,
};

/// Where a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Nothing was sent yet.
    Idle,
    /// It is in progress.
    Running,
    /// It came to its end.
    Finished,
    /// The reader cancelled it.
    Cancelled,
    /// It ended early because the page was left.
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
    /// None: the settings are a sentence.
    Nothing,
    /// The control of this setting, in its place in the sentence.
    Field(&'static str),
    /// The whole form.
    Form,
}

/// Something that changes what the page knows.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// A control was set: the setting's name, and its value.
    Set(&'static str, String),
    /// All settings change at once: a preset, a link, a step back.
    Load(Settings),
    /// Slow motion is turned on or off.
    ToggleSlowMotion,
    /// Something was refused.
    Refuse(Vec<String>),
    /// A strategy was chosen to look at.
    Choose(Strategy),
    /// The answer to a request of the chosen strategy, by its index, is opened
    /// or closed.
    ToggleAnswer(usize),
    /// The list of answers was scrolled: away from its beginning or back to it.
    Scroll(bool),
    /// The end of a run has been drawn: the rest of the list can be filled.
    ShowAllRows,
    /// A language was chosen for the code.
    SelectLanguage(Language),
    /// Controls were opened or closed.
    OpenControls(Open),
    /// The reader is asked a question before a run; `None` takes it back.
    Ask(Option<String>),
    /// A run begins.
    Launch(Settings, Plan),
    /// How the run is measured has become known.
    EnvironmentKnown(Environment),
    /// How far the run is.
    Progress {
        /// All that happened so far.
        comparison: Comparison,
        /// The time since the current strategy began.
        elapsed: Duration,
    },
    /// How far the sweep is.
    SweepProgress(Sweep),
    /// The chart of a sweep with these settings has been drawn.
    SweepPicture(Settings, Picture),
    /// The run is over.
    Finished {
        /// How it ended.
        phase: Phase,
        /// All that happened; `None` after a sweep.
        comparison: Option<Comparison>,
        /// How it was measured.
        environment: Environment,
    },
    /// A report was opened.
    ShowReport(Comparison, Environment),
    /// The past runs of this browser have been read.
    HistoryLoaded(Vec<PastRun>),
    /// The past run that ended then is compared with the present one, or not
    /// any more.
    CompareWith(u64),
    /// Something was done that cannot be seen otherwise.
    Announce(&'static str),
}

impl Action {
    /// How the run ended, if this is the end of a run.
    #[must_use]
    pub fn end(&self) -> Option<Phase> {
        match self {
            Self::Finished { phase, .. } => Some(*phase),
            _ => None,
        }
    }
}
