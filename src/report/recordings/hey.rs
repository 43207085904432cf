//! hey (`hey -o csv`): seconds, with four digits after the point.
//!
//! Early versions wrote neither `status-code` nor `offset`, the start of each request.
//! `response-time` includes the connection.

use super::{
    table::{Order, Table, any},
    time::Unit,
};

pub(super) const TABLE: Table = Table {
    name: "hey",
    marks: &["response-time", "Response-delay", "Response-read"],
    latency: ("response-time", Unit::Seconds),
    started: Some(("offset", Unit::Seconds)),
    status: &["status-code"],
    row: any,
    order: Order::Time,
};
