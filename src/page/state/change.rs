//! Changes of the state by new settings, runs and reports.

use std::{mem, rc::Rc};

use super::{Page, Phase, Run, recording::with_recording, run::predicted};
use crate::{
    analysis::{comparison::Comparison, environment::Environment},
    settings::{Plan, Settings},
    strategy::Strategy,
};

impl Page {
    /// Sets the settings. A run in progress keeps its own; results of other
    /// settings are removed.
    pub(super) fn load(&mut self, settings: Settings) {
        (self.view.refusals, self.view.notice) = (vec![], None);
        self.view.draft = None;
        if settings.code != self.settings.code && !settings.code.is_empty() {
            self.view.chosen = Some(Strategy::YOURS);
        }
        let same_run = settings.with_look_of(&self.settings) == self.settings;
        if !self.run.is_running() && !same_run {
            self.reset(settings);
        } else {
            if self.run.comparison.is_none() && !same_run {
                self.run.predictions = predicted(&settings, self.recording.as_ref());
            }
            self.settings = settings;
        }
        let latencies = &self.settings.latencies;
        self.recording = self.recording.take().filter(|opened| opened.has(latencies));
    }

    /// Begins a run.
    pub(super) fn launch(&mut self, settings: &Settings, plan: Plan) {
        let settings = settings.with_look_of(&self.settings);
        let same = settings == self.settings;
        let before = self.reset(settings.clone());
        let run = &mut self.run;
        (run.plan, run.phase, run.all_rows) = (plan, Phase::Running, false);
        if plan == Plan::Sweep {
            // A sweep keeps the comparison of an earlier run, with its environment.
            if before.comparison.is_some() {
                (run.comparison, run.environment) = (before.comparison, before.environment);
            }
            return;
        }
        let begun = Comparison::new(settings.clone());
        run.comparison = Some(with_recording(begun, self.recording.as_ref()));
        let swept = before.sweep.as_ref().map(|sweep| &sweep.settings);
        if swept.map_or(same, |swept| swept.with_look_of(&settings) == settings) {
            (run.sweep, run.picture) = (before.sweep, before.picture);
            run.foretold = before.foretold;
        }
    }

    /// Ends a run.
    pub(super) fn finish(
        &mut self,
        phase: Phase,
        comparison: Option<Comparison>,
        environment: Environment,
    ) {
        self.run.phase = phase;
        if !self.keeps_earlier_result() {
            let recording = self.recording.as_ref();
            let comparison = comparison.map(|one| with_recording(one, recording));
            self.run.comparison = comparison.or(self.run.comparison.take());
            self.run.environment = Some(environment);
        }
        if self.run.plan == Plan::UntilDecided {
            // The next run repeats the number of rounds that this one took.
            self.settings.rounds = self.shown().rounds;
        }
    }

    /// Whether the run is a sweep, and the result of an earlier run is kept.
    pub(super) fn keeps_earlier_result(&self) -> bool {
        self.run.plan == Plan::Sweep && self.run.comparison.is_some()
    }

    /// Shows the run of a report as it looked when it was over.
    pub(super) fn show(&mut self, comparison: Comparison, environment: Environment) {
        if self.run.is_running() {
            self.view.notice = Some("a run is going on: a report can be opened after it".into());
            return;
        }
        self.view.refusals.clear();
        self.recording = None;
        self.reset(comparison.settings.with_look_of(&self.settings));
        self.run.phase = if comparison.was_cancelled() {
            Phase::Cancelled
        } else {
            Phase::Finished
        };
        (self.run.comparison, self.run.environment) = (Some(comparison), Some(environment));
    }

    /// Sets the settings and removes the results; the reader's choices stay.
    /// Returns the run that was removed.
    fn reset(&mut self, settings: Settings) -> Run {
        let predictions = if settings == *self.shown() {
            Rc::clone(&self.run.predictions)
        } else {
            predicted(&settings, self.recording.as_ref())
        };
        self.settings = settings;
        self.view.clear();
        mem::replace(&mut self.run, Run::new(predictions))
    }
}
