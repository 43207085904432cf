//! The record of a run: events, observations of the page, and the environment.

use std::{
    cell::{Cell, RefCell},
    time::Duration,
};

use crate::{
    analysis::{
        comparison::Comparison,
        connection_waits,
        environment::Environment,
        stopping::{is_decided, rounds_done, until_decided},
        sweep::Sweep,
    },
    browser::{clock, document, monitor::Monitor},
    page::state::Action,
    run::Event,
    settings::{Plan, Settings},
    world::transport::Transport,
};

/// Records a run while it goes on.
pub(super) struct Recorder {
    plan: Plan,
    comparison: RefCell<Comparison>,
    sweep: RefCell<Option<Sweep>>,
    monitor: Option<Monitor>,
    transport: Cell<Transport>,
    worker_lost: Cell<bool>,
    began: Cell<Duration>,
    clock_resolution: Duration,
}

impl Recorder {
    /// A recorder of a run that has not begun.
    pub(super) fn new(settings: &Settings, plan: Plan) -> Self {
        let sweep = (plan == Plan::Sweep).then(|| Sweep::with_prediction(settings.clone()));
        Self {
            plan,
            comparison: RefCell::new(Comparison::new(settings.clone())),
            sweep: RefCell::new(sweep),
            monitor: Monitor::start(&settings.endpoint),
            transport: Cell::new(Transport::without_worker(&settings.endpoint)),
            worker_lost: Cell::new(false),
            began: Cell::new(clock::now()),
            clock_resolution: clock::resolution(),
        }
    }

    pub(super) fn plan(&self) -> Plan {
        self.plan
    }

    pub(super) fn comparison(&self) -> Comparison {
        self.comparison.borrow().clone()
    }

    pub(super) fn set_transport(&self, transport: Transport) {
        self.transport.set(transport);
    }

    pub(super) fn set_worker_lost(&self, lost: bool) {
        self.worker_lost.set(lost);
    }

    /// Begins a run of the plan, with these settings.
    pub(super) fn begin(&self, run: Settings) {
        self.comparison.replace(match self.plan {
            Plan::UntilDecided => until_decided(run),
            Plan::Rounds | Plan::Sweep => Comparison::new(run),
        });
    }

    /// Records an event.
    pub(super) fn record(&self, event: Event) {
        let ends = event == Event::Ended;
        if matches!(event, Event::Announced { .. }) {
            self.began.set(clock::now());
            self.monitor.iter().for_each(Monitor::begin_round);
        }
        if ends {
            self.describe_round();
        }
        self.comparison.borrow_mut().apply(event);
        if ends {
            self.update_sweep();
        }
    }

    /// Cancels the current round. Everything recorded of it is kept.
    pub(super) fn cancel(&self) {
        self.describe_round();
        self.update_sweep();
        self.comparison.borrow_mut().cancel();
    }

    /// Adds the monitor's observations to the current round.
    fn describe_round(&self) {
        let mut comparison = self.comparison.borrow_mut();
        let settings = comparison.settings.clone();
        if let (Some(round), Some(monitor)) = (comparison.current_round(), &self.monitor) {
            round.longest_freeze = monitor.longest_freeze();
            round.hidden = monitor.hidden();
            connection_waits::assign(&monitor.fetches(), &settings, &mut round.timeline);
        }
    }

    fn update_sweep(&self) {
        let comparison = self.comparison.borrow();
        let has_begun = comparison.begun().next().is_some();
        if let Some(sweep) = self.sweep.borrow_mut().as_mut()
            && has_begun
        {
            sweep.put(comparison.settings.concurrency, &comparison);
        }
    }

    /// Reads the browser's entries before a round ends. After 10,000 requests
    /// that takes long, and the page can draw meanwhile.
    pub(super) async fn read_fetches(&self) {
        if let Some(monitor) = &self.monitor {
            monitor.read_fetches().await;
        }
    }

    /// Whether the plan is to run until decided, and nothing is left undecided.
    pub(super) fn is_decided(&self) -> bool {
        let comparison = self.comparison.borrow();
        let between_rounds = comparison.current().is_none();
        self.plan == Plan::UntilDecided
            && between_rounds
            && is_decided(&comparison, rounds_done(&comparison))
    }

    /// Sets the setting `rounds` to the number of rounds that have begun.
    pub(super) fn keep_rounds_run(&self) {
        let mut comparison = self.comparison.borrow_mut();
        let counts = comparison
            .begun()
            .map(|strategy| comparison.rounds(strategy).len());
        let rounds = counts.max().unwrap_or(1);
        comparison.settings.rounds = rounds;
    }

    /// The action that shows how far the run is.
    pub(super) fn progress(&self) -> Action {
        if let Some(sweep) = self.sweep.borrow().clone() {
            return Action::SweepProgress(sweep);
        }
        Action::Progress {
            comparison: self.comparison(),
            elapsed: clock::now().saturating_sub(self.began.get()),
        }
    }

    /// The environment of the run, as far as it is known.
    pub(super) fn environment(&self) -> Environment {
        let transport = self.transport.get();
        let monitor = self.monitor.as_ref();
        let protocol = monitor.and_then(Monitor::protocol);
        Environment {
            transport,
            protocol: if transport == Transport::Network {
                protocol
            } else {
                None
            },
            user_agent: document::user_agent(),
            clock_resolution: self.clock_resolution,
            was_hidden: monitor.is_some_and(Monitor::was_hidden),
            went_offline: monitor.is_some_and(Monitor::went_offline),
            worker_lost: self.worker_lost.get(),
        }
    }
}
