//! Runs and sweeps as text, for transfer between the page's programs.
//!
//! The first line of a run is a query string with its settings, its environment
//! and its looks. Each other line is a letter and numbers, separated by spaces.
//! Times are in microseconds.
//!
//! | line | meaning |
//! |---|---|
//! | `a strategy round` | a round is announced; the strategy is its place in the table |
//! | `s index at attempts` | a request was started; the number of its attempts until its end, as far as no other line tells it |
//! | `r index at status` | a request was answered so that it will be sent again; status 0 is none |
//! | `t index at` | a request was sent again |
//! | `f index at outcome status` | a request finished; the outcome is its place in [`Outcome::ALL`]; status 0 is none |
//! | `d index slot at` | an answer was delivered into a slot of the list |
//! | `q index queued` | the time that a request waited for a connection |
//! | `y index place at status` | the end of a sending with this place among those of a request, where some overlap or touch; status 0 is none |
//! | `x index` | a request was skipped |
//! | `l started latency status` | a request of the recording, in its order; before all rounds; status 0 is none |
//! | `o at how line words` | the function of the reader ended; line 0 is not known, the words may have spaces |
//! | `e ended hidden freeze peak inversions` | the end of a round; `ended` and `hidden` are 0 or 1, `freeze` is the longest freeze |
//!
//! Reading the same as JSON by serde would make the first program 10.7 KiB
//! larger, compressed by brotli. Only the on-demand program reads JSON into
//! structs.
//!
//! [`Outcome::ALL`]: crate::world::answer::Outcome::ALL

mod answers;
pub mod foretold;
pub mod recording;
mod replay;
pub mod sweep;
mod write;

pub(super) use answers::answer;
pub use replay::{Replay, ReplayOwn, replay_own};
pub use write::write;
