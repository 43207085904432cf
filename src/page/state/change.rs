//! How new settings, a run and a report change what the page knows.

use std::{mem, rc::Rc};

use super::{Page, Phase, Run};
use crate::{
    analysis::{comparison::Comparison, environment::Environment, prediction::predictions},
    settings::{Plan, Settings},
};

impl Page {
    /// New settings. A run in progress keeps its own; results of other
    /// settings are taken away.
    pub(super) fn load(&mut self, settings: Settings) {
        self.view.notices.clear();
        // A latency that the reader sets is meant as it is.
        let full_speed = &mut self.view.full_speed;
        full_speed.take_if(|_| settings.latency != self.settings.latency);
        // Theme and embedding do not touch what was measured.
        let same_run = with_look_of(&settings, &self.settings) == self.settings;
        if !self.run.is_running() && !same_run {
            self.reset(settings);
        } else {
            if self.run.comparison.is_none() && !same_run {
                self.run.predictions = predictions(&settings).collect();
            }
            self.settings = settings;
        }
    }

    /// A run begins.
    pub(super) fn launch(&mut self, settings: Settings, plan: Plan) {
        let settings = with_look_of(&settings, &self.settings);
        let before = self.reset(settings.clone());
        let run = &mut self.run;
        (run.plan, run.phase, run.all_rows) = (plan, Phase::Running, false);
        if plan == Plan::Sweep {
            // A sweep does not touch what was compared before, nor how that was measured.
            (run.comparison, run.environment) = (before.comparison, before.environment);
            run.environment.take_if(|_| run.comparison.is_none());
            return;
        }
        run.comparison = Some(Comparison::new(settings.clone()));
        let same =
            |settings: &Settings, sweep: &Settings| with_look_of(sweep, settings) == *settings;
        run.sweep = before
            .sweep
            .filter(|sweep| same(&settings, &sweep.settings));
        run.picture = before.picture.filter(|_| run.sweep.is_some());
    }

    /// A run is over.
    pub(super) fn finish(
        &mut self,
        phase: Phase,
        comparison: Option<Comparison>,
        environment: Environment,
    ) {
        self.run.phase = phase;
        if !self.keeps_earlier_result() {
            self.run.comparison = comparison.or(self.run.comparison.take());
            self.run.environment = Some(environment);
        }
        if self.run.plan == Plan::UntilDecided {
            // Such a run has found out how many rounds it takes.
            self.settings.rounds = self.shown().rounds;
        }
    }

    /// Whether the run is a sweep beside the result of an earlier run.
    pub(super) fn keeps_earlier_result(&self) -> bool {
        self.run.plan == Plan::Sweep && self.run.comparison.is_some()
    }

    /// Shows a report, as its run looked when it was over.
    pub(super) fn show(&mut self, comparison: Comparison, environment: Environment) {
        if self.run.is_running() {
            self.view.notices = vec!["a run is going on: a report can be opened after it".into()];
            return;
        }
        self.reset(with_look_of(&comparison.settings, &self.settings));
        self.run.phase = if comparison.was_cancelled() {
            Phase::Cancelled
        } else {
            Phase::Finished
        };
        (self.run.comparison, self.run.environment) = (Some(comparison), Some(environment));
    }

    /// Takes results away; what the reader looks at stays. Returns the run
    /// that was there.
    fn reset(&mut self, settings: Settings) -> Run {
        let predictions = if settings == *self.shown() {
            Rc::clone(&self.run.predictions)
        } else {
            predictions(&settings).collect()
        };
        self.settings = settings;
        self.view.clear();
        mem::replace(&mut self.run, Run::new(predictions))
    }
}

/// Settings with the theme and the embedding of others.
fn with_look_of(settings: &Settings, others: &Settings) -> Settings {
    Settings {
        theme: others.theme,
        embed: others.embed,
        ..settings.clone()
    }
}
