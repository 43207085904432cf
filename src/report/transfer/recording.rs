//! Opened recordings as text, for transfer from the on-demand program to the page.
//!
//! The first line is [`MARK`], by which a recording is told from a run. Then come lines
//! with a letter and, after a space, a query string or numbers:
//!
//! | line | meaning |
//! |---|---|
//! | `f format=…&entries=…` | the file |
//! | `n note=…` | what the reader must be told |
//! | `g page=…&host=…` | a page and a host; each is left out where there is none |
//! | `q started latency status` | a request of theirs: times in microseconds, `-` for a start that is not known, status 0 for none |

use std::time::Duration;

use form_urlencoded::{Serializer, parse};

use crate::{
    analysis::recording::{Recorded, Recording},
    report::recordings::{File, Group},
};

/// The first line.
pub const MARK: &str = "recording";

/// The recording as text, which [`read`] reads.
#[must_use]
pub fn write(file: &File) -> String {
    let entries = file.entries.to_string();
    let mut lines = vec![
        MARK.to_owned(),
        "f ".to_owned() + &pairs(&[("format", &file.format), ("entries", &entries)]),
    ];
    let notes = file.notes.iter();
    lines.extend(notes.map(|note| "n ".to_owned() + &pairs(&[("note", note)])));
    for group in &file.groups {
        let named = [("page", &group.page), ("host", &group.host)];
        let named = named.into_iter();
        let named: Vec<_> = named
            .filter_map(|(name, value)| Some((name, value.as_deref()?)))
            .collect();
        lines.push("g ".to_owned() + &pairs(&named));
        lines.extend(group.recording.requests().iter().map(request));
    }
    lines.join("\n")
}

fn pairs(pairs: &[(&str, &str)]) -> String {
    Serializer::new(String::new()).extend_pairs(pairs).finish()
}

fn request(one: &Recorded) -> String {
    let started = one.started.map(|at| at.as_micros().to_string());
    format!(
        "q {} {} {}",
        started.as_deref().unwrap_or("-"),
        one.latency.as_micros(),
        one.status.unwrap_or(0)
    )
}

/// The recording that [`write`](write()) wrote; `None` if the text is something else.
#[must_use]
pub fn read(text: &str) -> Option<File> {
    let mut lines = text.lines();
    if lines.next()? != MARK {
        return None;
    }
    let mut file = File {
        format: String::new(),
        entries: 0,
        groups: vec![],
        notes: vec![],
    };
    let mut requests: Vec<Vec<Recorded>> = vec![];
    for line in lines {
        let (letter, rest) = line.split_once(' ')?;
        match letter {
            "f" => {
                file.format = value(rest, "format")?;
                file.entries = value(rest, "entries")?.parse().ok()?;
            }
            "n" => file.notes.push(value(rest, "note")?),
            "g" => {
                let (page, host) = (value(rest, "page"), value(rest, "host"));
                let recording = Recording::default();
                file.groups.push(Group {
                    page,
                    host,
                    recording,
                });
                requests.push(vec![]);
            }
            _ => requests.last_mut()?.push(recorded(rest)?),
        }
    }
    for (group, requests) in file.groups.iter_mut().zip(requests) {
        group.recording = Recording::new(requests);
    }
    Some(file)
}

fn value(query: &str, name: &str) -> Option<String> {
    let mut pairs = parse(query.as_bytes());
    let (_, value) = pairs.find(|(known, _)| known == name)?;
    Some(value.into_owned())
}

fn recorded(numbers: &str) -> Option<Recorded> {
    let mut words = numbers.split(' ');
    let started = words.next()?;
    let micros = |word: &str| word.parse().ok().map(Duration::from_micros);
    Some(Recorded {
        started: (started != "-").then(|| micros(started)).flatten(),
        latency: micros(words.next()?)?,
        status: words.next()?.parse().ok().filter(|status| *status > 0),
    })
}
