//! Tables (CSV, TSV) whose first line names their columns.

use std::io::BufRead;

use csv::{ByteRecord, ReaderBuilder};

use super::{
    Beginning, Entries, Format,
    entries::{Entry, Found, Reason, status},
    time::Unit,
};

/// A tool's table.
pub(super) struct Table {
    /// The tool.
    pub(super) name: &'static str,
    /// The columns that tell its tables from others.
    pub(super) marks: &'static [&'static str],
    /// The column of the latency, and its unit.
    pub(super) latency: (&'static str, Unit),
    /// The column of the start, and its unit, if it is fine enough to tell what
    /// overlapped.
    pub(super) started: Option<(&'static str, Unit)>,
    /// The column of the status, which may be missing.
    pub(super) status: &'static [&'static str],
    /// What a row is.
    pub(super) row: fn(&Row) -> Kind,
    /// In which order the tool writes the rows.
    pub(super) order: Order,
}

/// What a row is.
pub(super) enum Kind {
    Request,
    LeftOut(Reason),
    /// Something else that the tool measured.
    Other,
}

/// In which order a tool writes its rows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// As they happened.
    Time,
    /// By how long they took.
    Latency,
}

/// Every row is a request.
pub(super) fn any(_: &Row) -> Kind {
    Kind::Request
}

/// A row with the names of its columns.
pub(super) struct Row<'a> {
    header: &'a [String],
    cells: &'a ByteRecord,
}

impl Row<'_> {
    /// The cell in this column; empty if there is none.
    pub(super) fn cell(&self, column: &str) -> String {
        let place = self.header.iter().position(|name| name == column);
        let cell = place.and_then(|place| self.cells.get(place));
        String::from_utf8_lossy(cell.unwrap_or_default().trim_ascii()).into_owned()
    }
}

impl Format for Table {
    fn name(&self) -> &'static str {
        self.name
    }

    fn recognises(&self, beginning: &Beginning) -> bool {
        let line = beginning.line();
        let header = names(&cells(&line, separator(&line)));
        let marked = |mark: &&str| header.iter().any(|name| name == mark);
        self.marks.iter().all(marked)
    }

    fn read(&self, input: &mut dyn BufRead, entries: &mut Entries) -> Result<(), String> {
        if self.order == Order::Latency {
            entries.are_sorted_by(self.name);
        }
        let beginning = input.fill_buf().map_err(|error| error.to_string())?;
        let separator = separator(&Beginning::new(beginning)?.line());
        let mut header = Vec::new();
        rows(input, separator, |line, cells| {
            if header.is_empty() {
                header = names(cells);
                return Ok(());
            }
            let header = &header;
            self.add(&Row { header, cells }, entries)
                .map_err(|why| format!("line {line}: {why}"))
        })
    }
}

impl Table {
    fn add(&self, row: &Row, entries: &mut Entries) -> Result<(), String> {
        let (found, expected) = (row.cells.len(), row.header.len());
        if found < expected {
            return Err(format!(
                "there must be {expected} columns, not {found}; the file may be cut off"
            ));
        }
        match (self.row)(row) {
            Kind::Other => {}
            _ if !entries.want_more() => entries.pass(),
            Kind::LeftOut(reason) => entries.add(Found::LeftOut(reason)),
            Kind::Request => entries.add(self.found(row)?),
        }
        Ok(())
    }

    fn found(&self, row: &Row) -> Result<Found, String> {
        let (column, unit) = self.latency;
        let mut statuses = self.status.iter().map(|column| row.cell(column));
        let digits = statuses.find(|digits| !digits.is_empty());
        let status = match status(&digits.unwrap_or_default()) {
            Ok(status) => status,
            Err(reason) => return Ok(Found::LeftOut(reason)),
        };
        let started = self.started;
        Ok(Found::Request(Entry {
            page: None,
            host: None,
            started: started.and_then(|(column, unit)| unit.duration(&row.cell(column))),
            latency: unit.latency(column, &row.cell(column))?,
            status,
        }))
    }
}

/// The header is read as a row, like the others.
const HEADER_APART: bool = false;

/// Rows of other lengths are refused here, in the words of this page.
const ANY_LENGTH: bool = true;

/// Reads the rows of a table, each with its line; blank lines are skipped.
pub(super) fn rows(
    input: &mut dyn BufRead,
    separator: u8,
    mut each: impl FnMut(u64, &ByteRecord) -> Result<(), String>,
) -> Result<(), String> {
    let mut reader = ReaderBuilder::new();
    let reader = reader.has_headers(HEADER_APART).flexible(ANY_LENGTH);
    let mut reader = reader.delimiter(separator).from_reader(input);
    let mut cells = ByteRecord::new();
    loop {
        let read = reader.read_byte_record(&mut cells);
        if !read.map_err(|error| error.to_string())? {
            return Ok(());
        }
        let line = cells.position().map_or(0, csv::Position::line);
        each(line, &cells)?;
    }
}

/// The cells of a single line.
pub(super) fn cells(line: &str, separator: u8) -> ByteRecord {
    let mut cells = ByteRecord::new();
    let mut reader = ReaderBuilder::new();
    let reader = reader.has_headers(HEADER_APART).delimiter(separator);
    // A line that is no row has no cells.
    let read = reader
        .from_reader(line.as_bytes())
        .read_byte_record(&mut cells);
    read.map(|_| cells).unwrap_or_default()
}

/// What separates the columns: the likeliest of comma, tab and semicolon.
fn separator(line: &str) -> u8 {
    let count = |separator: &u8| line.bytes().filter(|byte| byte == separator).count();
    let mut likeliest = b',';
    for separator in *b"\t;" {
        if count(&separator) > count(&likeliest) {
            likeliest = separator;
        }
    }
    likeliest
}

fn names(cells: &ByteRecord) -> Vec<String> {
    let names = cells.iter().map(<[u8]>::trim_ascii);
    names
        .map(|name| String::from_utf8_lossy(name).into_owned())
        .collect()
}
