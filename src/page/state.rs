//! What the page knows, and the one place where that changes.

mod action;
mod axes;
mod change;
mod click_burst;
mod run;
mod slow_motion;
mod view;

pub use action::{Action, Open, Phase};
pub use click_burst::Click;
pub use run::{Predictions, Run};
pub use view::View;

use std::time::Duration;

use super::history::PastRun;
use crate::{
    analysis::{prediction::predictions, timeline::Timeline},
    settings::Settings,
    strategy::Strategy,
};

/// Everything that a figure shows derives from this.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// What the next run will do.
    pub settings: Settings,
    /// What is run, or was run last; a new run replaces it.
    pub run: Run,
    /// What the reader looks at, and what the page says to the reader.
    pub view: View,
}

impl Page {
    /// A page that has sent nothing.
    #[must_use]
    pub fn new(settings: Settings, notices: Vec<String>) -> Self {
        Self {
            run: Run::new(predictions(&settings).collect()),
            view: View::new(notices),
            settings,
        }
    }

    /// Takes in an action.
    pub fn apply(&mut self, action: Action) {
        let (run, view) = (&mut self.run, &mut self.view);
        match action {
            Action::Set(name, value) => {
                let mut settings = self.settings.clone();
                match settings.set(name, &value) {
                    Ok(()) => self.load(settings),
                    Err(refusal) => view.notices = vec![refusal.to_string()],
                }
            }
            Action::Load(settings) => self.load(settings),
            Action::ToggleSlowMotion => self.toggle_slow_motion(),
            Action::Refuse(notices) => (view.notices, view.announcement) = (notices, ""),
            Action::Choose(strategy) => {
                if self.chosen() != Some(strategy) {
                    self.view.open_answer = None;
                }
                self.view.chosen = Some(strategy);
            }
            Action::ToggleAnswer(index) => {
                view.open_answer = Some(index).filter(|_| view.open_answer != Some(index));
            }
            Action::Scroll(away) => view.scrolled = away,
            Action::ShowAllRows => run.all_rows = !run.is_running(),
            Action::SelectLanguage(language) => view.language = language,
            Action::OpenControls(open) => view.open = open,
            Action::Ask(question) => view.question = question,
            Action::Announce(words) => (view.notices, view.announcement) = (vec![], words),
            Action::HistoryLoaded(history) => view.history = history,
            Action::CompareWith(ended) => {
                view.baseline = Some(ended).filter(|_| view.baseline != Some(ended));
            }
            Action::Launch(settings, plan) => self.launch(settings, plan),
            Action::EnvironmentKnown(environment) => {
                if !self.keeps_earlier_result() {
                    self.run.environment = Some(environment);
                }
            }
            Action::Progress {
                comparison,
                elapsed,
            } => {
                run.last_ran = comparison.current().or(run.last_ran);
                (run.comparison, run.elapsed) = (Some(comparison), elapsed);
            }
            Action::SweepProgress(sweep) => run.sweep = Some(sweep),
            Action::SweepPicture(settings, picture) => {
                let sweep = run.sweep.as_ref();
                if sweep.is_some_and(|sweep| sweep.settings == settings) {
                    run.picture = Some(picture);
                }
            }
            Action::Finished {
                phase,
                comparison,
                environment,
            } => self.finish(phase, comparison, environment),
            Action::ShowReport(comparison, environment) => self.show(comparison, environment),
        }
    }

    /// The past run that is compared with the present one.
    #[must_use]
    pub fn baseline(&self) -> Option<&PastRun> {
        let mut history = self.view.history.iter();
        history.find(|past| Some(past.ended) == self.view.baseline)
    }

    /// The settings of what is shown: the run's own, once it has begun.
    #[must_use]
    pub fn shown(&self) -> &Settings {
        let comparison = self.run.comparison.as_ref();
        comparison.map_or(&self.settings, |comparison| &comparison.settings)
    }

    /// The strategy to look at: the reader's choice, else the current or last
    /// one of the run, else the first.
    #[must_use]
    pub fn chosen(&self) -> Option<Strategy> {
        let strategies = &self.shown().strategies;
        let wanted = [self.view.chosen, self.run.last_ran];
        let mut wanted = wanted.into_iter().flatten();
        let known = wanted.find(|strategy| strategies.contains(strategy));
        known.or(strategies.first().copied())
    }

    /// The latest round of a strategy.
    #[must_use]
    pub fn timeline(&self, strategy: Strategy) -> Option<&Timeline> {
        let rounds = self.run.comparison.as_ref()?.rounds(strategy);
        Some(&rounds.last()?.timeline)
    }

    /// How long a strategy has been running, if it is the current one.
    #[must_use]
    pub fn running(&self, strategy: Strategy) -> Option<Duration> {
        let current = self.run.comparison.as_ref()?.current();
        let runs = self.run.is_running() && current == Some(strategy);
        runs.then_some(self.run.elapsed)
    }

    /// The total that a strategy will have, if it can be predicted.
    #[must_use]
    pub fn predicted(&self, strategy: Strategy) -> Option<Duration> {
        let mut predictions = self.run.predictions.iter();
        Some(predictions.find(|(one, _)| *one == strategy)?.1)
    }
}
