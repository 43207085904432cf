//! The actions, which change the state.

use std::time::Duration;

use super::{Listing, Replay};
use crate::{
    analysis::{comparison::Comparison, environment::Environment, sweep::Sweep},
    drawing::sweep_chart::Picture,
    page::{highlight::Language, history::PastRun},
    settings::{Plan, Refusal, Settings},
    strategy::Strategy,
};

/// The phase of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The run has not begun.
    Idle,
    /// The run is in progress.
    Running,
    /// The run came to its end.
    Finished,
    /// The reader cancelled the run.
    Cancelled,
    /// The run ended early because the page was left.
    Interrupted,
}

impl Phase {
    /// The word for the phase, on the page.
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

/// The controls of settings that are open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// None: the settings are a sentence.
    Nothing,
    /// The field of the setting with this name, in its place in the sentence.
    Field(&'static str),
    /// The form with all settings.
    Form,
}

/// A panel of what the reader brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// The reader's code.
    Code,
    /// The reader's latencies.
    Latencies,
}

/// A change of the state.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Sets the setting with this name to a value.
    Set(&'static str, String),
    /// Replaces all settings by those of a preset, a link, or a step in the
    /// browser's history.
    Load(Settings),
    /// Shows an instant of the run; `None` is its end. A replay ends.
    GoTo(Option<Duration>),
    /// Begins a replay; `None` ends it where it is.
    Replay(Option<Replay>),
    /// Goes on with the replay after this time.
    Advance(Duration),
    /// Shows an instant that is this many steps of the axis later.
    Move(i32),
    /// Shows a later instant, in place of a replay.
    Step,
    /// Sets the speed of replays, in tenths of the real one.
    SetSpeed(u32),
    /// Shows refusals until their settings are changed.
    Refuse(Vec<Refusal>),
    /// Shows a notice about something that has failed, until something else is
    /// done.
    Notify(String),
    /// Removes refusals and notices.
    CloseMessages,
    /// Chooses the strategy that is shown in detail.
    Choose(Strategy),
    /// Opens or closes the answer to the request of the chosen strategy with
    /// this index.
    ToggleAnswer(usize),
    /// Notes whether the list of answers is scrolled away from its beginning.
    Scroll(bool),
    /// Fills the rest of the list, after the end of a run has been drawn.
    ShowAllRows,
    /// Selects the language of the code.
    SelectLanguage(Language),
    /// Notes which share of a file was read, in percent; `None` if none is being
    /// opened.
    Opening(Option<u8>),
    /// Keeps a listing with this address, or what became of it.
    KeepListing(String, Listing),
    /// Shows or hides the HTML that embeds the figure.
    OpenEmbedThis(bool),
    /// Opens or closes controls.
    OpenControls(Open),
    /// Opens a panel of what the reader brings, in place of another, or closes it.
    OpenPanel(Option<Panel>),
    /// Notes what stands in its editor.
    Draft(String),
    /// Asks the reader a question before a run; `None` removes it.
    Ask(Option<String>),
    /// Begins a run.
    Launch(Settings, Plan),
    /// Sets the environment of the run, which has become known.
    EnvironmentKnown(Environment),
    /// Shows how far the run is.
    Progress {
        /// The run so far.
        comparison: Comparison,
        /// The time since the current round began.
        elapsed: Duration,
    },
    /// Shows how far the sweep is.
    SweepProgress(Sweep),
    /// Shows the chart of a sweep with these settings.
    SweepPicture(Settings, Picture),
    /// Shows the chart of a sweep over the pace with these settings, in place of
    /// another.
    PacePicture(Settings, Picture),
    /// Ends a run.
    Finished {
        /// The phase after the run.
        phase: Phase,
        /// The whole run; `None` after a sweep.
        comparison: Option<Comparison>,
        /// The environment of the run.
        environment: Environment,
    },
    /// Shows the run of a report.
    ShowReport(Comparison, Environment),
    /// Sets the past runs of this browser.
    HistoryLoaded(Vec<PastRun>),
    /// Compares the present run with the past run that ended at this time, in
    /// milliseconds since 1970; or stops comparing with it.
    CompareWith(u64),
    /// Announces something that was done and has no other visible effect.
    Announce(&'static str),
}

impl Action {
    /// The phase after the run, if this action ends a run.
    #[must_use]
    pub fn end(&self) -> Option<Phase> {
        match self {
            Self::Finished { phase, .. } => Some(*phase),
            _ => None,
        }
    }
}
