//! curl: a table of one's own (`-w '%{time_total},%{http_code}\n'` under a line that
//! names the columns), or a line of JSON for each request (`-w '%{json}\n'`). Seconds,
//! with the connection; code 0 is no answer.

use std::io::BufRead;

use serde::Deserialize;
use serde_json::Value;

use super::{
    Beginning, Entries, Format,
    entries::Found,
    json,
    table::{Order, Table, any},
    time::Unit,
};

const NAME: &str = "curl";

/// The column, and the field, of the latency.
const TOTAL: &str = "time_total";

pub(super) const TABLE: Table = Table {
    name: NAME,
    marks: &[TOTAL],
    latency: (TOTAL, Unit::Seconds),
    started: None,
    status: &["http_code", "response_code"],
    row: any,
    order: Order::Time,
};

/// The JSON.
pub(super) struct Lines;

#[derive(Default, Deserialize)]
#[serde(default, expecting = "an object on each line")]
struct Line {
    time_total: Value,
    http_code: Value,
    response_code: Value,
}

impl Format for Lines {
    fn name(&self) -> &'static str {
        NAME
    }

    fn recognises(&self, beginning: &Beginning) -> bool {
        beginning.keys().iter().any(|key| key == TOTAL)
    }

    fn read(&self, input: &mut dyn BufRead, entries: &mut Entries) -> Result<(), String> {
        json::objects(input, entries, |line: Line| {
            let code = [&line.http_code, &line.response_code].map(json::digits);
            let code = code.iter().find(|code| !code.is_empty());
            let latency = Unit::Seconds.latency(TOTAL, &json::digits(&line.time_total))?;
            let code = code.map_or("", |code| code);
            Ok(Some(Found::of_tool(None, latency, code)))
        })
    }
}
