//! What the page knows, and the one place where that changes.

mod action;
mod change;
mod pace;
mod press;
mod scale;

pub use action::{Action, Open, Phase};
pub use press::Press;

use std::{rc::Rc, time::Duration};

use crate::{
    analysis::{
        comparison::Comparison, environment::Environment, sweep::Sweep, timeline::Timeline,
    },
    drawing::sweep_chart::Picture,
    highlight::Language,
    memory::Memory,
    settings::{Plan, Settings},
    strategy::Strategy,
};
use change::foretell;

/// What strategies will take.
pub type Predictions = Rc<[(Strategy, Duration)]>;

/// Everything that a figure shows derives from this.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// What the next run will do.
    pub settings: Settings,
    /// What was refused, and why.
    pub notices: Vec<String>,
    /// What the reader is asked before a run.
    pub question: Option<String>,
    /// Where the run stands.
    pub phase: Phase,
    /// What is run, or was run last.
    pub plan: Plan,
    /// What was measured, or is being measured.
    pub comparison: Option<Comparison>,
    /// The widths that were tried.
    pub sweep: Option<Sweep>,
    /// How they look; drawn when a width is complete.
    pub picture: Option<Picture>,
    /// How long the strategy that runs has been running.
    pub elapsed: Duration,
    /// How it is measured; known once the run has begun to send.
    pub environment: Option<Environment>,
    /// What the chosen strategies will take, in virtual time; nothing for
    /// networks that cannot be foretold.
    pub predictions: Predictions,
    /// The language of the code that is shown.
    pub language: Language,
    /// The settings that are open to be changed.
    pub open: Open,
    /// What was done that cannot be seen by itself.
    pub told: &'static str,
    /// The last runs of this browser, the latest first.
    pub memories: Vec<Memory>,
    /// When the one ended that is laid beside the present one.
    beside: Option<u64>,
    /// The request whose answer is read.
    pub read: Option<usize>,
    /// Whether the list of answers has been scrolled away from its beginning.
    pub scrolled: bool,
    /// Whether those out of sight are in it as well: while a run goes, they can
    /// wait.
    pub filled: bool,
    chosen: Option<Strategy>,
    last_ran: Option<Strategy>,
    /// Latency and deadline as they were, while all goes at a tenth of the
    /// speed.
    full_speed: Option<(Duration, Duration)>,
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
            question: None,
            phase: Phase::Idle,
            plan: Plan::Rounds,
            comparison: None,
            sweep: None,
            picture: None,
            elapsed: Duration::ZERO,
            environment: None,
            predictions,
            language: Language::Rust,
            open: Open::Nothing,
            told: "",
            memories: vec![],
            beside: None,
            read: None,
            scrolled: false,
            filled: true,
            chosen: None,
            last_ran: None,
            full_speed: None,
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
            Action::ChangePace => self.change_pace(),
            Action::Refuse(notices) => (self.notices, self.told) = (notices, ""),
            Action::Choose(strategy) => {
                self.read = self.read.filter(|_| self.chosen() == Some(strategy));
                self.chosen = Some(strategy);
            }
            Action::Read(index) => {
                self.read = Some(index).filter(|_| self.read != Some(index));
            }
            Action::Scroll(away) => self.scrolled = away,
            Action::Fill => self.filled = self.phase != Phase::Running,
            Action::Speak(language) => self.language = language,
            Action::Unfold(open) => self.open = open,
            Action::Ask(question) => self.question = question,
            Action::Tell(told) => (self.notices, self.told) = (vec![], told),
            Action::Recall(memories) => self.memories = memories,
            Action::Beside(when) => {
                self.beside = Some(when).filter(|_| self.beside != Some(when));
            }
            Action::Launch(settings, plan) => self.launch(settings, plan),
            Action::Equipped(environment) => {
                if !self.sweeps_beside() {
                    self.environment = Some(environment);
                }
            }
            Action::Progress {
                comparison,
                elapsed,
            } => {
                self.last_ran = comparison.current().or(self.last_ran);
                (self.comparison, self.elapsed) = (Some(comparison), elapsed);
            }
            Action::Sweeping(sweep) => self.sweep = Some(sweep),
            Action::Picture(settings, picture) => {
                let sweep = self.sweep.as_ref();
                if sweep.is_some_and(|sweep| sweep.settings == settings) {
                    self.picture = Some(picture);
                }
            }
            Action::Over {
                phase,
                comparison,
                environment,
            } => {
                self.phase = phase;
                if !self.sweeps_beside() {
                    self.comparison = comparison.or(self.comparison.take());
                    self.environment = Some(environment);
                }
                self.take_rounds();
            }
            Action::Show(comparison, environment) => self.show(comparison, environment),
        }
    }

    /// The earlier run that is laid beside the present one.
    #[must_use]
    pub fn beside(&self) -> Option<&Memory> {
        let mut memories = self.memories.iter();
        memories.find(|memory| Some(memory.when) == self.beside)
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
