//! The page's clock, and waiting on it.

use std::time::Duration;

use futures::{FutureExt, future};
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen::{JsCast, prelude::Closure};

/// Time since the page was opened; it never goes back.
#[must_use]
pub fn now() -> Duration {
    Duration::from_secs_f64(milliseconds() / 1e3)
}

/// Milliseconds since 1970, on the clock that the service worker shares.
#[must_use]
pub fn epoch() -> f64 {
    performance().map_or(0.0, |performance| {
        performance.time_origin() + performance.now()
    })
}

fn milliseconds() -> f64 {
    performance().map_or(0.0, |performance| performance.now())
}

fn performance() -> Option<web_sys::Performance> {
    thread_local!(static PERFORMANCE: Option<web_sys::Performance> = web_sys::window()?.performance());
    PERFORMANCE.with(Clone::clone)
}

/// Ends when so much time has passed, in steps of a millisecond; the timer is
/// cleared when dropped.
pub fn sleep(duration: Duration) -> impl Future<Output = ()> {
    // A minute at most; a cast of a float saturates.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let milliseconds = (duration.as_secs_f64() * 1e3).ceil() as u32;
    TimeoutFuture::new(milliseconds)
}

/// Keeps the thread busy for so long.
pub fn spin(duration: Duration) {
    let end = now() + duration;
    while now() < end {}
}

/// The next animation frame, or a tenth of a second later where there are
/// none: a hidden page gets none, and must not wait for one.
pub async fn frame() {
    let (sender, drawn) = futures::channel::oneshot::channel();
    let tell = Closure::once(move || {
        sender.send(()).ok();
    });
    let requested = web_sys::window().and_then(|window| {
        window
            .request_animation_frame(tell.as_ref().unchecked_ref())
            .ok()
    });
    future::select(drawn, TimeoutFuture::new(100).fuse()).await;
    if let (Some(window), Some(requested)) = (web_sys::window(), requested) {
        window.cancel_animation_frame(requested).ok();
    }
}

/// The smallest step of the clock that can be seen, of a few.
#[must_use]
pub fn resolution() -> Duration {
    let step = |_| {
        let before = now();
        loop {
            let after = now();
            if after > before {
                return after - before;
            }
        }
    };
    (0..5).map(step).min().unwrap_or_default()
}
