//! JSON: a value on each line, numbers in any spelling, and what a parser's error says.

use std::io::BufRead;

use serde::de::DeserializeOwned;
use serde_json::{Value, error::Category};

use super::{Entries, entries::Found};

/// Reads the lines of a file; blank ones are skipped. The number of a line counts from 1.
pub(super) fn lines(
    input: &mut dyn BufRead,
    mut each: impl FnMut(u64, &[u8]) -> Result<(), String>,
) -> Result<(), String> {
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let read = input.read_until(b'\n', &mut line);
        if read.map_err(|error| error.to_string())? == 0 {
            break;
        }
        let line = line.trim_ascii();
        if !line.is_empty() {
            each(number, line)?;
        }
    }
    Ok(())
}

/// Reads an object on each line. Lines without an entry give `None`.
pub(super) fn objects<T: DeserializeOwned>(
    input: &mut dyn BufRead,
    entries: &mut Entries,
    entry: impl Fn(T) -> Result<Option<Found>, String>,
) -> Result<(), String> {
    lines(input, |number, line| {
        let object = serde_json::from_slice(line);
        let object = object.map_err(|error| explained(&error, Some(number)))?;
        let found = entry(object).map_err(|why| format!("line {number}: {why}"))?;
        match found {
            Some(_) if !entries.want_more() => entries.pass(),
            Some(found) => entries.add(found),
            None => {}
        }
        Ok(())
    })
}

/// The digits of a number, which may be a text; empty if there is nothing.
pub(super) fn digits(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Number(number) => number.as_str().to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// An error of the parser with its place first. `line` is the line of the file, if the
/// parser read only that.
pub(super) fn explained(error: &serde_json::Error, line: Option<u64>) -> String {
    let (column, text) = (error.column(), error.to_string());
    let place = format!(" at line {} column {column}", error.line());
    let text = text.strip_suffix(&place).unwrap_or(&text);
    let line = line.unwrap_or(error.line() as u64);
    match error.classify() {
        Category::Io => text.to_owned(),
        Category::Eof => format!("line {line}, column {column}: the file is cut off here"),
        _ => format!("line {line}, column {column}: {text}"),
    }
}
