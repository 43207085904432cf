//! ab (`ab -g`): a TSV for gnuplot, sorted by how long the requests took.
//!
//! Its starts are whole seconds, too coarse to tell what overlapped. `ttime` includes
//! the connection, in whole milliseconds.

use super::{
    table::{Order, Table, any},
    time::Unit,
};

pub(super) const TABLE: Table = Table {
    name: "ab",
    marks: &["starttime", "seconds", "ctime", "dtime", "ttime"],
    latency: ("ttime", Unit::Milliseconds),
    started: None,
    status: &[],
    row: any,
    order: Order::Latency,
};
