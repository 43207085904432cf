//! The tests, by what the reader does.

mod asking;
mod breaking;
mod cancelling;
mod connecting;
mod embedding;
mod failing;
mod hostile;
mod keyboard;
mod layout;
mod matrix;
mod measuring;
mod opening;
mod quitting;
mod refusing;
mod reporting;
mod running;
mod stopping;
mod transport;
