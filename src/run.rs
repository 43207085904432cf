//! Strategies × rounds × requests, as a stream of events.
//!
//! Everything that the page shows derives from three instants of each
//! request: *started*, *finished*, *delivered*. `sender` is where they happen.
//! Whoever drops the stream cancels the run: no request goes on.

mod manners;
mod sender;

use std::time::Duration;

use futures::{
    FutureExt, StreamExt,
    channel::mpsc::{self, UnboundedSender},
    future,
    stream::{self, Stream},
};

use crate::{
    policy::Halt,
    settings::Settings,
    strategy::Strategy,
    world::{World, answer::Answer, random},
};
use sender::Sender;

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
        why: Option<Halt>,
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
    let (events, received) = mpsc::unbounded();
    let rounds = async move {
        for round in 0..settings.rounds {
            for strategy in order(settings, round) {
                one_round(settings, world, &events, round, strategy).await;
            }
        }
    };
    stream::select(
        received,
        stream::once(rounds).filter_map(|()| future::ready(None)),
    )
}

/// The place of the draws, so that no other draw is the same.
const ORDER: u64 = 3;

/// The chosen strategies in the order in which they run: shuffled anew for
/// each round, so that none is always the one that finds connections open.
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
    let tell = |event| drop(events.unbounded_send(event));
    tell(Event::Announced { round, strategy });
    let begins = round == 0 && order(settings, round).first() == Some(&strategy);
    if begins || strategy == Strategy::Blocking {
        // That it runs, and that it will freeze, must be seen before it does.
        world.painted().await;
    }
    // Drawing takes its time, and sending the first requests does: two tasks.
    world.sleep(Duration::ZERO).await;
    let sender = Sender::new(settings, world, events, round, strategy);
    let jobs = (0..settings.requests).map(|index| sender.job(index).boxed_local());
    strategy
        .start(jobs, settings.concurrency, |slot, done| {
            sender.deliver(slot, done);
        })
        .await;
    world.settled().await;
    tell(Event::Ended);
}
