//! The figure and its parts: small, and each fed by what the page knows.

mod closeup;
mod code;
mod controls;
mod figure;
mod form;
mod responses;
mod row;
mod strip;
mod table;
mod words;

pub use figure::{Figure, FigureProps, Message};
