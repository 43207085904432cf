//! Strategies × rounds × requests, as a stream of events.
//!
//! Everything that the page shows derives from three instants of each
//! request: *started*, *finished*, *delivered*. The module `request` emits
//! them. Dropping the stream cancels the run: no request goes on.

pub mod breaker;
pub mod consent;
pub mod limits;
mod queue;
mod request;
pub mod retry;
pub mod yours;

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
        answer::Answer,
        function::{Ending, Fault},
        random,
        skip_reason::SkipReason,
    },
};
use request::Requester;

/// Something that happened in a run. Instants are measured from the start of
/// the strategy's round.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A round of a strategy begins: the events up to the next `Ended` belong to
    /// it.
    Announced {
        /// The round, from 0.
        round: usize,
        /// The strategy.
        strategy: Strategy,
    },
    /// A request was sent for the first time.
    Started {
        /// The request, from 0.
        index: usize,
        /// The instant.
        at: Duration,
    },
    /// A request was answered in a way after which it will be sent again.
    Refused {
        /// The request.
        index: usize,
        /// The instant.
        at: Duration,
        /// The status, if there was one.
        status: Option<u16>,
    },
    /// A request is sent again.
    SentAgain {
        /// The request.
        index: usize,
        /// The instant.
        at: Duration,
    },
    /// A request ended, with all its steps.
    Finished {
        /// The request.
        index: usize,
        /// The instant.
        at: Duration,
        /// The answer.
        answer: Answer,
        /// How long the request waited for a connection, if that is known.
        queued: Option<Duration>,
    },
    /// A request will never be sent.
    Skipped {
        /// The request.
        index: usize,
        /// The reason, which is not known of a round from a report.
        why: Option<SkipReason>,
    },
    /// An answer was put into the reader's list.
    Delivered {
        /// The request.
        index: usize,
        /// The slot in the list, from 0.
        slot: usize,
        /// The instant.
        at: Duration,
    },
    /// The reader's function ended.
    Returned {
        /// The instant.
        at: Duration,
        /// How it ended.
        ending: Ending,
    },
    /// The reader is told something about the function, which goes on.
    Noted(Fault),
    /// Every request of the strategy's round was delivered or skipped.
    Ended,
}

/// Performs a run in a world. The run goes on while the stream is polled.
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

/// The events that a future sends. Polling the stream drives the future, and
/// dropping the stream drops the future too.
fn events_of(
    rounds: impl Future<Output = ()>,
    events: UnboundedReceiver<Event>,
) -> impl Stream<Item = Event> {
    let no_event = |()| future::ready(None);
    let rounds = stream::once(rounds).filter_map(no_event);
    stream::select(events, rounds)
}

/// The first coordinate of the keys of orders. No other random number has it.
const ORDER: u64 = 3;

/// The chosen strategies in the order in which they run. It is shuffled for
/// each round, so that it is not always the same strategy that has to open the
/// connections.
#[must_use]
pub fn order(settings: &Settings, round: usize) -> Vec<Strategy> {
    let mut order = settings.strategies.clone();
    random::shuffle(&mut order, settings.seed, &[ORDER, round as u64]);
    order
}

/// Performs one round of a strategy, and sends its events.
pub async fn one_round(
    settings: &Settings,
    world: &dyn World,
    events: &UnboundedSender<Event>,
    round: usize,
    strategy: Strategy,
) {
    // An error means that the run was dropped, and the receiver with it.
    let emit = |event| drop(events.unbounded_send(event));
    emit(Event::Announced { round, strategy });
    let is_first = round == 0 && order(settings, round).first() == Some(&strategy);
    if is_first || strategy.holds_thread() {
        // The page shows that a run begins, or that it will freeze, before that happens.
        world.after_paint().await;
    }
    let begin = || Requester::new(settings, world, events, round, strategy);
    if strategy.is_asked() {
        yours::round(settings, world, &begin).await;
    } else {
        // A task of its own, so that drawing does not delay the first requests of the round.
        world.next_task().await;
        let requester = begin();
        let jobs = (0..settings.requests).map(|index| requester.job(index).boxed_local());
        let deliver = |slot, job| requester.deliver(slot, job);
        let permit = async || requester.permit().await;
        strategy
            .start(jobs, settings.concurrency, permit, deliver)
            .await;
    }
    world.drain().await;
    emit(Event::Ended);
}
