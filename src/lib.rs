//! **I have 200 requests to make; how should I await them?**
//!
//! Inflight is a page that sends the same requests in nine ways, in the
//! reader's own browser, and shows what each way costs while it happens.
//!
//! # One idea
//!
//! Strategies differ only in **when a request is started and when its answer
//! is delivered**. All that the page shows derives from three instants of each
//! request: *started*, *finished*, *delivered*.
//!
//! # The tour
//!
//! The source is nine rooms, listed below in the order of the tour. **A room
//! uses only rooms before it in this list**; [`format`](mod@format), which
//! writes numbers and lists, serves them all.
//!
//! A run asks its [`world`] for a clock, a network and a screen. There are two
//! worlds: `browser/world.rs`, and [`world::virtual_time`], where time is exact
//! and passes at once. The simulated [`world::network`] works in both, so that
//! [`analysis::prediction`] can perform a run before the reader starts it.
//!
//! # Words
//!
//! - **request**: one GET, known by its index. **job**: the future that
//!   performs a request, with its retries and dependent steps.
//! - **strategy**: a way to await jobs. **round**: every chosen strategy once,
//!   in shuffled order. **run**: all rounds.
//! - **outcome**: how a request ended, exactly one of seven.
//! - **concurrency**: the batch size and the width of the window.
//! - **cap**: how many requests the browser sends at once. **capacity**: how
//!   many the server can serve at once.

pub mod format;

// The rooms. Each line says what lives there.

// The ways to await jobs, one file each; the table of what others must know about them.
pub mod strategy;
// What is run, against which server, how often; what a link and the form may and may not say.
pub mod settings;
// A clock, a network and a screen; a world where time is exact; what a request ended with.
pub mod world;
// One request with its steps, its deadline and its retries (after a 429, say); limits; consent; events.
pub mod run;
// Events become timelines, comparisons and a verdict; what is ranked, and what speaks against a run.
pub mod analysis;
// All that becomes SVG: waterfalls, charts, and the files of both.
pub mod drawing;
// Files, out and in: the report, its other forms, a report read back.
pub mod report;
// All that calls JavaScript: fetches and their aborts, timers, the document, storage.
#[cfg(target_arch = "wasm32")]
pub mod browser;
// What the page knows, does and shows.
pub mod page;
