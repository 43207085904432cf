//! The browser: the only place where JavaScript is spoken. No `JsValue`
//! leaves it.

pub mod alarm;
pub mod api;
pub mod blocking;
pub mod clock;
pub mod fetch;
pub mod files;
pub mod host;
mod long_tasks;
pub mod page;
pub mod service_worker;
pub mod simulated;
pub mod storage;
pub mod vigil;
mod waits;
pub mod workshop;
pub mod world;
