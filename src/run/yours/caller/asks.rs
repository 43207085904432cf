//! What a function asks for, within the limits of a function.

use std::time::Duration;

use futures::{
    future::{Either, select},
    stream::{self, Stream},
};

use super::Caller;
use crate::{
    run::{Event, limits::most_asked},
    strategy::Command,
    world::function::{Ask, Ending, Fault, Function},
};

/// How long a function may ask for nothing while nothing is in flight.
const PATIENCE: Duration = Duration::from_secs(10);

impl Caller<'_> {
    /// Calls a function. The stream has its commands, up to its end.
    pub(in crate::run) fn call(&self, function: &dyn Function) -> impl Stream<Item = Command> {
        function.call();
        stream::unfold((), async |()| Some((self.command(function).await?, ())))
    }

    async fn command(&self, function: &dyn Function) -> Option<Command> {
        while !self.has_ended.get() {
            match self.ask(function).await {
                Ask::Send { sending, index } => {
                    self.note(index, sending);
                    return Some(Command::Start(index));
                }
                Ask::Abort { sending } => self.abort(sending),
                Ask::Deliver { index } => {
                    let state = self.requests.borrow()[index];
                    if state.answered && !state.delivered {
                        return Some(Command::Deliver(index));
                    }
                }
                Ask::Ready => {}
                Ask::Note(fault) => self.requester.emit(Event::Noted(fault)),
                Ask::End(ending) => {
                    let returned = ending == Ending::Returned;
                    self.end_with(ending);
                    return returned.then_some(Command::Return);
                }
            }
        }
        None
    }

    /// What the function asks for next, or its end if it asks for too much, or for
    /// nothing for too long.
    async fn ask(&self, function: &dyn Function) -> Ask {
        let stopped = |words| Ask::End(Ending::Stopped(Fault::new(words)));
        let sleep = |duration| self.requester.world.sleep(duration);
        let mut timer = self.timer.take().unwrap_or_else(|| sleep(PATIENCE));
        let mut next = function.next();
        loop {
            match select(next, timer).await {
                Either::Left((ask, timer)) => {
                    self.timer.set(Some(timer));
                    self.last_heard.set(self.requester.now());
                    self.asked.set(self.asked.get() + 1);
                    let most = most_asked(self.requests.borrow().len());
                    return if self.asked.get() > most {
                        stopped(
                            "it was ended after too many messages: at most 20 for each request, and 1,000, are taken",
                        )
                    } else {
                        ask
                    };
                }
                Either::Right(((), rest)) => {
                    next = rest;
                    let heard = self.requester.now().saturating_sub(self.last_heard.get());
                    let waits = self.aborts.borrow().is_empty();
                    if waits && heard >= PATIENCE {
                        return stopped(
                            "it was ended after 10 s with nothing in flight and nothing asked for: it waits for a promise that never settles, or never returns",
                        );
                    }
                    let left = PATIENCE.saturating_sub(heard);
                    timer = sleep(if left.is_zero() { PATIENCE } else { left });
                }
            }
        }
    }
}
