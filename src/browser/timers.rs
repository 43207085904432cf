//! Many sleeps that share one browser timer.
//!
//! Each request has a deadline, which it rarely reaches. A browser timer for
//! each would be set and cleared on the thread that also receives the answers.

use std::{cell::RefCell, mem, rc::Rc, time::Duration};

use futures::{
    FutureExt,
    channel::oneshot::{self, Sender},
};
use gloo_timers::callback::Timeout;

use super::clock;

/// Sleeps that share one browser timer. When this is dropped, the browser timer
/// is cleared and all sleeps end at once.
#[derive(Default)]
pub struct Timers {
    /// The end of each pending sleep, the earliest first, and the sender that
    /// ends it. A sleep that was dropped stays in the list until it is the
    /// first, so that the list is never searched for it.
    pending: RefCell<Vec<(Duration, Sender<()>)>>,
    /// The browser timer and the instant for which it is set. The sleep that
    /// ends then may have been dropped meanwhile.
    timer: RefCell<Option<(Duration, Timeout)>>,
}

impl Timers {
    /// Ends when this time has passed, and at the earliest in the event loop's
    /// next task. Browser timers count in milliseconds.
    pub fn sleep(self: &Rc<Self>, duration: Duration) -> impl Future<Output = ()> + use<> {
        let (sender, ended) = oneshot::channel();
        let end = clock::now() + duration;
        let mut pending = self.pending.borrow_mut();
        let place = pending.partition_point(|(other, _)| *other <= end);
        pending.insert(place, (end, sender));
        drop(pending);
        self.set_timer();
        ended.map(drop)
    }

    /// Sets the browser timer for the earliest sleep, unless it is set for an
    /// earlier instant.
    fn set_timer(self: &Rc<Self>) {
        let mut pending = self.pending.borrow_mut();
        let dropped = pending.iter().take_while(|(_, sleep)| sleep.is_canceled());
        let dropped = dropped.count();
        pending.drain(..dropped);
        let Some((first, _)) = pending.first() else {
            return;
        };
        let mut timer = self.timer.borrow_mut();
        if timer.as_ref().is_none_or(|(instant, _)| first < instant) {
            let timers = Rc::downgrade(self);
            let on_timer = move || timers.upgrade().iter().for_each(Self::end_due_sleeps);
            let remaining = clock::whole_milliseconds(first.saturating_sub(clock::now()));
            *timer = Some((*first, Timeout::new(remaining, on_timer)));
        }
    }

    /// Ends all sleeps that are due.
    fn end_due_sleeps(self: &Rc<Self>) {
        self.timer.take();
        let mut pending = self.pending.borrow_mut();
        let now = clock::now();
        let due = pending.partition_point(|(end, _)| *end <= now);
        let later = pending.split_off(due);
        let due = mem::replace(&mut *pending, later);
        drop(pending);
        for (_, sleep) in due {
            // An error means that the sleep was dropped.
            sleep.send(()).ok();
        }
        self.set_timer();
    }
}
