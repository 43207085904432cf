//! **I have 200 requests to make; how should I await them?**
//!
//! Inflight is a page that sends the same requests in every way one might
//! write it, in the reader's own browser, and shows what each way costs while
//! it happens.
//!
//! # One idea
//!
//! Strategies differ only in **when a request is started and when its answer
//! is delivered**. Everything here derives from three instants of each
//! request: *started*, *finished*, *delivered*.
//!
//! # The tour
//!
//! 1. [`strategy`]: the eight ways, one short file each, generic over jobs.
//! 2. [`run`]: strategies × rounds × requests, as a stream of events.
//! 3. [`timeline`]: events become spans: the total, the first delivery, how
//!    many were in flight.
//! 4. [`comparison`]: rounds side by side: medians, speed-ups, the ideal,
//!    where the time went; [`verdict`] says in a sentence what may be said of
//!    them, and [`decision`] whether more rounds would say more.
//! 5. [`sweep`]: the same at every width, to see which is wide enough.
//! 6. [`state`] and `components`: what the page knows, and how it is drawn;
//!    `session` is a run as the page performs it.
//! 7. [`report`]: everything that was measured, for other programs, and read
//!    back.
//! 8. [`workshop`]: what is seldom needed, in a program of its own that the
//!    page loads when it is wished for.
//!
//! A run asks its [`world`] for a clock and a network. There are two worlds:
//! `browser`, the only place where JavaScript is spoken, and
//! [`virtual_time`], where everything is exact and takes no time. The
//! simulated [`network`] works in both, so that a run can be foretold by
//! [`prediction`].
//!
//! # Words
//!
//! - **request**: one GET, known by its index. **job**: the future that
//!   performs a request, with its retries and dependent steps.
//! - **strategy**: a way to await jobs. **round**: every chosen strategy once,
//!   in shuffled order. **run**: all rounds.
//! - **outcome**: what a request ended with, exactly one of seven.
//! - **concurrency**: the batch size and the width of the window.
//! - **cap**: what the browser lets out at once. **capacity**: what the server
//!   serves at once.
//!
//! # Layers
//!
//! ```text
//! strategy ← run ← timeline ← comparison ← state ← components
//!             ↑ world (browser/, virtual_time)  network
//! ```
//!
//! An arrow's left side never names its right side.

pub mod format;

pub mod analysis;
#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod drawing;
pub mod page;
pub mod report;
pub mod run;
pub mod settings;
pub mod strategy;
pub mod world;
