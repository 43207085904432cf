//! Observations of the page during a run: whether it was hidden, how long its
//! thread was held up, by which protocol its fetches went, and how long they
//! waited for a connection.

use std::{cell::Cell, rc::Rc, time::Duration};

use gloo_events::EventListener;
use gloo_timers::callback::Interval;

use super::{clock, long_tasks::LongTasks, resource_timing::ResourceTimings};
use crate::{analysis::connection_waits::FetchTiming, settings::Endpoint};

/// The interval of the heartbeat, in milliseconds. A freeze shorter than this
/// may go unnoticed.
const HEARTBEAT: u32 = 10;

/// A monitor of the page; it stops when dropped.
pub struct Monitor {
    observations: Rc<Observations>,
    _heartbeat: Interval,
    _visibility: EventListener,
    _offline: EventListener,
    long_tasks: Option<LongTasks>,
}

#[derive(Default)]
struct Observations {
    last_beat: Cell<Duration>,
    longest_freeze: Cell<Duration>,
    hidden: Cell<bool>,
    was_hidden: Cell<bool>,
    offline: Cell<bool>,
    fetches: ResourceTimings,
}

impl Observations {
    /// A beat. If it is late, the thread was held up for that time.
    fn beat(&self) {
        let now = clock::now();
        let due = self.last_beat.replace(now) + Duration::from_millis(HEARTBEAT.into());
        self.add_freeze(now.saturating_sub(due));
    }

    fn add_freeze(&self, freeze: Duration) {
        self.longest_freeze
            .set(self.longest_freeze.get().max(freeze));
    }

    fn check_visibility(&self, document: &web_sys::Document) {
        if document.hidden() {
            self.hidden.set(true);
            self.was_hidden.set(true);
        }
    }
}

impl Monitor {
    /// Starts to watch runs against this endpoint; `None` outside of a page.
    #[must_use]
    pub fn start(endpoint: &Endpoint) -> Option<Self> {
        let window = web_sys::window()?;
        let document = window.document()?;
        let observations = Rc::new(Observations {
            fetches: ResourceTimings::of(endpoint),
            ..Observations::default()
        });
        observations.offline.set(!window.navigator().on_line());
        let [heartbeat, visibility, network, tasks] = [(); 4].map(|()| Rc::clone(&observations));
        let monitor = Self {
            _heartbeat: Interval::new(HEARTBEAT, move || heartbeat.beat()),
            _visibility: EventListener::new(&document.clone(), "visibilitychange", move |_| {
                visibility.check_visibility(&document);
            }),
            _offline: EventListener::new(&window, "offline", move |_| {
                network.offline.set(true);
            }),
            long_tasks: LongTasks::watch(move |task| tasks.add_freeze(task)),
            observations,
        };
        monitor.begin_round();
        Some(monitor)
    }

    /// Forgets the observations of the previous round. It is called when a
    /// round of a strategy begins, before its first request.
    pub fn begin_round(&self) {
        let now = clock::now();
        let observations = &self.observations;
        // The browser may list fetches of the previous round only now.
        observations.fetches.forget(now);
        observations.last_beat.set(now);
        observations.longest_freeze.set(Duration::ZERO);
        observations.hidden.set(false);
        if let Some(document) = web_sys::window().and_then(|window| window.document()) {
            observations.check_visibility(&document);
        }
    }

    /// The longest time in this round for which the thread was held up.
    #[must_use]
    pub fn longest_freeze(&self) -> Duration {
        self.long_tasks.iter().for_each(LongTasks::flush);
        self.observations.longest_freeze.get()
    }

    /// Reads the browser's entries of this round's fetches, some in each task.
    pub async fn read_fetches(&self) {
        self.observations.fetches.read().await;
    }

    /// Takes the timings of this round's fetches that the browser has listed.
    #[must_use]
    pub fn fetches(&self) -> Vec<FetchTiming> {
        self.observations.fetches.fetches()
    }

    /// Whether the page was hidden at some moment of this round.
    #[must_use]
    pub fn hidden(&self) -> bool {
        self.observations.hidden.get()
    }

    /// Whether the page was hidden at some moment of the run.
    #[must_use]
    pub fn was_hidden(&self) -> bool {
        self.observations.was_hidden.get()
    }

    /// Whether the browser was offline at some moment of the run.
    #[must_use]
    pub fn went_offline(&self) -> bool {
        self.observations.offline.get()
    }

    /// The protocol of the first answer whose protocol the browser shows.
    #[must_use]
    pub fn protocol(&self) -> Option<String> {
        self.observations.fetches.protocol()
    }
}

impl Drop for Monitor {
    fn drop(&mut self) {
        // The browser need not keep the entries of a run that was cancelled.
        self.observations.fetches.forget(clock::now());
    }
}
