//! Row of the fault matrix: a fault and its expected outcomes.

use end_to_end::faulty_origin::{End, Fault};

/// The expectation for a strategy under a fault.
#[derive(Clone, Copy, Debug)]
pub(super) enum Cell {
    /// Each request has this outcome and this status.
    Ends(&'static str, Option<u16>),
    /// The same, with the reason why it differs from other strategies.
    Differs(&'static str, Option<u16>, &'static str),
    /// The first failure, with this outcome, stops the run: the rest is skipped, or fails likewise.
    Stops(&'static str),
    /// Not tested, with the reason.
    Skipped(&'static str),
}

/// How many requests the server gets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Hits {
    /// None that it can see.
    None,
    /// One for each request of the page.
    Once,
    /// At least one.
    Some,
    /// More, because the browser repeats requests by itself.
    More,
}

/// A fault and its expected consequences.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) name: &'static str,
    pub(super) fault: Fault,
    /// The setting `timeout`, in milliseconds, if the answer hangs.
    pub(super) timeout: Option<u16>,
    /// Whether the timeout happens in the body.
    pub(super) in_body: bool,
    pub(super) hits: Hits,
    /// Words that the page shows for each request.
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

    /// A complete answer.
    pub(super) fn answered(
        name: &'static str,
        answer: Vec<u8>,
        expected: fn(&str) -> Cell,
    ) -> Self {
        Self::new(name, Fault::Answer(answer, End::Close), expected)
    }

    /// An answer that hangs until the timeout.
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
