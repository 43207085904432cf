//! A run, as the page knows it.

use std::{rc::Rc, time::Duration};

use super::Phase;
use crate::{
    analysis::{comparison::Comparison, environment::Environment, sweep::Sweep},
    drawing::sweep_chart::Picture,
    settings::Plan,
    strategy::Strategy,
};

/// The predicted totals of strategies.
pub type Predictions = Rc<[(Strategy, Duration)]>;

/// A run, from before its first request to after its last.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Where the run stands.
    pub phase: Phase,
    /// What is run.
    pub plan: Plan,
    /// What was measured so far.
    pub comparison: Option<Comparison>,
    /// The widths that were tried so far.
    pub sweep: Option<Sweep>,
    /// The chart of the sweep, once it is over.
    pub picture: Option<Picture>,
    /// How long the current strategy has been running.
    pub elapsed: Duration,
    /// How it is measured; known once the run has begun to send.
    pub environment: Option<Environment>,
    /// The totals that the chosen strategies will have, in virtual time; empty
    /// for networks that cannot be predicted.
    pub predictions: Predictions,
    /// Whether the list of answers also has the rows that are out of sight:
    /// during a run they can wait.
    pub all_rows: bool,
    pub(super) last_ran: Option<Strategy>,
}

impl Run {
    /// A run with these settings before its first request.
    pub(super) fn new(predictions: Predictions) -> Self {
        Self {
            phase: Phase::Idle,
            plan: Plan::Rounds,
            comparison: None,
            sweep: None,
            picture: None,
            elapsed: Duration::ZERO,
            environment: None,
            predictions,
            all_rows: true,
            last_ran: None,
        }
    }

    /// Whether a run is in progress.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.phase == Phase::Running
    }

    /// What was measured, unless a run is still in progress.
    #[must_use]
    pub fn result(&self) -> Option<&Comparison> {
        self.comparison.as_ref().filter(|_| !self.is_running())
    }
}
