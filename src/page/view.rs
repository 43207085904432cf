//! The view: everything that the page shows.
//!
//! There is one component, [`Figure`]. Its parts are functions of the state, not
//! components: yew may draw a child component later than its parent, and then a
//! table would contradict the sentence beside it.

mod brief;
mod button;
mod code;
mod controls;
mod detail;
mod effects;
mod embed_this;
mod figure;
mod form;
mod history;
mod legend;
pub mod message;
pub mod own;
pub mod own_code;
pub mod own_latencies;
mod presets;
mod responses;
mod role;
mod row;
mod run_button;
mod scrub;
mod share;
mod status;
mod svg;
mod sweep;
mod table;
mod time_breakdown;

pub use figure::{Figure, FigureProps};
pub use message::Message;
pub use role::Role;
