//! How new settings, a run and a report change what the page knows.

use std::rc::Rc;

use super::{Page, Phase, Predictions};
use crate::{
    analysis::{comparison::Comparison, environment::Environment, prediction::predict},
    settings::{Plan, Settings},
};

impl Page {
    /// New settings; a run that goes on keeps its own, results that do not
    /// belong to them any more are taken away.
    pub(super) fn load(&mut self, settings: Settings) {
        self.notices.clear();
        // A latency that the reader sets is meant as it stands.
        self.full_speed
            .take_if(|_| settings.latency != self.settings.latency);
        // How the page looks does not touch what was measured.
        let same_run = looking_like(&settings, &self.settings) == self.settings;
        if self.phase != Phase::Running && !same_run {
            *self = self.anew(settings);
        } else {
            self.settings = settings;
            if self.comparison.is_none() && !same_run {
                self.predictions = foretell(&self.settings);
            }
        }
    }

    pub(super) fn launch(&mut self, settings: Settings, plan: Plan) {
        let standing = self.settings.clone();
        let kept = self.sweep.take();
        let kept = kept.filter(|sweep| plan != Plan::Sweep && sweep.settings == settings);
        let mut page = self.anew(settings);
        if plan != Plan::Sweep {
            page.comparison = Some(Comparison::new(page.settings.clone()));
        } else if let Some(comparison) = self.comparison.take() {
            // It does not touch what was compared before, nor what was said of that.
            page.comparison = Some(comparison);
            page.environment = self.environment.take();
        }
        page.picture = self.picture.take().filter(|_| kept.is_some());
        (page.sweep, page.plan, page.phase) = (kept, plan, Phase::Running);
        page.filled = false;
        page.settings = looking_like(&page.settings, &standing);
        *self = page;
    }

    /// Whether what is tried is a sweep, beside the results of an earlier run.
    pub(super) fn sweeps_beside(&self) -> bool {
        self.plan == Plan::Sweep && self.comparison.is_some()
    }

    /// A run until it is decided has found out how many rounds it takes.
    pub(super) fn take_rounds(&mut self) {
        let rounds = self.shown().rounds;
        if self.plan == Plan::UntilDecided {
            self.settings.rounds = rounds;
        }
    }

    /// An earlier run, as it showed.
    pub(super) fn show(&mut self, comparison: Comparison, environment: Environment) {
        if self.phase == Phase::Running {
            self.notices = vec!["a run is going on: a report can be opened after it".into()];
            return;
        }
        let settings = looking_like(&comparison.settings, &self.settings);
        let mut page = self.anew(settings);
        page.phase = if comparison.was_cancelled() {
            Phase::Cancelled
        } else {
            Phase::Finished
        };
        (page.comparison, page.environment) = (Some(comparison), Some(environment));
        *self = page;
    }

    /// A page without results; what the reader looks at stays.
    pub(super) fn anew(&self, settings: Settings) -> Self {
        let predictions = if settings == *self.shown() {
            Rc::clone(&self.predictions)
        } else {
            foretell(&settings)
        };
        let Self {
            language,
            open,
            chosen,
            beside,
            scrolled,
            full_speed,
            ..
        } = *self;
        Self {
            language,
            open,
            chosen,
            beside,
            scrolled,
            full_speed,
            memories: self.memories.clone(),
            ..Self::blank(settings, vec![], predictions)
        }
    }
}

/// Settings that look like others: theme and embedding are theirs.
pub(super) fn looking_like(settings: &Settings, others: &Settings) -> Settings {
    Settings {
        theme: others.theme,
        embed: others.embed,
        ..settings.clone()
    }
}

/// What the chosen strategies will take, where that can be known.
pub(super) fn foretell(settings: &Settings) -> Predictions {
    let simulated = settings.is_simulated();
    let chosen = settings.strategies.iter().filter(|_| simulated);
    let foretold = chosen.filter_map(|one| Some((*one, predict(settings, *one, 0).total()?)));
    foretold.collect()
}
