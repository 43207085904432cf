//! A round of the reader's function: what it asks for becomes commands of its
//! strategy, and the answers go back to it.
//!
//! Most visits to the page call no function, so only a program that calls
//! [`enable`] contains the code for it.

mod caller;

use std::{cell::RefCell, rc::Rc};

use futures::future::{FutureExt, LocalBoxFuture};

use super::{Event, request::Requester};
use crate::{
    settings::Settings,
    strategy::yours,
    world::{
        World,
        function::{Ending, Fault, Function},
        skip_reason::SkipReason,
    },
};
use caller::Caller;

/// Loads the function that a code declares, which will be called with the URLs of
/// this many requests and with this width. An error is why it cannot be called.
pub type Load =
    dyn Fn(&str, usize, usize) -> LocalBoxFuture<'static, Result<Box<dyn Function>, Fault>>;

/// Makes the requester of a round, whose time begins then.
type Begin<'a> = dyn Fn() -> Requester<'a> + 'a;

/// Performs a round of the reader's function.
type Perform = dyn for<'a> Fn(&'a Settings, &'a dyn World, &'a Begin<'a>) -> LocalBoxFuture<'a, ()>;

thread_local!(static PERFORM: RefCell<Option<Rc<Perform>>> = const { RefCell::new(None) });

/// Lets this program call functions of readers, which are loaded by `load`.
pub fn enable(load: Rc<Load>) {
    let perform: Rc<Perform> = Rc::new(move |settings, world, begin| {
        perform(Rc::clone(&load), settings, world, begin).boxed_local()
    });
    PERFORM.set(Some(perform));
}

/// Performs a round of the reader's function; in a program that cannot call it, one
/// that sends nothing.
pub(super) async fn round<'a>(settings: &'a Settings, world: &'a dyn World, begin: &'a Begin<'a>) {
    let perform = PERFORM.with_borrow(Clone::clone);
    if let Some(perform) = perform {
        return perform(settings, world, begin).await;
    }
    let requester = begin();
    for index in 0..settings.requests {
        let why = Some(SkipReason::NotAsked);
        requester.emit(Event::Skipped { index, why });
    }
}

async fn perform<'a>(
    load: Rc<Load>,
    settings: &'a Settings,
    world: &'a dyn World,
    begin: &'a Begin<'a>,
) {
    let width = settings.concurrency.get();
    let loaded = load(&settings.code, settings.requests, width).await;
    // A task of its own, as for every round.
    world.next_task().await;
    let requester = begin();
    let caller = Caller::new(&requester, settings.requests);
    match loaded {
        Ok(function) => {
            let job = |index| caller.job(index, &*function).boxed_local();
            let deliver = |slot, job| caller.deliver(slot, job);
            yours(job, caller.call(&*function), deliver).await;
        }
        Err(fault) => caller.end_with(Ending::Stopped(fault)),
    }
    caller.skip_rest();
}
