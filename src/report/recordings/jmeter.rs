//! A JTL file of `JMeter`, as CSV. `timeStamp` is the start of a sample, unless its
//! settings were changed: dates in other formats are not read.

use super::{
    entries::Reason,
    table::{Kind, Order, Row, Table},
    time::Unit,
};

pub(super) const TABLE: Table = Table {
    name: "JMeter",
    marks: &["timeStamp", "elapsed"],
    latency: ("elapsed", Unit::Milliseconds),
    started: Some(("timeStamp", Unit::Milliseconds)),
    status: &["responseCode"],
    row: kind,
    order: Order::Time,
};

/// A transaction is the sum of the samples in it, which have rows of their own.
fn kind(row: &Row) -> Kind {
    let message = row.cell("responseMessage");
    if message.starts_with("Number of samples in transaction") {
        Kind::LeftOut(Reason::Sum)
    } else {
        Kind::Request
    }
}
