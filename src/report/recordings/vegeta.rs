//! vegeta: CSV without a header (`vegeta encode -to csv`), or a line of JSON for each
//! request (`vegeta encode`). Latencies are in nanoseconds; code 0 is no answer.

use std::io::BufRead;

use csv::ByteRecord;
use serde::Deserialize;
use serde_json::Value;

use super::{
    Beginning, Entries, Format,
    entries::Found,
    json,
    table::{cells, rows},
    time::{Unit, instant},
};

const NAME: &str = "vegeta";

/// The CSV: the start in nanoseconds since 1970, the code, the latency, bytes out, bytes
/// in, the error, the body, and more in later versions.
pub(super) struct Csv;

/// The columns that every version has.
const COLUMNS: usize = 7;

impl Format for Csv {
    fn name(&self) -> &'static str {
        NAME
    }

    fn recognises(&self, beginning: &Beginning) -> bool {
        let cells = cells(&beginning.line(), b',');
        let digits = |place: usize| {
            let cell = cells.get(place).unwrap_or_default();
            cell.iter().all(u8::is_ascii_digit) && !cell.is_empty()
        };
        cells.len() >= COLUMNS && cells[0].len() >= 15 && [0, 1, 3, 4].into_iter().all(digits)
    }

    fn read(&self, input: &mut dyn BufRead, entries: &mut Entries) -> Result<(), String> {
        let mut columns = 0;
        rows(input, b',', |line, cells| {
            columns = columns.max(cells.len());
            if cells.len() < columns {
                return Err(format!(
                    "line {line}: there must be {columns} columns, not {}; the file may be cut off",
                    cells.len()
                ));
            }
            if entries.want_more() {
                let found = row(cells).map_err(|why| format!("line {line}: {why}"))?;
                entries.add(found);
            } else {
                entries.pass();
            }
            Ok(())
        })
    }
}

fn row(cells: &ByteRecord) -> Result<Found, String> {
    let cell = |place| {
        let cell: &[u8] = cells.get(place).unwrap_or_default();
        String::from_utf8_lossy(cell)
    };
    let started = Unit::Nanoseconds.duration(&cell(0));
    let latency = Unit::Nanoseconds.latency("the latency", &cell(2))?;
    Ok(Found::of_tool(started, latency, &cell(1)))
}

/// The JSON.
pub(super) struct Lines;

#[derive(Default, Deserialize)]
#[serde(default, expecting = "an object on each line")]
struct Line {
    timestamp: String,
    latency: Value,
    code: Value,
}

impl Format for Lines {
    fn name(&self) -> &'static str {
        NAME
    }

    fn recognises(&self, beginning: &Beginning) -> bool {
        let keys = beginning.keys();
        ["latency", "timestamp", "code"]
            .iter()
            .all(|key| keys.iter().any(|one| one == key))
    }

    fn read(&self, input: &mut dyn BufRead, entries: &mut Entries) -> Result<(), String> {
        json::objects(input, entries, |line: Line| {
            let latency = Unit::Nanoseconds.latency("latency", &json::digits(&line.latency))?;
            let started = Some(instant("timestamp", &line.timestamp)?);
            let code = json::digits(&line.code);
            Ok(Some(Found::of_tool(started, latency, &code)))
        })
    }
}
