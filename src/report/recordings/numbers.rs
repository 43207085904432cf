//! A time on each line: milliseconds, or with a unit (`115`, `115 ms`, `0.115s`).

use std::io::BufRead;

use super::{Beginning, Entries, Format, entries::Found, json::lines, time::Unit};
use crate::settings::shortened;

pub(super) const NAME: &str = "list";

/// What may stand on a line, in words.
const EXPECTED: &str = "a time of at most 10 minutes, such as 115, 115 ms or 0.115 s";

pub(super) struct Numbers;

impl Format for Numbers {
    fn name(&self) -> &'static str {
        NAME
    }

    fn recognises(&self, beginning: &Beginning) -> bool {
        let line = beginning.line();
        let number = line.trim_start_matches(['-', '+', '.']);
        line.starts_with('#') || number.starts_with(|first: char| first.is_ascii_digit())
    }

    fn read(&self, input: &mut dyn BufRead, entries: &mut Entries) -> Result<(), String> {
        let mut like_curl = true;
        lines(input, |number, line| {
            let text = String::from_utf8_lossy(line);
            if text.starts_with('#') {
                return Ok(());
            }
            like_curl &= is_like_curl(&text);
            if !entries.want_more() {
                entries.pass();
                return Ok(());
            }
            let latency = latency(&text).ok_or_else(|| {
                let found = shortened(&text);
                format!("line {number}: each line must be {EXPECTED}, not “{found}”")
            })?;
            entries.add(Found::of_tool(None, latency, ""));
            Ok(())
        })?;
        if like_curl {
            entries.note(
                "Numbers without a unit are milliseconds. These may be curl’s seconds: \
                 put “time_total” on a line above them."
                    .into(),
            );
        }
        Ok(())
    }
}

fn latency(text: &str) -> Option<std::time::Duration> {
    let unit = text.find(|c: char| c.is_alphabetic() && !"eE".contains(c));
    let (number, unit) = text.split_at(unit.unwrap_or(text.len()));
    let unit = match unit.trim() {
        "" => Unit::Milliseconds,
        sign => Unit::of(sign)?,
    };
    unit.latency("", number).ok()
}

/// Whether this looks like a `time_total` of curl: seconds with six digits after the
/// point.
fn is_like_curl(text: &str) -> bool {
    let parts = text.split_once('.');
    parts.is_some_and(|(seconds, fraction)| {
        seconds.len() == 1
            && fraction.len() == 6
            && fraction.bytes().all(|digit| digit.is_ascii_digit())
    })
}
