//! One timer for all who sleep. Each request has a deadline, and hardly one of
//! these is ever reached: a timer for each would be set and taken back for
//! nothing, on the very thread that receives the answers.

use std::{cell::RefCell, mem, rc::Rc, time::Duration};

use futures::{
    FutureExt,
    channel::oneshot::{self, Sender},
};
use gloo_timers::callback::Timeout;

use super::clock;

/// Wakes sleepers at their times. Its timer is cleared when it is dropped, and
/// nobody is woken any more.
#[derive(Default)]
pub struct Timers {
    /// By when each is to be woken: the first one first. Those who have gone
    /// stay until they are the first: nobody looks through all of them.
    sleepers: RefCell<Vec<(Duration, Sender<()>)>>,
    /// When the timer rings. It may be for one who has gone meanwhile.
    timer: RefCell<Option<(Duration, Timeout)>>,
}

impl Timers {
    /// Ends when so much time has passed, in steps of a millisecond, and never
    /// at once.
    pub fn sleep(self: &Rc<Self>, duration: Duration) -> impl Future<Output = ()> + use<> {
        let (sender, rung) = oneshot::channel();
        let until = clock::now() + duration;
        let mut sleepers = self.sleepers.borrow_mut();
        let place = sleepers.partition_point(|(time, _)| *time <= until);
        sleepers.insert(place, (until, sender));
        drop(sleepers);
        self.set();
        rung.map(drop)
    }

    /// Has the timer ring for the first one, at the latest.
    fn set(self: &Rc<Self>) {
        let mut sleepers = self.sleepers.borrow_mut();
        let gone = sleepers.iter().take_while(|(_, one)| one.is_canceled());
        let gone = gone.count();
        sleepers.drain(..gone);
        let Some((first, _)) = sleepers.first() else {
            return;
        };
        let mut timer = self.timer.borrow_mut();
        if timer.as_ref().is_none_or(|(time, _)| first < time) {
            let alarm = Rc::downgrade(self);
            let ring = move || alarm.upgrade().iter().for_each(Self::ring);
            let left = first.saturating_sub(clock::now());
            *timer = Some((*first, Timeout::new(clock::whole_milliseconds(left), ring)));
        }
    }

    /// Wakes everybody whose time has come.
    fn ring(self: &Rc<Self>) {
        self.timer.take();
        let mut sleepers = self.sleepers.borrow_mut();
        let now = clock::now();
        let late = sleepers.partition_point(|(time, _)| *time <= now);
        let later = sleepers.split_off(late);
        let woken = mem::replace(&mut *sleepers, later);
        drop(sleepers);
        for (_, sleeper) in woken {
            // It may have gone.
            sleeper.send(()).ok();
        }
        self.set();
    }
}
