//! The world around a run: a clock, a network, a screen.
//!
//! There are two worlds: `browser/world`, and
//! [`VirtualTime`](virtual_time::VirtualTime), where time is exact and passes
//! at once. The simulated [`network`] works in both.

pub mod answer;
mod failure;
pub mod function;
pub mod network;
pub mod random;
pub mod skip_reason;
pub mod todo;
pub mod transport;
pub mod virtual_time;

use std::{cell::Cell, time::Duration};

use futures::future::{FutureExt, LocalBoxFuture, ready};

use crate::strategy::Strategy;
use answer::{Failure, Response};
use network::Fate;
use skip_reason::SkipReason;

/// All that a run needs of the world around it.
///
/// A future that is dropped takes back what it began: its request is aborted,
/// its timer cleared. The futures are boxed, so that the code of a run is
/// compiled once and not once for each world.
pub trait World: Clock + Http + Screen {}

impl<W: Clock + Http + Screen> World for W {}

/// Time, and ways to let it pass.
pub trait Clock {
    /// The time since a fixed instant; it never goes back.
    fn now(&self) -> Duration;

    /// Ends after this time.
    fn sleep(&self, duration: Duration) -> LocalBoxFuture<'_, ()>;

    /// Ends in the event loop's next task: the browser can draw and handle
    /// clicks between two long pieces of work, and neither adds to the other's
    /// time.
    fn next_task(&self) -> LocalBoxFuture<'_, ()> {
        self.sleep(Duration::ZERO)
    }

    /// Keeps the thread busy for this time.
    fn spin(&self, duration: Duration);
}

/// A way to send requests.
pub trait Http {
    /// The simulated network's answer for todo `id`.
    fn simulate(&self, id: usize, fate: Fate) -> LocalBoxFuture<'_, Result<Response, Failure>>;

    /// Gets a URL. The status is stored when the headers come, so that it is
    /// known even if the body is not waited for.
    fn fetch<'a>(
        &'a self,
        url: &'a str,
        status: &'a Cell<Option<u16>>,
    ) -> LocalBoxFuture<'a, Result<Response, Failure>>;

    /// Gets a URL and holds the thread until the answer is complete.
    ///
    /// # Errors
    /// As for [`fetch`](Self::fetch).
    fn fetch_blocking(&self, url: &str) -> Result<Response, Failure>;

    /// Why this strategy should send nothing more, as far as the world knows;
    /// `None` if nothing speaks against it.
    fn obstacle(&self, _strategy: Strategy) -> Option<SkipReason> {
        None
    }

    /// Ends when all that the world reports of this round's requests has been
    /// reported: a browser tells some of it after the answer.
    fn drain(&self) -> LocalBoxFuture<'_, ()> {
        ready(()).boxed_local()
    }
}

/// What the reader sees.
pub trait Screen {
    /// Ends when the present state of the page can be seen.
    fn after_paint(&self) -> LocalBoxFuture<'_, ()> {
        ready(()).boxed_local()
    }
}
