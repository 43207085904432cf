//! A world in which time passes only when every future waits.
//!
//! The code of a run is the same in the browser and in this world, but here its
//! times are exact, and the clock does not wait for real time to pass. Tests
//! compare totals with closed forms, and the page predicts a simulated run
//! before it starts.

use std::{
    cell::{Cell, RefCell},
    cmp::Reverse,
    collections::BinaryHeap,
    pin::{Pin, pin},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
    time::Duration,
};

use futures::future::{FutureExt, LocalBoxFuture, ready};

use super::{
    Clock, Http, Screen,
    answer::{Failure, Response},
    network::Fate,
};

/// A clock, its timers, and an executor that advances the clock.
#[derive(Default)]
pub struct VirtualTime {
    now: Cell<Duration>,
    /// Ordered by deadline, then by the order in which they were set.
    timers: RefCell<BinaryHeap<Reverse<(Duration, usize)>>>,
    /// The waker of each timer, in the order in which the timers were set;
    /// `None` before a timer is polled, and after it ended or was dropped.
    wakers: RefCell<Vec<Option<Waker>>>,
}

impl VirtualTime {
    /// The time since this clock was made.
    #[must_use]
    pub fn now(&self) -> Duration {
        self.now.get()
    }

    /// Ends after this time.
    pub fn sleep(&self, duration: Duration) -> Sleep<'_> {
        let deadline = self.now() + duration;
        let mut wakers = self.wakers.borrow_mut();
        self.timers
            .borrow_mut()
            .push(Reverse((deadline, wakers.len())));
        wakers.push(None);
        Sleep {
            time: self,
            deadline,
            order: wakers.len() - 1,
        }
    }

    /// Runs a future to its end, and advances the clock whenever it waits.
    ///
    /// `None` if the future waits for something other than a timer.
    pub fn run<T>(&self, future: impl Future<Output = T>) -> Option<T> {
        let mut future = pin!(future);
        loop {
            if let Some(output) = self.settle(future.as_mut()) {
                return Some(output);
            }
            let Reverse((deadline, order)) = self.timers.borrow_mut().pop()?;
            if let Some(waker) = self.wakers.borrow_mut()[order].take() {
                self.now.set(self.now().max(deadline));
                waker.wake();
            }
        }
    }

    /// Polls a future until it waits for time to pass. `None` if it has not
    /// ended by then.
    pub fn settle<T>(&self, mut future: Pin<&mut impl Future<Output = T>>) -> Option<T> {
        let woken = Arc::new(Woken(AtomicBool::new(true)));
        let waker = Waker::from(Arc::clone(&woken));
        while woken.0.swap(false, Ordering::Relaxed) {
            let polled = future.as_mut().poll(&mut Context::from_waker(&waker));
            if let Poll::Ready(output) = polled {
                return Some(output);
            }
        }
        None
    }
}

struct Woken(AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// A timer, which is cleared when dropped.
pub struct Sleep<'a> {
    time: &'a VirtualTime,
    deadline: Duration,
    order: usize,
}

impl Future for Sleep<'_> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.time.now() >= self.deadline {
            return Poll::Ready(());
        }
        self.time.wakers.borrow_mut()[self.order] = Some(context.waker().clone());
        Poll::Pending
    }
}

impl Drop for Sleep<'_> {
    fn drop(&mut self) {
        self.time.wakers.borrow_mut()[self.order] = None;
    }
}

impl Clock for VirtualTime {
    fn now(&self) -> Duration {
        self.now()
    }

    fn sleep(&self, duration: Duration) -> LocalBoxFuture<'_, ()> {
        self.sleep(duration).boxed_local()
    }

    fn spin(&self, duration: Duration) {
        self.now.set(self.now() + duration);
    }
}

/// Virtual time has only the simulated network: a fetch fails.
impl Http for VirtualTime {
    fn simulate(&self, id: usize, fate: Fate) -> LocalBoxFuture<'_, Result<Response, Failure>> {
        let response = move |()| Ok(fate.answer(id));
        self.sleep(fate.latency).map(response).boxed_local()
    }

    fn fetch<'a>(
        &'a self,
        url: &'a str,
        _: &'a Cell<Option<u16>>,
    ) -> LocalBoxFuture<'a, Result<Response, Failure>> {
        ready(self.fetch_blocking(url)).boxed_local()
    }

    fn fetch_blocking(&self, _: &str) -> Result<Response, Failure> {
        Err(Failure::Network("virtual time has no network".into()))
    }
}

impl Screen for VirtualTime {}
