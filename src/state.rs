//! What the page knows, and the one place where that changes.

mod action;
mod scale;

pub use action::{Action, Open, Phase};

use std::{rc::Rc, time::Duration};

use crate::{
    comparison::Comparison, endpoint::Endpoint, highlight::Language, prediction::predict,
    report::Environment, settings::Settings, strategy::Strategy, timeline::Timeline,
};

/// What strategies will take.
pub type Predictions = Rc<[(Strategy, Duration)]>;

/// Everything that a figure shows derives from this.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// What the next run will do.
    pub settings: Settings,
    /// What was refused, and why.
    pub notices: Vec<String>,
    /// Where the run stands.
    pub phase: Phase,
    /// What was measured, or is being measured.
    pub comparison: Option<Comparison>,
    /// How long the strategy that runs has been running.
    pub elapsed: Duration,
    /// How it is measured; known once the run has begun to send.
    pub environment: Option<Environment>,
    /// Whether the service worker was lost during the run.
    pub worker_lost: bool,
    /// What the chosen strategies will take, in virtual time; nothing for
    /// networks that cannot be foretold.
    pub predictions: Predictions,
    /// The language of the code that is shown.
    pub language: Language,
    /// The settings that are open to be changed.
    pub open: Open,
    chosen: Option<Strategy>,
    last_ran: Option<Strategy>,
}

impl Page {
    /// A page that has sent nothing.
    #[must_use]
    pub fn new(settings: Settings, notices: Vec<String>) -> Self {
        let predictions = foretell(&settings);
        Self::blank(settings, notices, predictions)
    }

    fn blank(settings: Settings, notices: Vec<String>, predictions: Predictions) -> Self {
        Self {
            settings,
            notices,
            phase: Phase::Idle,
            comparison: None,
            elapsed: Duration::ZERO,
            environment: None,
            worker_lost: false,
            predictions,
            language: Language::Rust,
            open: Open::Nothing,
            chosen: None,
            last_ran: None,
        }
    }

    /// Takes in an action.
    pub fn apply(&mut self, action: Action) {
        match action {
            Action::Set(name, value) => {
                let mut settings = self.settings.clone();
                match settings.set(name, &value) {
                    Ok(()) => self.load(settings),
                    Err(refusal) => self.notices = vec![refusal.to_string()],
                }
            }
            Action::Load(settings) => self.load(settings),
            Action::Refuse(notices) => self.notices = notices,
            Action::Choose(strategy) => self.chosen = Some(strategy),
            Action::Speak(language) => self.language = language,
            Action::Unfold(open) => self.open = open,
            Action::Launch(settings) => self.launch(settings),
            Action::Equipped(environment) => self.environment = Some(environment),
            Action::Progress {
                comparison,
                elapsed,
            } => {
                self.last_ran = comparison.current().or(self.last_ran);
                (self.comparison, self.elapsed) = (Some(comparison), elapsed);
            }
            Action::Over {
                phase,
                comparison,
                environment,
                worker_lost,
            } => {
                (self.phase, self.comparison) = (phase, Some(comparison));
                (self.environment, self.worker_lost) = (Some(environment), worker_lost);
            }
        }
    }

    /// New settings; a run that goes on keeps its own, results that do not
    /// belong to them any more are taken away.
    fn load(&mut self, settings: Settings) {
        self.notices.clear();
        let (theme, embed) = (settings.theme, settings.embed);
        // How the page looks does not touch what was measured.
        let same_run = settings
            == Settings {
                theme,
                embed,
                ..self.settings.clone()
            };
        if self.phase != Phase::Running && !same_run {
            *self = self.anew(settings);
        } else {
            self.settings = settings;
        }
    }

    fn launch(&mut self, settings: Settings) {
        let presentation = (self.settings.theme, self.settings.embed);
        let comparison = Some(Comparison::new(settings.clone()));
        *self = Self {
            comparison,
            phase: Phase::Running,
            ..self.anew(settings)
        };
        (self.settings.theme, self.settings.embed) = presentation;
    }

    /// A page without results; what the reader looks at stays.
    fn anew(&self, settings: Settings) -> Self {
        let predictions = if settings == self.settings {
            Rc::clone(&self.predictions)
        } else {
            foretell(&settings)
        };
        let Self {
            language,
            open,
            chosen,
            ..
        } = *self;
        Self {
            language,
            open,
            chosen,
            ..Self::blank(settings, vec![], predictions)
        }
    }

    /// The settings of what is shown: a run's own, while it goes.
    #[must_use]
    pub fn shown(&self) -> &Settings {
        self.comparison
            .as_ref()
            .map_or(&self.settings, |comparison| &comparison.settings)
    }

    /// The strategy to look at: the reader's choice, else the one that runs or
    /// ran last, else the first.
    #[must_use]
    pub fn chosen(&self) -> Option<Strategy> {
        let strategies = &self.shown().strategies;
        let wanted = [self.chosen, self.last_ran];
        let known = wanted
            .into_iter()
            .flatten()
            .find(|strategy| strategies.contains(strategy));
        known.or(strategies.first().copied())
    }

    /// The latest round of a strategy.
    #[must_use]
    pub fn timeline(&self, strategy: Strategy) -> Option<&Timeline> {
        let rounds = self.comparison.as_ref()?.rounds(strategy);
        Some(&rounds.last()?.timeline)
    }

    /// How long a strategy has been running, if it is the one.
    #[must_use]
    pub fn running(&self, strategy: Strategy) -> Option<Duration> {
        let current = self.comparison.as_ref()?.current();
        (self.phase == Phase::Running && current == Some(strategy)).then_some(self.elapsed)
    }

    /// What a strategy will take, if that can be known.
    #[must_use]
    pub fn predicted(&self, strategy: Strategy) -> Option<Duration> {
        let mut predictions = self.predictions.iter();
        Some(predictions.find(|(one, _)| *one == strategy)?.1)
    }
}

/// What the chosen strategies will take, where that can be known.
fn foretell(settings: &Settings) -> Predictions {
    let simulated = settings.endpoint == Endpoint::Simulated;
    let chosen = settings.strategies.iter().filter(|_| simulated);
    let foretold = chosen.filter_map(|one| Some((*one, predict(settings, *one, 0).total()?)));
    foretold.collect()
}
