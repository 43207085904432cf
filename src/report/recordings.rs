//! Reading recordings: files of other tools with the latencies of requests.
//!
//! A file is recognised by what stands in it, not by its name. Each format is one file
//! of this folder and a line in `FORMATS`. Of each request only the start, the
//! latency, the status, the page and the host are kept; see `docs/recordings.md`.

mod ab;
mod beginning;
mod curl;
mod entries;
mod har;
mod hey;
mod input;
mod jmeter;
mod json;
mod k6;
mod numbers;
mod oha;
mod table;
mod time;
mod vegeta;

use std::io::{BufRead, Cursor, Read};

use crate::{analysis::recording::Recording, format::list};
use beginning::Beginning;
use entries::Entries;
use input::Limited;

pub use crate::analysis::recording::MOST_REQUESTS;

/// The most bytes of a file: 64 MiB.
pub const MOST_BYTES: u64 = 64 << 20;

/// How many bytes tell the format.
const BEGINNING: u64 = 8 << 10;

/// What a file says of requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The name of the format: `HAR`, or the tool that writes such a list.
    pub format: String,
    /// How many requests the file lists, also those that are not used.
    pub entries: usize,
    /// The requests by page and host, the busiest pair first. A list has exactly one
    /// group, without a page and without a host.
    pub groups: Vec<Group>,
    /// What the reader must be told: what is left out, and why.
    pub notes: Vec<String>,
}

/// The requests of a page to a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The id of the page in the file, if it has pages.
    pub page: Option<String>,
    /// The host, with its port unless it is the usual one.
    pub host: Option<String>,
    /// The requests.
    pub recording: Recording,
}

/// A format of recordings.
trait Format: Sync {
    /// Its name, or that of the tool that writes it.
    fn name(&self) -> &'static str;

    /// Whether a file that begins like this has this format.
    fn recognises(&self, beginning: &Beginning) -> bool;

    /// Reads a file from its beginning, which is text without a byte order mark.
    fn read(&self, input: &mut dyn BufRead, entries: &mut Entries) -> Result<(), String>;
}

/// Every format, in the order in which they are tried. HAR takes any other object of
/// JSON, to say what is missing in it.
const FORMATS: [&dyn Format; 12] = [
    &k6::Lines,
    &vegeta::Lines,
    &curl::Lines,
    &har::Har,
    &curl::TABLE,
    &hey::TABLE,
    &oha::TABLE,
    &ab::TABLE,
    &k6::TABLE,
    &jmeter::TABLE,
    &vegeta::Csv,
    &numbers::Numbers,
];

/// Reads a recording. Lists that their tools write sorted by time are shuffled by the
/// seed.
///
/// # Errors
/// What is wrong, and where, for the reader.
pub fn read(input: &mut dyn BufRead, seed: u32) -> Result<File, String> {
    let mut input = Limited::new(input);
    let mut bytes = Vec::new();
    let read = (&mut input).take(BEGINNING).read_to_end(&mut bytes);
    read.map_err(|error| error.to_string())?;
    let beginning = Beginning::new(&bytes)?;
    let format = FORMATS.iter().find(|one| one.recognises(&beginning));
    let format = format.ok_or_else(|| beginning.refused(&expected()))?;
    let mut entries = Entries::new(seed);
    let mut input = Cursor::new(beginning.bytes()).chain(input);
    format.read(&mut input, &mut entries)?;
    entries.into_file(format.name())
}

/// Whether a file that begins like this is a report of this page
/// ([`Report::json`](super::Report::json)), for which there is
/// [another reader](super::read()).
#[must_use]
pub fn is_ours(beginning: &[u8]) -> bool {
    const FIELDS: [&str; 5] = ["version", "settings", "environment", "looks", "strategies"];
    let beginning = Beginning::new(beginning);
    let keys = beginning.map(|beginning| beginning.keys());
    let first = keys.ok().and_then(|keys| keys.into_iter().next());
    first.is_some_and(|first| FIELDS.contains(&&*first))
}

/// What can be opened, in words.
fn expected() -> String {
    let mut tools: Vec<String> = Vec::new();
    let names = FORMATS.iter().map(|format| format.name());
    for name in names.filter(|name| ![har::NAME, numbers::NAME].contains(name)) {
        if !tools.iter().any(|tool| tool == name) {
            tools.push(name.to_owned());
        }
    }
    format!(
        "a report of this page, a HAR file, a time on each line, or a list that {} wrote",
        list(&tools).replace(" and ", " or ")
    )
}
