//! Runs and sweeps as text between the page's two programs.
//!
//! The first program writes and reads lines of numbers, so that the code that
//! reads JSON is in the on-demand program only.

mod answers;
mod replay;
pub mod sweep;
mod write;

pub(super) use answers::answer;
pub use replay::replayed;
pub use write::write;
