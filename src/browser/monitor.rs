//! A watch over the page while a run goes: was it hidden, did its thread
//! stand still, which protocol did the answers come by, how long did requests
//! wait for a connection.

use std::{cell::Cell, rc::Rc, time::Duration};

use gloo_events::EventListener;
use gloo_timers::callback::Interval;

use super::{clock, long_tasks::LongTasks, resource_timing::ResourceTimings};
use crate::{
    analysis::timeline::Timeline,
    settings::{Endpoint, Settings},
};

/// How often the heart beats, in milliseconds. A freeze shorter than this may
/// go unseen.
const BEAT: u32 = 10;

/// What was seen so far; the watch ends when it is dropped.
pub struct Monitor {
    seen: Rc<Seen>,
    _heart: Interval,
    _visibility: EventListener,
    _offline: Option<EventListener>,
    tasks: Option<LongTasks>,
}

#[derive(Default)]
struct Seen {
    last_beat: Cell<Duration>,
    freeze: Cell<Duration>,
    hidden: Cell<bool>,
    was_hidden: Cell<bool>,
    offline: Cell<bool>,
    waits: ResourceTimings,
}

impl Seen {
    /// The longest by which a beat came late: that long, the thread did not
    /// answer.
    fn beat(&self) {
        let now = clock::now();
        let due = self.last_beat.replace(now) + Duration::from_millis(BEAT.into());
        let late = now.saturating_sub(due);
        self.freeze.set(self.freeze.get().max(late));
    }

    fn look(&self, document: &web_sys::Document) {
        if document.hidden() {
            self.hidden.set(true);
            self.was_hidden.set(true);
        }
    }
}

impl Monitor {
    /// Begins to watch runs against this endpoint; `None` outside of a page.
    #[must_use]
    pub fn begin(endpoint: &Endpoint) -> Option<Self> {
        let document = web_sys::window()?.document()?;
        let seen = Rc::new(Seen {
            waits: ResourceTimings::of(endpoint),
            ..Seen::default()
        });
        let (heart, visibility, offline, tasks) = (
            Rc::clone(&seen),
            Rc::clone(&seen),
            Rc::clone(&seen),
            Rc::clone(&seen),
        );
        let watched = document.clone();
        let vigil = Self {
            _heart: Interval::new(BEAT, move || heart.beat()),
            _visibility: EventListener::new(&document, "visibilitychange", move |_| {
                visibility.look(&watched);
            }),
            _offline: web_sys::window().map(|window| {
                seen.offline.set(!window.navigator().on_line());
                EventListener::new(&window, "offline", move |_| offline.offline.set(true))
            }),
            tasks: LongTasks::watch(move |task| tasks.freeze.set(tasks.freeze.get().max(task))),
            seen,
        };
        vigil.round();
        Some(vigil)
    }

    /// Forgets what was seen: a strategy's round begins, and nothing of it has
    /// been sent.
    pub fn round(&self) {
        let now = clock::now();
        // Of what was sent before, the browser may tell only now.
        self.seen.waits.forget(now);
        self.seen.last_beat.set(now);
        self.seen.freeze.set(Duration::ZERO);
        self.seen.hidden.set(false);
        if let Some(document) = web_sys::window().and_then(|window| window.document()) {
            self.seen.look(&document);
        }
    }

    /// The longest time in this round for which the thread answered to
    /// nothing.
    #[must_use]
    pub fn longest_freeze(&self) -> Duration {
        self.tasks.iter().for_each(LongTasks::flush);
        self.seen.freeze.get()
    }

    /// Reads what the browser tells of this round's fetches.
    pub async fn read_waits(&self) {
        self.seen.waits.read().await;
    }

    /// Puts into the spans of this round how long its requests waited for a
    /// connection, where the browser tells.
    pub fn set_queued(&self, settings: &Settings, timeline: &mut Timeline) {
        self.seen.waits.put(settings, timeline);
    }

    /// Whether the page was hidden at some moment of this round.
    #[must_use]
    pub fn hidden(&self) -> bool {
        self.seen.hidden.get()
    }

    /// Whether the page was hidden at some moment of the run.
    #[must_use]
    pub fn was_hidden(&self) -> bool {
        self.seen.was_hidden.get()
    }

    /// Whether the network was away at some moment of the run.
    #[must_use]
    pub fn went_offline(&self) -> bool {
        self.seen.offline.get()
    }

    /// The protocol of the first answer that tells.
    #[must_use]
    pub fn protocol(&self) -> Option<String> {
        self.seen.waits.protocol()
    }
}

impl Drop for Monitor {
    fn drop(&mut self) {
        // What a run that was cut has left there, the browser need not keep.
        self.seen.waits.forget(clock::now());
    }
}
