//! The tests, by what the reader does.

mod article;
mod cancelling;
mod connecting;
mod embedding;
mod failing;
mod keyboard;
mod layout;
mod measuring;
mod opening;
mod refusing;
mod reporting;
mod running;
mod transport;
