//! Time that passes only when everybody waits.
//!
//! The very code that runs in the browser runs here too, in no time and
//! exactly: tests compare its totals with closed forms, and the page predicts
//! a simulated run before it starts.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    pin::{Pin, pin},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
    time::Duration,
};

use crate::{
    answer::{Failure, Reply},
    todo,
    world::World,
};

/// A clock, its timers, and the executor that moves it on.
#[derive(Default)]
pub struct VirtualTime {
    now: Cell<Duration>,
    /// By deadline, and among equal ones in the order in which they were set.
    timers: RefCell<BTreeMap<(Duration, u64), Waker>>,
    set: Cell<u64>,
}

impl VirtualTime {
    /// The time since this clock was made.
    #[must_use]
    pub fn now(&self) -> Duration {
        self.now.get()
    }

    /// Ends when so much time has passed.
    pub fn sleep(&self, duration: Duration) -> Sleep<'_> {
        let order = self.set.replace(self.set.get() + 1);
        Sleep {
            time: self,
            timer: (self.now() + duration, order),
        }
    }

    /// Runs a future to its end, moving the clock whenever it waits.
    ///
    /// `None` if it waits for something that no timer will bring.
    pub fn run<T>(&self, future: impl Future<Output = T>) -> Option<T> {
        let mut future = pin!(future);
        loop {
            if let Some(output) = self.settle(future.as_mut()) {
                return Some(output);
            }
            let ((deadline, _), waker) = self.timers.borrow_mut().pop_first()?;
            self.now.set(self.now().max(deadline));
            waker.wake();
        }
    }

    /// Polls a future until it waits for time to pass.
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

/// A timer; it is taken back when dropped.
pub struct Sleep<'a> {
    time: &'a VirtualTime,
    timer: (Duration, u64),
}

impl Future for Sleep<'_> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.time.now() >= self.timer.0 {
            return Poll::Ready(());
        }
        let mut timers = self.time.timers.borrow_mut();
        timers.insert(self.timer, context.waker().clone());
        Poll::Pending
    }
}

impl Drop for Sleep<'_> {
    fn drop(&mut self) {
        self.time.timers.borrow_mut().remove(&self.timer);
    }
}

/// A world with a simulated network and no other.
impl World for VirtualTime {
    fn now(&self) -> Duration {
        self.now()
    }

    fn sleep(&self, duration: Duration) -> impl Future<Output = ()> {
        self.sleep(duration)
    }

    async fn simulate(&self, id: usize, latency: Duration, status: u16) -> Result<Reply, Failure> {
        self.sleep(latency).await;
        Ok(todo::reply(id, status))
    }

    async fn fetch(&self, _: &str, _: &Cell<Option<u16>>) -> Result<Reply, Failure> {
        Err(Failure::Network("virtual time has no network".into()))
    }

    fn fetch_blocking(&self, _: &str) -> Result<Reply, Failure> {
        Err(Failure::Network("virtual time has no network".into()))
    }

    fn spin(&self, duration: Duration) {
        self.now.set(self.now() + duration);
    }
}
