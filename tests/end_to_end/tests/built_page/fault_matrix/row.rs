//! A row of the table, and what its cells may hold.

use end_to_end::faulty_origin::{End, Fault};

/// What may be expected of a strategy under a fault.
#[derive(Clone, Copy, Debug)]
pub(super) enum Cell {
    /// Each request ends so, with this status.
    Ends(&'static str, Option<u16>),
    /// The same, though it is not what the others have: why that is so.
    Differs(&'static str, Option<u16>, &'static str),
    /// Not tried, and why.
    Skipped(&'static str),
}

/// How often the origin is asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Hits {
    /// It cannot tell.
    None,
    /// Once for each request.
    Once,
    /// The browser asks again by itself, and does not say so.
    More,
}

/// A fault, and what must come of it.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) name: &'static str,
    pub(super) fault: Fault,
    /// The setting `timeout`, in milliseconds, where the fault is one that hangs.
    pub(super) timeout: Option<u16>,
    /// Whether a body is being read when it is given up.
    pub(super) in_body: bool,
    pub(super) hits: Hits,
    /// What the page says of each request.
    pub(super) says: &'static str,
    pub(super) expected: fn(strategy: &str) -> Cell,
}

impl Row {
    pub(super) fn new(name: &'static str, fault: Fault, expected: fn(&str) -> Cell) -> Self {
        Self {
            name,
            fault,
            timeout: None,
            in_body: false,
            hits: Hits::Once,
            says: "",
            expected,
        }
    }

    /// An answer that is complete.
    pub(super) fn answered(
        name: &'static str,
        answer: Vec<u8>,
        expected: fn(&str) -> Cell,
    ) -> Self {
        Self::new(name, Fault::Answer(answer, End::Close), expected)
    }

    /// An answer that the deadline cuts short.
    pub(super) fn hanging(
        name: &'static str,
        bytes: Vec<u8>,
        end: End,
        expected: fn(&str) -> Cell,
    ) -> Self {
        let row = Self::new(name, Fault::Answer(bytes, end), expected);
        Self {
            timeout: Some(500),
            says: "no complete answer within",
            ..row
        }
    }

    pub(super) fn says(self, says: &'static str) -> Self {
        Self { says, ..self }
    }

    pub(super) fn hits(self, hits: Hits) -> Self {
        Self { hits, ..self }
    }

    pub(super) fn in_body(self) -> Self {
        Self {
            in_body: true,
            ..self
        }
    }
}
