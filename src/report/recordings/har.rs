//! HAR, the archive format of browsers and proxies (1.1 and 1.2).
//!
//! A HAR is read entry by entry. Of an entry the start, the timings, the status, the
//! host and the id of the page are looked at; everything else is skipped unread.

mod address;
mod entry;

use std::{
    fmt,
    io::{BufRead, BufReader},
};

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{Beginning, Entries, Format, json::explained};
use entry::{Pages, Raw};

pub(super) const NAME: &str = "HAR";

pub(super) struct Har;

impl Format for Har {
    fn name(&self) -> &'static str {
        NAME
    }

    fn recognises(&self, beginning: &Beginning) -> bool {
        beginning.is_object()
    }

    fn read(&self, input: &mut dyn BufRead, entries: &mut Entries) -> Result<(), String> {
        let mut reading = Reading {
            entries,
            pages: Pages::default(),
            lists: 0,
            wrong: None,
        };
        // The parser takes single bytes.
        let mut parser = serde_json::Deserializer::from_reader(BufReader::new(input));
        let level = Level::File;
        let read = At {
            level,
            reading: &mut reading,
        }
        .deserialize(&mut parser);
        let read = read.and_then(|()| parser.end());
        match (reading.wrong, read) {
            (Some(wrong), _) => Err(wrong),
            (None, Err(error)) => Err(explained(&error, None)),
            (None, Ok(())) if reading.lists == 0 => {
                Err("this JSON is neither a HAR nor a report: log.entries is missing".into())
            }
            (None, Ok(())) => Ok(()),
        }
    }
}

/// What was read so far.
struct Reading<'a> {
    entries: &'a mut Entries,
    pages: Pages,
    /// How many lists of entries there are.
    lists: usize,
    /// What is wrong with an entry.
    wrong: Option<String>,
}

impl Reading<'_> {
    fn add(&mut self, raw: &Raw) -> Result<(), String> {
        let number = self.entries.next();
        let found = raw.found(&mut self.pages);
        let found = found.map_err(|why| format!("entry {number}: {why}"))?;
        self.entries.add(found);
        Ok(())
    }
}

/// Where in the file the parser is.
#[derive(Clone, Copy)]
enum Level {
    File,
    Log,
    List,
}

/// Reads what stands at a level.
struct At<'a, 'b> {
    level: Level,
    reading: &'a mut Reading<'b>,
}

impl<'de> DeserializeSeed<'de> for At<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for At<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.level {
            Level::File => "a HAR, which is an object with log",
            Level::Log => "an object with entries as log",
            Level::List => "a list as log.entries",
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let (name, level) = match self.level {
            Level::File => ("log", Level::Log),
            Level::Log => ("entries", Level::List),
            Level::List => return Err(A::Error::custom("log.entries must be a list")),
        };
        while let Some(key) = map.next_key::<String>()? {
            if key == name {
                let reading = &mut *self.reading;
                map.next_value_seed(At { level, reading })?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        if !matches!(self.level, Level::List) {
            return Err(A::Error::custom(
                "log and the file must be objects, not lists",
            ));
        }
        self.reading.lists += 1;
        loop {
            if !self.reading.entries.want_more() {
                match list.next_element::<IgnoredAny>()? {
                    Some(_) => self.reading.entries.pass(),
                    None => return Ok(()),
                }
            } else if let Some(raw) = list.next_element::<Raw>()? {
                if let Err(wrong) = self.reading.add(&raw) {
                    self.reading.wrong = Some(wrong);
                    return Err(A::Error::custom("a wrong entry"));
                }
            } else {
                return Ok(());
            }
        }
    }
}
