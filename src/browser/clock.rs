//! The page's clock, and futures that wait for an instant or a frame.

use std::time::Duration;

use futures::{channel::oneshot, future};
use gloo_render::request_animation_frame;
use gloo_timers::future::TimeoutFuture;

/// The time since the page was opened, in whole microseconds; it never goes
/// back.
#[must_use]
pub fn now() -> Duration {
    instant(milliseconds())
}

/// An instant of the browser, which is in milliseconds since the page was
/// opened.
pub(super) fn instant(milliseconds: f64) -> Duration {
    // Rounding loses nothing, because browsers tick in 5 µs or more. Never negative.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    Duration::from_micros((milliseconds * 1e3).round() as u64)
}

/// Milliseconds since 1970, with fractions, on a clock that can be compared with
/// the service worker's.
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

/// The date and time of a moment in milliseconds since 1970, in the format of
/// the reader's system.
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

/// Ends after this time, rounded up to a millisecond. Dropping the future clears
/// its timer.
pub fn sleep(duration: Duration) -> impl Future<Output = ()> {
    TimeoutFuture::new(whole_milliseconds(duration))
}

/// Ends in the event loop's next task, so that the browser can draw and handle
/// clicks between two long pieces of work. Called in an animation frame, it ends
/// after that frame has been drawn.
pub fn next_task() -> impl Future<Output = ()> {
    sleep(Duration::ZERO)
}

/// A time in the unit of browser timers, rounded up so that no timer is early.
pub(super) fn whole_milliseconds(duration: Duration) -> u32 {
    // A minute at most; a cast of a float saturates.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let milliseconds = (duration.as_secs_f64() * 1e3).ceil() as u32;
    milliseconds
}

/// Keeps the thread busy for this time.
pub fn spin(duration: Duration) {
    let end = now() + duration;
    while now() < end {}
}

/// Ends in the next animation frame, or after 100 ms: a hidden page gets no
/// frames.
pub async fn frame() {
    let (sender, in_frame) = oneshot::channel();
    // Dropping the request cancels it.
    let _request = request_animation_frame(move |_| {
        sender.send(()).ok();
    });
    future::select(in_frame, TimeoutFuture::new(100)).await;
}

/// Ends when the present state of the page has been drawn.
pub async fn after_paint() {
    // After a long drawing yew puts off the next one to a task of its own.
    next_task().await;
    // The browser draws between the callbacks of the next frame and those of the one after it.
    frame().await;
    frame().await;
}

/// The resolution of [`now`]: the smallest of five observed steps.
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
