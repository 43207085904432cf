//! k6: a row (`--out csv`) or a line of JSON (`--out json`) for each metric of each
//! request. `http_req_duration` is what a request took without its connection.

use std::io::BufRead;

use serde::Deserialize;
use serde_json::Value;

use super::{
    Beginning, Entries, Format,
    entries::Found,
    json,
    table::{Kind, Order, Row, Table},
    time::{Unit, instant},
};

const NAME: &str = "k6";

/// The metric that is read.
const METRIC: &str = "http_req_duration";

/// The CSV. Its timestamps are whole seconds, too coarse to tell what overlapped.
pub(super) const TABLE: Table = Table {
    name: NAME,
    marks: &["metric_name", "timestamp", "metric_value"],
    latency: ("metric_value", Unit::Milliseconds),
    started: None,
    status: &["status"],
    row: kind,
    order: Order::Time,
};

fn kind(row: &Row) -> Kind {
    if row.cell("metric_name") == METRIC {
        Kind::Request
    } else {
        Kind::Other
    }
}

/// The JSON. Its times are those of the ends.
pub(super) struct Lines;

#[derive(Default, Deserialize)]
#[serde(default, expecting = "an object on each line")]
struct Line {
    metric: Value,
    data: Data,
}

#[derive(Default, Deserialize)]
#[serde(default, expecting = "an object as data")]
struct Data {
    time: Option<String>,
    value: Value,
    tags: Option<Tags>,
}

#[derive(Default, Deserialize)]
#[serde(default, expecting = "an object as tags")]
struct Tags {
    status: Value,
}

impl Format for Lines {
    fn name(&self) -> &'static str {
        NAME
    }

    fn recognises(&self, beginning: &Beginning) -> bool {
        let keys = beginning.keys();
        ["metric", "type", "data"]
            .iter()
            .all(|key| keys.iter().any(|one| one == key))
    }

    fn read(&self, input: &mut dyn BufRead, entries: &mut Entries) -> Result<(), String> {
        json::objects(input, entries, |line: Line| {
            // The line that declares a metric has no time.
            match line.data.time {
                Some(ended) if line.metric == METRIC => {
                    found(&ended, &line.data.value, line.data.tags).map(Some)
                }
                _ => Ok(None),
            }
        })
    }
}

fn found(ended: &str, value: &Value, tags: Option<Tags>) -> Result<Found, String> {
    let latency = Unit::Milliseconds.latency("value", &json::digits(value))?;
    let ended = instant("time", ended)?;
    let digits = json::digits(&tags.unwrap_or_default().status);
    let started = ended.saturating_sub(latency);
    Ok(Found::of_tool(Some(started), latency, &digits))
}
