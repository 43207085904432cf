//! The browser: the only room that calls JavaScript. No `JsValue` leaves it.

pub mod clock;
pub mod document;
pub mod embedder;
mod error;
pub mod fetch;
pub mod files;
mod long_tasks;
pub mod monitor;
pub mod on_demand;
mod resource_timing;
pub mod service_worker;
pub mod simulated_fetch;
pub mod storage;
pub mod sync_xhr;
pub mod timers;
pub mod window_api;
pub mod world;
