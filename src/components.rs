//! The figure and its parts: small, and each fed by what the page knows.

mod closeup;
mod code;
mod controls;
mod figure;
mod form;
mod message;
mod responses;
mod row;
mod strip;
mod table;
mod words;

pub use figure::{Figure, FigureProps};
pub use message::Message;
