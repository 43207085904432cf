//! The page's clock, and waiting on it.

use std::time::Duration;

use futures::{channel::oneshot, future};
use gloo_render::request_animation_frame;
use gloo_timers::future::TimeoutFuture;

/// Time since the page was opened, in whole microseconds; it never goes back.
#[must_use]
pub fn now() -> Duration {
    instant(milliseconds())
}

/// An instant that the browser tells in milliseconds since the page was
/// opened.
pub(super) fn instant(milliseconds: f64) -> Duration {
    // Browsers tick in 5 µs or more. Never below 0.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    Duration::from_micros((milliseconds * 1e3).round() as u64)
}

/// Milliseconds since 1970, with fractions, on the clock that the service
/// worker shares.
#[must_use]
pub fn precise_unix_ms() -> f64 {
    performance().map_or(0.0, |performance| {
        performance.time_origin() + performance.now()
    })
}

/// Whole milliseconds since 1970, by the system's clock.
#[must_use]
// Positive, and far below 2⁵³.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn unix_ms() -> u64 {
    js_sys::Date::now() as u64
}

/// A moment, in milliseconds since 1970, as the reader's system writes it.
#[must_use]
#[allow(clippy::cast_precision_loss)] // far below 2⁵³
pub fn date(unix_ms: u64) -> String {
    let date = js_sys::Date::new(&(unix_ms as f64).into());
    String::from(date.to_locale_string("default", &wasm_bindgen::JsValue::UNDEFINED))
}

fn milliseconds() -> f64 {
    performance().map_or(0.0, |performance| performance.now())
}

pub(super) fn performance() -> Option<web_sys::Performance> {
    thread_local!(static PERFORMANCE: Option<web_sys::Performance> = web_sys::window()?.performance());
    PERFORMANCE.with(Clone::clone)
}

/// Ends when so much time has passed, in steps of a millisecond; the timer is
/// cleared when dropped.
pub fn sleep(duration: Duration) -> impl Future<Output = ()> {
    TimeoutFuture::new(whole_milliseconds(duration))
}

/// Ends in the event loop's next task: the browser can draw and handle clicks
/// between two long pieces of work. Called in an animation frame, it ends after
/// that frame has been drawn.
pub fn next_task() -> impl Future<Output = ()> {
    sleep(Duration::ZERO)
}

/// As timers want it: not a moment less.
pub(super) fn whole_milliseconds(duration: Duration) -> u32 {
    // A minute at most; a cast of a float saturates.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let milliseconds = (duration.as_secs_f64() * 1e3).ceil() as u32;
    milliseconds
}

/// Keeps the thread busy for so long.
pub fn spin(duration: Duration) {
    let end = now() + duration;
    while now() < end {}
}

/// The next animation frame, or a tenth of a second later where there are
/// none: a hidden page gets none, and must not wait for one.
pub async fn frame() {
    let (sender, drawn) = oneshot::channel();
    // Taken back when dropped.
    let _request = request_animation_frame(move |_| {
        sender.send(()).ok();
    });
    future::select(drawn, TimeoutFuture::new(100)).await;
}

/// Ends when the present state of the page has been drawn.
pub async fn after_paint() {
    // It is drawn after the first frame from now, and before the second.
    frame().await;
    frame().await;
}

/// The smallest step of the clock that can be seen, of a few.
#[must_use]
pub fn resolution() -> Duration {
    let step = |_| {
        let before = now();
        loop {
            let after = now();
            if after > before {
                return after.saturating_sub(before);
            }
        }
    };
    (0..5).map(step).min().unwrap_or_default()
}
