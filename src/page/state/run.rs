//! The state of a run.

use std::{rc::Rc, time::Duration};

use super::{Diagnosis, Opened, Phase, recording::with_recording};
use crate::{
    analysis::{
        comparison::Comparison, environment::Environment, foretold::Foretold,
        prediction::predictions, sweep::Sweep,
    },
    drawing::sweep_chart::Picture,
    settings::{Plan, Settings},
    strategy::Strategy,
};

/// More recorded latencies than this are not predicted by the page itself, because that
/// would hold its thread.
const PREDICTED_HERE: usize = 1_000;

/// The first rounds with these settings, as far as the page predicts them itself.
pub(super) fn predicted(settings: &Settings, recording: Option<&Opened>) -> Rc<Comparison> {
    let predicted = if settings.latencies.all().len() > PREDICTED_HERE {
        Comparison::new(settings.clone())
    } else {
        predictions(settings)
    };
    Rc::new(with_recording(predicted, recording))
}

/// A run, from before its first request to after its last.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The phase of the run.
    pub phase: Phase,
    /// The plan of the run.
    pub plan: Plan,
    /// The rounds so far. During a sweep and after it, those of an earlier run,
    /// if there are any.
    pub comparison: Option<Comparison>,
    /// The widths tried so far, in this run or in an earlier one with the same
    /// settings.
    pub sweep: Option<Sweep>,
    /// The chart of the sweep, once it is over; without a sweep, that of the paces.
    pub picture: Option<Picture>,
    /// The time since the current round began.
    pub elapsed: Duration,
    /// The environment of the comparison or, without one, of the sweep; `None`
    /// until the transport has been chosen.
    pub environment: Option<Environment>,
    /// The first round of each strategy in virtual time; none on a network that cannot
    /// be predicted.
    pub predictions: Rc<Comparison>,
    /// What becomes of the recording, once that is known.
    pub foretold: Option<Foretold>,
    /// Whether that was asked for.
    pub foretelling: bool,
    /// What the strategies do, once the run is over, in a program that can tell.
    pub(super) diagnoses: Vec<Diagnosis>,
    /// Whether all rows of the list of answers are filled. During a run, those
    /// out of sight wait.
    pub all_rows: bool,
    /// The current strategy, or the latest one.
    pub(super) last_ran: Option<Strategy>,
}

impl Run {
    /// A run with these settings before its first request.
    pub(super) fn new(predictions: Rc<Comparison>) -> Self {
        Self {
            phase: Phase::Idle,
            plan: Plan::Rounds,
            comparison: None,
            sweep: None,
            picture: None,
            elapsed: Duration::ZERO,
            environment: None,
            predictions,
            foretold: None,
            foretelling: false,
            diagnoses: vec![],
            all_rows: true,
            last_ran: None,
        }
    }

    /// Whether a run is in progress.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.phase == Phase::Running
    }

    /// Whether the page should send nothing by itself: while a run goes, it would
    /// be among what is measured; when one was interrupted, the page is being left.
    #[must_use]
    pub fn needs_quiet(&self) -> bool {
        matches!(self.phase, Phase::Running | Phase::Interrupted)
    }

    /// The comparison, unless a run is in progress.
    #[must_use]
    pub fn result(&self) -> Option<&Comparison> {
        if self.is_running() {
            return None;
        }
        self.comparison.as_ref()
    }
}
