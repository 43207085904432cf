//! The tests, by what the reader does.

mod cancelling;
mod connecting;
mod deciding;
mod disturbing;
mod embedding;
mod exporting;
mod failing;
mod importing;
mod keyboard;
mod layout;
mod linking;
mod measuring;
mod opening;
mod recomputing;
mod refusing;
mod remembering;
mod reporting;
mod running;
mod spending;
mod sweeping;
mod ten_seeds;
mod transport;
mod watching;
mod wishing;
