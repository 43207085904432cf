//! What a run asks of the world around it: a clock and a way to send.
//!
//! There are two worlds: the browser (`browser/`), and
//! [`VirtualTime`](crate::world::virtual_time::VirtualTime), where nothing takes any
//! time.

pub mod answer;
pub mod network;
pub mod random;
pub mod todo;
pub mod virtual_time;

use std::{cell::Cell, time::Duration};

use futures::future::{FutureExt, LocalBoxFuture, ready};

use answer::{Failure, Response};

/// A clock and a network.
///
/// Dropping one of its futures takes back what it began: a request is
/// aborted, a timer cleared. The futures are boxed so that the code of a run
/// is there once, and not once more for each world.
pub trait World {
    /// The time since some fixed instant; it never goes back.
    fn now(&self) -> Duration;

    /// Ends when so much time has passed.
    fn sleep(&self, duration: Duration) -> LocalBoxFuture<'_, ()>;

    /// Has todo `id` answered after the planned latency, with this status.
    fn simulate(
        &self,
        id: usize,
        latency: Duration,
        status: u16,
    ) -> LocalBoxFuture<'_, Result<Response, Failure>>;

    /// Gets a URL. The status is set as soon as it is seen, for those who
    /// will not wait for the body.
    fn fetch<'a>(
        &'a self,
        url: &'a str,
        seen: &'a Cell<Option<u16>>,
    ) -> LocalBoxFuture<'a, Result<Response, Failure>>;

    /// Gets a URL and lets nothing else happen meanwhile.
    ///
    /// # Errors
    /// As for [`fetch`](Self::fetch).
    fn fetch_blocking(&self, url: &str) -> Result<Response, Failure>;

    /// Keeps the thread busy for so long.
    fn spin(&self, duration: Duration);

    /// Whether there is a network at all, as far as the world knows.
    fn is_online(&self) -> bool {
        true
    }

    /// Ends when what was said so far can be read on the screen.
    fn painted(&self) -> LocalBoxFuture<'_, ()> {
        ready(()).boxed_local()
    }

    /// Ends when what was held up meanwhile has been done, so that it does not
    /// fall into what comes next.
    fn settled(&self) -> LocalBoxFuture<'_, ()> {
        ready(()).boxed_local()
    }
}
