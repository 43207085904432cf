//! Adapters to the browser: the only room that calls JavaScript, apart from the
//! event handlers in `page/view/`. No `JsValue` leaves it.

pub mod clock;
pub mod document;
pub mod dom_watch;
pub mod early_press;
pub mod embedder;
mod error;
pub mod fetch;
pub mod files;
pub mod location;
mod long_tasks;
pub mod monitor;
pub mod on_demand;
pub mod redirects;
mod resource_timing;
pub mod sandbox;
mod send;
pub mod service_worker;
pub mod simulated_fetch;
pub mod storage;
pub mod sync_xhr;
pub mod timers;
pub mod window_api;
pub mod world;
