//! What the page knows, and the one place where that changes.

use std::{rc::Rc, time::Duration};

use crate::{
    comparison::Comparison,
    drawing::Axis,
    endpoint::Endpoint,
    highlight::Language,
    prediction::predict,
    report::{Environment, Report},
    settings::Settings,
    strategy::Strategy,
    timeline::Timeline,
};

/// Where a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Nothing was sent yet.
    Idle,
    /// It goes on.
    Running,
    /// It came to its own end.
    Finished,
    /// The reader ended it.
    Cancelled,
    /// Something else ended it: the page went away.
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
    pub predictions: Rc<[(Strategy, Rc<Timeline>)]>,
    /// The language of the code that is shown.
    pub language: Language,
    /// The settings that are open to be changed.
    pub open: Open,
    chosen: Option<Strategy>,
    last_ran: Option<Strategy>,
}

/// Which controls of the settings are open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// None: they stand there as a sentence.
    Nothing,
    /// The one with this name, in its place in the sentence.
    Field(&'static str),
    /// The whole form.
    Form,
}

/// Something that changes what the page knows.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// A control was set: its name and its value.
    Set(&'static str, String),
    /// All settings at once: a preset, a link, a step back.
    Load(Settings),
    /// Something was refused.
    Refuse(Vec<String>),
    /// A strategy was chosen to be looked at.
    Choose(Strategy),
    /// A language was chosen for the code.
    Speak(Language),
    /// Controls were opened or closed.
    Unfold(Open),
    /// A run begins.
    Launch(Settings),
    /// How it is measured.
    Equipped(Environment),
    /// How far it is.
    Progress {
        /// All that happened so far.
        comparison: Comparison,
        /// Since the strategy that runs began.
        elapsed: Duration,
    },
    /// It is over.
    Over {
        /// How it ended.
        phase: Phase,
        /// All that happened.
        comparison: Comparison,
        /// How it was measured.
        environment: Environment,
        /// Whether the service worker was lost meanwhile.
        worker_lost: bool,
    },
}

impl Page {
    /// A page that has sent nothing.
    #[must_use]
    pub fn new(settings: Settings, notices: Vec<String>) -> Self {
        let predictions = foretell(&settings);
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
        if self.phase != Phase::Running && settings != self.settings {
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
            ..Self::new(settings, vec![])
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
        predictions.find(|(one, _)| *one == strategy)?.1.total()
    }

    /// The time axis that all strips share.
    #[must_use]
    pub fn axis(&self) -> Axis {
        let strategies = self.shown().strategies.iter().copied();
        let longest = strategies
            .map(|strategy| self.extent(strategy))
            .max()
            .unwrap_or_default();
        let predicted = self
            .shown()
            .strategies
            .iter()
            .filter_map(|one| self.predicted(*one))
            .max();
        match predicted.map(|predicted| predicted.mul_f64(1.05)) {
            Some(foreseen) if foreseen >= longest => Axis::until(foreseen),
            _ => Axis::growing(longest),
        }
    }

    /// The time axis of one strategy alone.
    #[must_use]
    pub fn own_axis(&self, strategy: Strategy) -> Axis {
        let extent = self.extent(strategy);
        match (self.running(strategy), self.predicted(strategy)) {
            (Some(_), None) => Axis::growing(extent),
            (None, _) if !extent.is_zero() => Axis::until(extent),
            (_, predicted) => Axis::until(extent.max(predicted.unwrap_or_default())),
        }
    }

    /// Up to where a strategy's latest round reaches so far.
    fn extent(&self, strategy: Strategy) -> Duration {
        let running = self.running(strategy);
        let ended = self.timeline(strategy).and_then(Timeline::end);
        running.into_iter().chain(ended).max().unwrap_or_default()
    }

    /// The report of a run that is over.
    #[must_use]
    pub fn report(&self) -> Option<Report> {
        let over = self.phase != Phase::Running;
        let (comparison, environment) = (self.comparison.as_ref()?, self.environment.clone()?);
        over.then(|| Report::new(comparison, environment))
    }
}

fn foretell(settings: &Settings) -> Rc<[(Strategy, Rc<Timeline>)]> {
    if settings.endpoint != Endpoint::Simulated {
        return Rc::new([]);
    }
    let strategies = settings.strategies.iter();
    strategies
        .map(|strategy| (*strategy, Rc::new(predict(settings, *strategy, 0))))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(query: &str) -> Page {
        Page::new(Settings::from_query(query).0, vec![])
    }

    #[test]
    fn a_refused_value_is_told_and_the_standing_one_stays() {
        let mut page = page("requests=7");
        page.apply(Action::Set("requests", "many".into()));
        assert_eq!(page.settings.requests, 7);
        assert!(page.notices[0].contains("“many”"));
        page.apply(Action::Set("requests", "8".into()));
        assert_eq!((page.settings.requests, page.notices.len()), (8, 0));
    }

    #[test]
    fn settings_changed_during_a_run_are_for_the_next_one() {
        let mut page = page("requests=7");
        page.apply(Action::Launch(page.settings.clone()));
        page.apply(Action::Set("requests", "8".into()));
        assert_eq!((page.shown().requests, page.settings.requests), (7, 8));
    }

    #[test]
    fn the_axis_is_fixed_by_the_prediction_until_the_run_exceeds_it() {
        let mut page = page("requests=3&latency=100&spread=0&strategies=sequential,joined");
        assert_eq!(page.axis().end, Duration::from_millis(315));
        page.apply(Action::Launch(page.settings.clone()));
        let mut comparison = Comparison::new(page.settings.clone());
        comparison.apply(crate::run::Event::Announced {
            round: 0,
            strategy: Strategy::Sequential,
        });
        for (elapsed, end) in [(200, 315), (315, 315), (320, 400)] {
            let elapsed = Duration::from_millis(elapsed);
            page.apply(Action::Progress {
                comparison: comparison.clone(),
                elapsed,
            });
            assert_eq!(page.axis().end, Duration::from_millis(end));
        }
    }

    #[test]
    fn the_strategy_that_runs_is_shown_until_the_reader_chooses_another() {
        let mut page = page("strategies=sequential,joined,batched");
        assert_eq!(page.chosen(), Some(Strategy::Sequential));
        page.apply(Action::Launch(page.settings.clone()));
        let mut comparison = Comparison::new(page.settings.clone());
        comparison.apply(crate::run::Event::Announced {
            round: 0,
            strategy: Strategy::Joined,
        });
        page.apply(Action::Progress {
            comparison,
            elapsed: Duration::ZERO,
        });
        assert_eq!(page.chosen(), Some(Strategy::Joined));
        page.apply(Action::Choose(Strategy::Batched));
        assert_eq!(page.chosen(), Some(Strategy::Batched));
        page.apply(Action::Set("strategies", "joined".into()));
        assert_eq!(
            page.chosen(),
            Some(Strategy::Batched),
            "the run goes on with its own strategies"
        );
    }
}
