//! The state of a figure, and the one place where it changes.

mod action;
mod axes;
mod change;
mod click_burst;
mod code;
mod instant;
mod listings;
mod recording;
mod run;
mod view;

pub use action::{Action, Open, Panel, Phase};
pub use click_burst::Click;
pub use code::Diagnosis;
pub use instant::{Replay, SLOW, SPEEDS, STEPS, Shown};
pub use listings::Listing;
pub use recording::Opened;
pub use run::Run;
pub use view::View;

use std::{mem, time::Duration};

use super::history::PastRun;
use crate::{
    analysis::{comparison::Round, timeline::Timeline},
    settings::{Refusal, Settings},
    strategy::Strategy,
};
use recording::with_recording;
use run::predicted;

/// The state of a figure. Everything that the figure shows derives from it.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The settings of the next run.
    pub settings: Settings,
    /// The run in progress, or the latest one. A new run replaces it.
    pub run: Run,
    /// The recording that is open, until other latencies are set.
    pub recording: Option<Opened>,
    /// The reader's choices, and the page's messages to the reader.
    pub view: View,
}

impl Page {
    /// The state before the first run, with messages about settings that were
    /// refused.
    #[must_use]
    pub fn new(settings: Settings, refusals: Vec<Refusal>) -> Self {
        Self {
            run: Run::new(predicted(&settings, None)),
            recording: None,
            view: View {
                panel: (!settings.code.is_empty()).then_some(Panel::Code),
                chosen: (!settings.code.is_empty()).then_some(Strategy::YOURS),
                ..View::new(refusals)
            },
            settings,
        }
    }

    /// Changes the state by an action.
    pub fn apply(&mut self, action: Action) {
        let (run, view) = (&mut self.run, &mut self.view);
        match action {
            Action::Set(name, value) => {
                let mut settings = self.settings.clone();
                let refusal = settings.set(name, &value).err();
                let mut refusals = mem::take(&mut view.refusals);
                refusals.retain(|one| one.setting() != Some(name));
                if refusal.is_none() {
                    if name == "latencies" && !settings.latencies.is_empty() {
                        settings.requests = settings.latencies.all().len();
                    }
                    self.load(settings);
                }
                refusals.extend(refusal);
                (self.view.refusals, self.view.notice) = (refusals, None);
            }
            Action::Load(settings) => self.load(settings),
            Action::GoTo(instant) => self.go_to(instant),
            Action::Replay(replay) => self.replay(replay),
            Action::Advance(elapsed) => self.advance(elapsed),
            Action::Move(steps) => self.move_by(steps),
            Action::Step => self.step(),
            Action::SetSpeed(speed) => view.speed = speed,
            Action::Refuse(refusals) => (view.refusals, view.announcement) = (refusals, ""),
            Action::Notify(notice) => (view.notice, view.announcement) = (Some(notice), ""),
            Action::CloseMessages => (view.refusals, view.notice) = (vec![], None),
            Action::Choose(strategy) => {
                if self.chosen() != Some(strategy) {
                    self.view.open_answer = None;
                }
                self.view.chosen = Some(strategy);
                self.ask_for_listing();
            }
            Action::ToggleAnswer(index) => {
                view.open_answer = (view.open_answer != Some(index)).then_some(index);
            }
            Action::Scroll(away) => view.scrolled = away,
            Action::ShowAllRows => run.all_rows = !run.is_running(),
            Action::SelectLanguage(language) => {
                view.language = language;
                self.forget_failed_listings();
                self.ask_for_listing();
            }
            Action::KeepListing(address, listing) => self.keep_listing(address, listing),
            Action::OpenEmbedThis(open) => {
                view.shows_embed_this = open;
                self.forget_failed_listings();
            }
            Action::OpenControls(open) => view.open = open,
            Action::Ask(question) => view.question = question,
            Action::Announce(announcement) => {
                (view.notice, view.announcement) = (None, announcement);
            }
            Action::Opening(share) => view.opening = share,
            Action::OpenPanel(panel) => view.panel = panel,
            Action::Draft(code) => view.draft = Some(code.into()),
            Action::HistoryLoaded(history) => view.history = history,
            Action::CompareWith(ended) => {
                view.baseline = (view.baseline != Some(ended)).then_some(ended);
            }
            Action::Launch(settings, plan) => self.launch(&settings, plan),
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
                run.elapsed = elapsed;
                run.comparison = Some(with_recording(comparison, self.recording.as_ref()));
            }
            Action::SweepProgress(sweep) => run.sweep = Some(sweep),
            Action::SweepPicture(settings, picture) => {
                let sweep = run.sweep.as_ref();
                if sweep.is_some_and(|sweep| sweep.settings == settings) {
                    run.picture = Some(picture);
                }
            }
            Action::PacePicture(settings, picture) => {
                if self.settings == settings && !run.is_running() {
                    (run.sweep, run.picture) = (None, Some(picture));
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

    /// The past run with which the present one is compared.
    #[must_use]
    pub fn baseline(&self) -> Option<&PastRun> {
        let mut history = self.view.history.iter();
        history.find(|past| Some(past.ended) == self.view.baseline)
    }

    /// The settings of the comparison that is shown; of the next run, if there
    /// is none.
    #[must_use]
    pub fn shown(&self) -> &Settings {
        let comparison = self.run.comparison.as_ref();
        comparison.map_or(&self.settings, |comparison| &comparison.settings)
    }

    /// The strategy that is shown in detail: the reader's choice, else the
    /// current or last one of the run, else the first.
    #[must_use]
    pub fn chosen(&self) -> Option<Strategy> {
        let strategies = &self.shown().strategies;
        let candidates = [self.view.chosen, self.run.last_ran];
        let mut candidates = candidates.into_iter().flatten();
        let chosen = candidates.find(|strategy| strategies.contains(strategy));
        chosen.or(strategies.first().copied())
    }

    /// The latest round of a strategy.
    #[must_use]
    pub fn timeline(&self, strategy: Strategy) -> Option<&Timeline> {
        let rounds = self.run.comparison.as_ref()?.rounds(strategy);
        Some(&rounds.last()?.timeline)
    }

    /// The time since a strategy's round began, if that round is in progress.
    #[must_use]
    pub fn running(&self, strategy: Strategy) -> Option<Duration> {
        let current = self.run.comparison.as_ref()?.current();
        let is_current = self.run.is_running() && current == Some(strategy);
        is_current.then_some(self.run.elapsed)
    }

    /// The first round of a strategy as it was predicted, if it could be.
    #[must_use]
    pub fn prediction(&self, strategy: Strategy) -> Option<&Round> {
        let round = self.run.predictions.rounds(strategy).first()?;
        Some(round)
    }

    /// The total that a strategy will have in the first round, if it can be
    /// predicted.
    #[must_use]
    pub fn predicted(&self, strategy: Strategy) -> Option<Duration> {
        let here = self.prediction(strategy);
        let here = here.and_then(|round| round.timeline.total());
        here.or_else(|| self.run.foretold.as_ref()?.total(strategy))
    }
}
