//! The page: its [`state`], the `session` that runs, and the `view`.

#[cfg(target_arch = "wasm32")]
pub mod address;
pub mod highlight;
pub mod history;
#[cfg(target_arch = "wasm32")]
pub mod session;
pub mod shared;
#[cfg(target_arch = "wasm32")]
pub mod start;
pub mod state;
#[cfg(target_arch = "wasm32")]
pub mod view;
