//! Comparisons: the rounds of a run with their medians, speed-ups, intervals and
//! ideals, and where their time went.

mod attribution;
mod cells;
mod ideal;
mod ranking;
mod ratio;
mod round;
mod time_breakdown;

pub use cells::Cells;
pub use ideal::{Bound, Limit};
pub use ranking::{LEVEL, ROUNDS_FOR_AN_INTERVAL};
pub use ratio::{Speedup, level_of_each};
pub use round::Round;
pub use time_breakdown::{Category, TimeBreakdown};

use std::{rc::Rc, time::Duration};

use super::{
    recording::{Recorded, Recording},
    timeline::Timeline,
};
use crate::{run::Event, settings::Settings, strategy::Strategy};

/// All rounds of a run so far.
///
/// A clone is cheap and does not change: clones share the rounds, and the current
/// round is copied when it changes while it is shared.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The settings of the run.
    pub settings: Settings,
    /// How many looks at the results may end the run; 1 if its number of rounds
    /// is fixed. The looks share the error of the intervals of
    /// [`ratio`](Self::ratio).
    pub looks: u8,
    /// The rounds of each strategy, in the table's order.
    rounds: Vec<(Strategy, Vec<Rc<Round>>)>,
    current: Option<Strategy>,
    /// The recording whose latencies these are.
    recorded: Option<Rc<Recording>>,
    /// How long it took, if it tells that: the reference of the speed-ups.
    recorded_total: Option<Duration>,
}

impl Comparison {
    /// A run that has not begun.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        let strategies = settings.strategies.iter();
        let rounds = strategies.map(|strategy| (*strategy, vec![])).collect();
        Self {
            settings,
            looks: 1,
            rounds,
            current: None,
            recorded: None,
            recorded_total: None,
        }
    }

    /// A run that is over, from its rounds.
    #[must_use]
    pub fn from_rounds(settings: Settings, all: Vec<(Strategy, Vec<Round>)>) -> Self {
        let mut comparison = Self::new(settings);
        for (strategy, rounds) in all {
            for mut round in rounds {
                round.ideal = comparison.ideal(strategy, &round);
                round.breakdown = comparison.breakdown(strategy, &round);
                if let Some(rounds) = comparison.rounds_mut(strategy) {
                    add(rounds, round);
                }
            }
        }
        comparison
    }

    /// Sets the recording whose latencies these are.
    pub fn set_recording(&mut self, recording: Rc<Recording>) {
        self.recorded_total = recording.total();
        self.recorded = Some(recording);
    }

    /// Adds a request to that recording, which started after those before.
    pub fn record(&mut self, request: Recorded) {
        self.recorded_total = self.recorded_total.max(request.finished());
        Rc::make_mut(self.recorded.get_or_insert_default()).push(request);
    }

    /// The recording whose latencies these are.
    #[must_use]
    pub fn recording(&self) -> Option<&Rc<Recording>> {
        self.recorded.as_ref()
    }

    /// Updates the comparison with an event.
    pub fn apply(&mut self, event: Event) {
        if let Event::Announced {
            round: number,
            strategy,
        } = event
        {
            let timeline = Timeline::new(self.settings.requests);
            let round = Round {
                number,
                timeline,
                longest_freeze: Duration::ZERO,
                hidden: false,
                ended: false,
                ideal: None,
                breakdown: None,
            };
            let Some(rounds) = self.rounds_mut(strategy) else {
                return;
            };
            add(rounds, round);
            self.current = Some(strategy);
        }
        let ended = event == Event::Ended;
        if let Some(round) = self.current_round() {
            round.ended |= ended;
            round.timeline.apply(event);
        }
        if ended {
            self.close();
        }
    }

    /// Cancels the current round, if there is one.
    pub fn cancel(&mut self) {
        if let Some(round) = self.current_round() {
            round.timeline.cancel();
        }
        self.close();
    }

    /// Closes the current round, which was completed or cancelled.
    fn close(&mut self) {
        let Some(strategy) = self.current else { return };
        let last = self.rounds(strategy).last();
        let ideal = last.and_then(|round| self.ideal(strategy, round));
        let breakdown = last.and_then(|round| self.breakdown(strategy, round));
        if let Some(round) = self.current_round() {
            (round.ideal, round.breakdown) = (ideal, breakdown);
        }
        self.current = None;
    }

    /// The strategy of the current round.
    #[must_use]
    pub fn current(&self) -> Option<Strategy> {
        self.current
    }

    /// The current round.
    pub fn current_round(&mut self) -> Option<&mut Round> {
        let rounds = self.rounds_mut(self.current?)?;
        rounds.last_mut().map(Rc::make_mut)
    }

    fn rounds_mut(&mut self, strategy: Strategy) -> Option<&mut Vec<Rc<Round>>> {
        let mut rounds = self.rounds.iter_mut();
        Some(&mut rounds.find(|(one, _)| *one == strategy)?.1)
    }

    /// Whether a round was cancelled.
    #[must_use]
    pub fn was_cancelled(&self) -> bool {
        let mut rounds = self.rounds.iter().flat_map(|(_, rounds)| rounds);
        rounds.any(|round| round.timeline.was_cancelled())
    }

    /// The rounds of a strategy so far.
    #[must_use]
    pub fn rounds(&self, strategy: Strategy) -> &[Rc<Round>] {
        let mut rounds = self.rounds.iter();
        let found = rounds.find(|(one, _)| *one == strategy);
        found.map_or(&[], |(_, rounds)| rounds)
    }

    /// The strategies that have begun, in the table's order.
    pub fn begun(&self) -> impl Iterator<Item = Strategy> {
        let begun = self.rounds.iter().filter(|(_, rounds)| !rounds.is_empty());
        begun.map(|(strategy, _)| *strategy)
    }
}

/// Adds a round. The previous round forgets its texts: the page shows those of
/// the latest round only.
fn add(rounds: &mut Vec<Rc<Round>>, round: Round) {
    if let Some(last) = rounds.last_mut() {
        Rc::make_mut(last).timeline.forget_texts();
    }
    rounds.push(Rc::new(round));
}
