//! The page: what it knows ([`state`]), what it does (`session`), and what it
//! shows (`view`).

pub mod highlight;
pub mod history;
#[cfg(target_arch = "wasm32")]
pub mod session;
pub mod shared;
pub mod state;
#[cfg(target_arch = "wasm32")]
pub mod view;
