//! The entries of a file, as they are read, and the recordings they become.

mod groups;

use std::time::Duration;

use super::{File, MOST_REQUESTS};
use crate::{
    format::{count, list},
    world::random::shuffle,
};

/// What is kept of an entry.
pub(super) struct Entry {
    pub(super) page: Option<String>,
    pub(super) host: Option<String>,
    /// The start, since an origin that the whole file shares, if the file tells it.
    pub(super) started: Option<Duration>,
    pub(super) latency: Duration,
    pub(super) status: Option<u16>,
}

/// What an entry turned out to be.
pub(super) enum Found {
    Request(Entry),
    LeftOut(Reason),
}

impl Found {
    /// A request of a tool that tells no page and no host, with the digits of its status.
    pub(super) fn of_tool(started: Option<Duration>, latency: Duration, digits: &str) -> Self {
        match status(digits) {
            Err(reason) => Self::LeftOut(reason),
            Ok(status) => Self::Request(Entry {
                page: None,
                host: None,
                started,
                latency,
                status,
            }),
        }
    }
}

/// Why an entry is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    NoAnswer,
    NoDuration,
    NoStart,
    Cached,
    NotHttp,
    WebSocket,
    Sum,
}

impl Reason {
    const ALL: [Self; 7] = [
        Self::NoAnswer,
        Self::NoDuration,
        Self::NoStart,
        Self::Cached,
        Self::NotHttp,
        Self::WebSocket,
        Self::Sum,
    ];

    fn phrase(self) -> &'static str {
        match self {
            Self::NoAnswer => "without an answer (status 0)",
            Self::NoDuration => "without a duration",
            Self::NoStart => "without a start",
            Self::Cached => "from the browser’s cache",
            Self::NotHttp => "without HTTP (such as data: URLs)",
            Self::WebSocket => "for WebSockets",
            Self::Sum => "that are sums of others",
        }
    }
}

/// The status of an answer from its digits: `None` if there are none.
pub(super) fn status(digits: &str) -> Result<Option<u16>, Reason> {
    let digits = digits.trim();
    let status = digits
        .parse()
        .ok()
        .filter(|code| (100..=999).contains(code));
    match status {
        None if !digits.is_empty() => Err(Reason::NoAnswer),
        status => Ok(status),
    }
}

/// The entries of a file so far.
pub(super) struct Entries {
    seed: u32,
    /// How many the file has, also those that are not used.
    total: usize,
    /// How many were looked at.
    read: usize,
    kept: Vec<Entry>,
    left_out: Vec<Reason>,
    notes: Vec<String>,
    /// The tool that wrote them sorted by time, if one did.
    sorted_by: Option<&'static str>,
}

impl Entries {
    pub(super) fn new(seed: u32) -> Self {
        Self {
            seed,
            total: 0,
            read: 0,
            kept: Vec::new(),
            left_out: Vec::new(),
            notes: Vec::new(),
            sorted_by: None,
        }
    }

    /// Says that the file lists its entries by how long they took.
    pub(super) fn are_sorted_by(&mut self, tool: &'static str) {
        self.sorted_by = Some(tool);
    }

    /// Adds something that the reader must be told.
    pub(super) fn note(&mut self, note: String) {
        self.notes.push(note);
    }

    /// Whether the next entry is used. The first of a sorted list are the fastest, so
    /// that all of it is read before some are chosen.
    pub(super) fn want_more(&self) -> bool {
        self.total < MOST_REQUESTS || self.sorted_by.is_some()
    }

    /// Counts an entry that is not used.
    pub(super) fn pass(&mut self) {
        self.total += 1;
    }

    /// Adds an entry.
    pub(super) fn add(&mut self, found: Found) {
        self.total += 1;
        self.read += 1;
        match found {
            Found::Request(entry) => self.kept.push(entry),
            Found::LeftOut(reason) => self.left_out.push(reason),
        }
    }

    /// The number of the next entry, from 1.
    pub(super) fn next(&self) -> usize {
        self.total + 1
    }

    /// What the file says of requests.
    pub(super) fn into_file(mut self, format: &'static str) -> Result<File, String> {
        self.choose();
        let left_out = self.left_out_in_words();
        if self.kept.is_empty() {
            let why = left_out.unwrap_or_else(|| "it has no entries".into());
            return Err(format!("the file has no request that was answered: {why}"));
        }
        self.notes.extend(left_out);
        let (groups, note) = groups::groups(self.kept);
        self.notes.extend(note);
        Ok(File {
            format: format.to_owned(),
            entries: self.total,
            groups,
            notes: self.notes,
        })
    }

    /// Shuffles what is sorted, and takes as many as are used.
    fn choose(&mut self) {
        if self.read < self.total {
            self.notes.push(format!(
                "The first {} of {} entries are used.",
                count(self.read),
                count(self.total)
            ));
        }
        let Some(tool) = self.sorted_by else { return };
        shuffle(&mut self.kept, self.seed.into(), &[0]);
        self.notes.push(format!(
            "{tool} lists requests by how long they took: the list is shuffled by the seed."
        ));
        if self.kept.len() > MOST_REQUESTS {
            self.notes.push(format!(
                "{} of {} entries are used, chosen by the seed.",
                count(MOST_REQUESTS),
                count(self.kept.len())
            ));
            self.kept.truncate(MOST_REQUESTS);
        }
    }

    fn left_out_in_words(&self) -> Option<String> {
        let reasons = Reason::ALL.into_iter().filter_map(|reason| {
            let number = self.left_out.iter().filter(|one| **one == reason).count();
            (number > 0).then(|| format!("{} {}", count(number), reason.phrase()))
        });
        let reasons: Vec<_> = reasons.collect();
        let number = self.left_out.len();
        let are = if number == 1 {
            "entry is"
        } else {
            "entries are"
        };
        (number > 0).then(|| format!("{} {are} left out: {}.", count(number), list(&reasons)))
    }
}
