//! Strategies × rounds × requests, as a stream of events.
//!
//! Everything that the page shows derives from three instants of each
//! request: *started*, *finished*, *delivered*. They happen in `request`.
//! Dropping the stream cancels the run: no request goes on.

pub mod breaker;
pub mod consent;
pub mod limits;
mod request;
pub mod retry;

use std::time::Duration;

use futures::{
    FutureExt, StreamExt,
    channel::mpsc::{self, UnboundedReceiver, UnboundedSender},
    future,
    stream::{self, Stream},
};

use crate::{
    settings::Settings,
    strategy::Strategy,
    world::{
        World,
        answer::{Answer, SkipReason},
        random,
    },
};
use request::Requester;

/// Something that happened; instants count from the start of the strategy's
/// round.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A strategy's round begins: the events up to the next `Ended` are its
    /// own.
    Announced {
        /// Which round, from 0.
        round: usize,
        /// Whose round.
        strategy: Strategy,
    },
    /// A request was sent for the first time.
    Started {
        /// Which request, from 0.
        index: usize,
        /// When.
        at: Duration,
    },
    /// A request is sent once more.
    SentAgain {
        /// Which request.
        index: usize,
    },
    /// A request and all that depends on it came to an end.
    Finished {
        /// Which request.
        index: usize,
        /// When.
        at: Duration,
        /// With what.
        answer: Answer,
        /// How long of that it waited for a connection, where that is known.
        queued: Option<Duration>,
    },
    /// A request will never be sent.
    Skipped {
        /// Which request.
        index: usize,
        /// Why not; a report does not tell.
        why: Option<SkipReason>,
    },
    /// An answer was put into the reader's list.
    Delivered {
        /// Which request.
        index: usize,
        /// Where in the list, from 0.
        slot: usize,
        /// When.
        at: Duration,
    },
    /// Every request of the strategy's round was delivered or skipped.
    Ended,
}

/// Runs the settings in a world, an event at a time.
pub fn run<'a>(settings: &'a Settings, world: &'a dyn World) -> impl Stream<Item = Event> + 'a {
    let (sender, events) = mpsc::unbounded();
    let rounds = async move {
        for round in 0..settings.rounds {
            for strategy in order(settings, round) {
                one_round(settings, world, &sender, round, strategy).await;
            }
        }
    };
    events_of(rounds, events)
}

/// The events that a future sends while it runs. Whoever polls the stream
/// drives the future; whoever drops the stream drops it too.
fn events_of(
    rounds: impl Future<Output = ()>,
    events: UnboundedReceiver<Event>,
) -> impl Stream<Item = Event> {
    let no_event_of_its_own = |()| future::ready(None);
    let rounds = stream::once(rounds).filter_map(no_event_of_its_own);
    stream::select(events, rounds)
}

/// The key of these draws: no other draw has it.
const ORDER: u64 = 3;

/// The chosen strategies in the order in which they run: shuffled anew for
/// each round, so that no strategy is always the one that finds connections
/// open.
#[must_use]
pub fn order(settings: &Settings, round: usize) -> Vec<Strategy> {
    let mut order = settings.strategies.clone();
    random::shuffle(&mut order, settings.seed, &[ORDER, round as u64]);
    order
}

/// One strategy's round.
pub async fn one_round(
    settings: &Settings,
    world: &dyn World,
    events: &UnboundedSender<Event>,
    round: usize,
    strategy: Strategy,
) {
    // An error means that the run was dropped: nobody listens any more.
    let emit = |event| drop(events.unbounded_send(event));
    emit(Event::Announced { round, strategy });
    let is_first = round == 0 && order(settings, round).first() == Some(&strategy);
    if is_first || strategy.holds_thread() {
        // The reader sees that a run begins, and that the page will freeze, before it does.
        world.after_paint().await;
    }
    // Drawing and sending the first requests are two pieces of work.
    world.next_task().await;
    let requester = Requester::new(settings, world, events, round, strategy);
    let jobs = (0..settings.requests).map(|index| requester.job(index).boxed_local());
    let deliver = |slot, job| requester.deliver(slot, job);
    strategy.start(jobs, settings.concurrency, deliver).await;
    world.drain().await;
    emit(Event::Ended);
}
