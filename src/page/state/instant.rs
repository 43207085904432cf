//! The instant that is shown of a run that is over or predicted, and its replay.

use std::{rc::Rc, time::Duration};

use super::Page;
use crate::{analysis::timeline::Timeline, strategy::Strategy};

/// A replay goes on as long as this exists.
pub type Replay = Rc<()>;

/// A tenth of the real speed.
pub const SLOW: u32 = 1;

/// The speeds of a replay in tenths of the real one, with their names.
pub const SPEEDS: [(u32, &str); 5] = [
    (SLOW, "0.1×"),
    (5, "0.5×"),
    (10, "1×"),
    (100, "10×"),
    (1_000, "100×"),
];

/// The button *Step* and the page keys go on by this many steps of the axis.
pub const STEPS: i32 = 10;

/// A timeline, and whether it is a prediction.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// The timeline.
    pub timeline: &'a Timeline,
    /// Whether it was predicted, and not measured.
    pub predicted: bool,
}

impl Page {
    /// The instant that is shown; `None` if that is the end, and while a run goes on.
    #[must_use]
    pub fn instant(&self) -> Option<Duration> {
        self.view.instant.filter(|_| !self.run.is_running())
    }

    /// Whether there is anything that an instant can be shown of.
    #[must_use]
    pub fn has_instants(&self) -> bool {
        let has = |strategy: &Strategy| self.shown_timeline(*strategy).is_some();
        let strategies = &self.shown().strategies;
        !self.run.is_running() && (self.recorded().is_some() || strategies.iter().any(has))
    }

    /// The latest round of a strategy; without one, its prediction.
    #[must_use]
    pub fn shown_timeline(&self, strategy: Strategy) -> Option<Shown<'_>> {
        let measured = self.timeline(strategy);
        let predicted = || Some(&self.prediction(strategy)?.timeline);
        Some(Shown {
            timeline: measured.or_else(predicted)?,
            predicted: measured.is_none(),
        })
    }

    /// What is predicted of a strategy and not measured yet: its first round, unless that
    /// is over.
    #[must_use]
    pub fn ghost(&self, strategy: Strategy) -> Option<&Timeline> {
        let rounds = self.run.comparison.as_ref();
        let latest = rounds.and_then(|comparison| comparison.rounds(strategy).last());
        let is_first = latest.is_none_or(|round| round.number == 0);
        let goes_on = latest.is_none() || self.running(strategy).is_some();
        let prediction = self.prediction(strategy).filter(|_| is_first && goes_on);
        Some(&prediction?.timeline)
    }

    /// Whether anything that is shown is predicted.
    #[must_use]
    pub fn has_ghosts(&self) -> bool {
        let mut strategies = self.shown().strategies.iter();
        strategies.any(|strategy| self.ghost(*strategy).is_some())
    }

    /// Whether a replay is going on.
    #[must_use]
    pub fn replays(&self) -> bool {
        self.view.replay.is_some()
    }

    /// The speed of replays, in tenths of the real one.
    #[must_use]
    pub fn speed(&self) -> u32 {
        self.view.speed
    }

    /// Shows an instant, or the end, which is everything from the end of the axis on.
    /// A replay ends.
    pub(super) fn go_to(&mut self, instant: Option<Duration>) {
        self.view.replay = None;
        self.show_instant(instant);
    }

    /// Begins a replay, from the start if the end is shown; or ends it where it is.
    pub(super) fn replay(&mut self, replay: Option<Replay>) {
        self.view.replay = replay.filter(|_| self.has_instants());
        if self.replays() {
            self.view.instant.get_or_insert_default();
        }
    }

    /// Goes on with the replay after this time.
    pub(super) fn advance(&mut self, elapsed: Duration) {
        if let Some(instant) = self.instant().filter(|_| self.replays()) {
            self.show_instant(Some(instant + elapsed * self.view.speed / 10));
        }
    }

    /// Goes to an instant that is this many steps of the axis later, or earlier; from
    /// between two, to the first or the last of them.
    pub(super) fn move_by(&mut self, steps: i32) {
        let axis = self.axis();
        let from = self.instant().unwrap_or(axis.end);
        let from = from.div_duration_f64(axis.step());
        let from = if steps > 0 { from.floor() } else { from.ceil() };
        // The conversion saturates at 0.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let to = (from + f64::from(steps)) as u32;
        self.go_to(Some(axis.step().saturating_mul(to)));
    }

    /// Goes on by several steps; from the end, to the beginning first.
    pub(super) fn step(&mut self) {
        self.view.instant.get_or_insert_default();
        self.move_by(STEPS);
    }

    fn show_instant(&mut self, instant: Option<Duration>) {
        let end = self.axis().end;
        self.view.instant = instant.filter(|instant| *instant < end);
        if self.view.instant.is_none() {
            self.view.replay = None;
        }
    }
}
