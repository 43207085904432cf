//! What is written down while a run goes.

use std::{
    cell::{Cell, RefCell},
    time::Duration,
};

use crate::{
    analysis::{
        comparison::Comparison,
        environment::Environment,
        stopping::{is_decided, rounds_done, until_decided},
        sweep::Sweep,
    },
    browser::{clock, document, monitor::Monitor},
    run::Event,
    settings::{Plan, Settings},
    state::Action,
    world::transport::Transport,
};

/// What is written down while a run goes.
pub(super) struct Recorder {
    pub(super) plan: Plan,
    pub(super) comparison: RefCell<Comparison>,
    pub(super) sweep: RefCell<Option<Sweep>>,
    vigil: Option<Monitor>,
    pub(super) transport: Cell<Transport>,
    pub(super) worker_lost: Cell<bool>,
    began: Cell<Duration>,
    clock_resolution: Duration,
}

impl Recorder {
    pub(super) fn new(settings: &Settings, plan: Plan) -> Self {
        Self {
            plan,
            comparison: RefCell::new(Comparison::new(settings.clone())),
            sweep: RefCell::new((plan == Plan::Sweep).then(|| Sweep::foretold(settings.clone()))),
            vigil: Monitor::begin(&settings.endpoint),
            transport: Cell::new(Transport::without_worker(&settings.endpoint)),
            worker_lost: Cell::new(false),
            began: Cell::new(clock::now()),
            clock_resolution: clock::resolution(),
        }
    }

    /// A run of the plan begins, with these settings.
    pub(super) fn begin(&self, run: Settings) {
        self.comparison.replace(match self.plan {
            Plan::UntilDecided => until_decided(run),
            Plan::Rounds | Plan::Sweep => Comparison::new(run),
        });
    }

    /// Takes in an event, or the end of all events, and what the page went
    /// through meanwhile.
    pub(super) fn note(&self, event: Option<Event>) {
        let begins = matches!(event, Some(Event::Announced { .. }));
        let ends = matches!(event, None | Some(Event::Ended));
        let mut comparison = self.comparison.borrow_mut();
        if begins {
            self.began.set(clock::now());
            self.vigil.iter().for_each(Monitor::round);
        }
        let settings = ends.then(|| comparison.settings.clone());
        if let (Some(settings), Some(round), Some(vigil)) =
            (settings, comparison.current_round(), &self.vigil)
        {
            round.longest_freeze = vigil.longest_freeze();
            round.hidden = vigil.hidden();
            vigil.set_queued(&settings, &mut round.timeline);
        }
        if let Some(event) = event {
            comparison.apply(event);
        }
        if let (true, Some(sweep)) = (ends, self.sweep.borrow_mut().as_mut()) {
            sweep.put(comparison.settings.concurrency, &comparison);
        }
    }

    /// Has the browser's entries of a round read before it is closed: of many,
    /// that takes a while, and the page is not to stand still.
    pub(super) async fn read_waits(&self) {
        if let Some(vigil) = &self.vigil {
            vigil.read_waits().await;
        }
    }

    /// Whether there is nothing left to find out.
    pub(super) fn is_decided(&self) -> bool {
        let comparison = self.comparison.borrow();
        let between_rounds = comparison.current().is_none();
        self.plan == Plan::UntilDecided
            && between_rounds
            && is_decided(&comparison, rounds_done(&comparison))
    }

    /// The settings become those of a run of just the rounds that there were.
    pub(super) fn take_rounds(&self) {
        let mut comparison = self.comparison.borrow_mut();
        let begun = comparison.begun().map(|one| comparison.rounds(one).len());
        let rounds = begun.max().unwrap_or(1);
        comparison.settings.rounds = rounds;
    }

    pub(super) fn progress(&self) -> Action {
        if let Some(sweep) = self.sweep.borrow().clone() {
            return Action::Sweeping(sweep);
        }
        let elapsed = clock::now().saturating_sub(self.began.get());
        Action::Progress {
            comparison: self.comparison.borrow().clone(),
            elapsed,
        }
    }

    pub(super) fn environment(&self) -> Environment {
        let transport = self.transport.get();
        let vigil = self.vigil.as_ref();
        let protocol = vigil.and_then(Monitor::protocol);
        Environment {
            transport,
            protocol: protocol.filter(|_| transport == Transport::Network),
            user_agent: document::user_agent(),
            clock_resolution: self.clock_resolution,
            was_hidden: vigil.is_some_and(Monitor::was_hidden),
            went_offline: vigil.is_some_and(Monitor::went_offline),
            worker_lost: self.worker_lost.get(),
        }
    }
}
