//! The figure and its parts: small, and each fed by what the page knows.

mod closeup;
mod code;
mod controls;
mod drawing;
mod embed_this;
mod errands;
mod figure;
mod form;
mod in_text;
mod message;
mod past;
mod responses;
mod row;
mod share;
mod spending;
mod strip;
mod table;
mod widths;
mod words;

pub use figure::{Figure, FigureProps};
pub use message::Message;
