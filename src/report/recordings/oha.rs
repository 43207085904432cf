//! oha (`oha --output-format csv`): seconds. It lists only requests that were answered.
//! The JSON of oha has percentiles and no single latencies.

use super::{
    table::{Order, Table, any},
    time::Unit,
};

pub(super) const TABLE: Table = Table {
    name: "oha",
    marks: &["request-start", "request-duration"],
    latency: ("request-duration", Unit::Seconds),
    started: Some(("request-start", Unit::Seconds)),
    status: &["status"],
    row: any,
    order: Order::Time,
};
