//! Answers: how a request ended, with exactly one [`Outcome`], or why it was
//! never sent.

use std::{rc::Rc, time::Duration};

use serde::de::IgnoredAny;

use super::skip_reason::SkipReason;

pub use super::failure::Failure;

/// The size up to which a body is read: 1 MiB.
pub const BODY_LIMIT: usize = 1 << 20;

/// How a request ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A status from 200 to 299 and a body of JSON; with 204 and 205, no body.
    Ok,
    /// Any other status.
    Http,
    /// No answer; the browser does not say why.
    Network,
    /// No complete answer before the deadline.
    Timeout,
    /// A status from 200 to 299, and a body that broke off, is too large or is
    /// not JSON.
    Body,
    /// Cancelled with its run before it ended, or aborted by the code that had sent
    /// it.
    Cancelled,
    /// Never sent, for a [`SkipReason`].
    Skipped,
}

impl Outcome {
    /// Every outcome, in the order in which they are listed.
    pub const ALL: [Self; 7] = [
        Self::Ok,
        Self::Http,
        Self::Network,
        Self::Timeout,
        Self::Body,
        Self::Cancelled,
        Self::Skipped,
    ];

    /// What the page says of it, after a number.
    #[must_use]
    pub fn phrase(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Http => "with another status",
            Self::Network => "without an answer",
            Self::Timeout => "timed out",
            Self::Body => "unreadable",
            Self::Cancelled => "cancelled",
            Self::Skipped => "not sent",
        }
    }

    /// Its word in reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        [
            "ok",
            "http",
            "network",
            "timeout",
            "body",
            "cancelled",
            "skipped",
        ][self as usize]
    }
}

/// A complete answer of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The status, 100 to 999.
    pub status: u16,
    /// The body. It has more than [`BODY_LIMIT`] bytes only where it could not
    /// be read in pieces.
    pub body: Vec<u8>,
    /// The pause that the server asked for in `Retry-After`.
    pub retry_after: Option<Duration>,
    /// The fields of the body, if it is a todo.
    pub todo: TodoFields,
}

/// The fields of a todo that the page uses. A world reads them: the browser has
/// a JSON parser of its own, so the page need not contain the code to read
/// two fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TodoFields {
    /// Its title.
    pub title: Option<String>,
    /// Its id, from which a dependent request derives its own.
    pub id: Option<usize>,
}

/// The answer to a request, as far as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// How it ended.
    pub outcome: Outcome,
    /// The status, if the headers arrived.
    pub status: Option<u16>,
    /// What the reader's list shows: the todo's title, the beginning of another
    /// body, or why there is neither.
    pub title: Rc<str>,
    /// The body as text.
    pub text: Rc<str>,
    /// The pause that the server asked for in `Retry-After`.
    pub retry_after: Option<Duration>,
    /// The `id` in the body, from which a dependent request derives its own.
    pub id: Option<usize>,
}

impl Answer {
    /// The answer to a request that was never sent, with the reason, if it is
    /// known.
    #[must_use]
    pub fn skipped(why: Option<SkipReason>) -> Self {
        let why = why.map_or("not sent", SkipReason::words);
        Self::new(Outcome::Skipped, None, why.into(), "")
    }

    /// The answer to a request that was aborted by the code that had sent it.
    #[must_use]
    pub fn cancelled() -> Self {
        Self::new(Outcome::Cancelled, None, "aborted by the code".into(), "")
    }

    /// Judges the result of an attempt. `status` is the status of an attempt
    /// that failed after its headers had arrived.
    #[must_use]
    pub fn judge(result: Result<Response, Failure>, status: Option<u16>) -> Self {
        match result {
            Ok(response) => Self::read(&response),
            Err(failure) => {
                let outcome = match failure {
                    Failure::Network(_) | Failure::Elsewhere(_) => Outcome::Network,
                    Failure::Broken(_) | Failure::TooLarge => Outcome::Body,
                    Failure::Timeout(_) => Outcome::Timeout,
                };
                Self::new(outcome, status, failure.to_string(), "")
            }
        }
    }

    fn new(outcome: Outcome, status: Option<u16>, title: String, text: &str) -> Self {
        let (title, text) = (title.into(), text.into());
        Self {
            outcome,
            status,
            title,
            text,
            retry_after: None,
            id: None,
        }
    }

    fn read(response: &Response) -> Self {
        let status = Some(response.status);
        let body = response
            .body
            .strip_prefix(b"\xef\xbb\xbf")
            .unwrap_or(&response.body);
        let lossy = String::from_utf8_lossy(body);
        match response.status {
            204 | 205 => Self::new(Outcome::Ok, status, "no content".into(), ""),
            // A body that could not be read in pieces is complete, and may be too large.
            200..=299 if body.len() > BODY_LIMIT => {
                Self::new(Outcome::Body, status, Failure::TooLarge.to_string(), "")
            }
            200..=299 => match check(body) {
                Ok(()) => {
                    let title = response.todo.title.clone();
                    let title = beginning(title.as_deref().unwrap_or(&lossy));
                    Self {
                        id: response.todo.id,
                        ..Self::new(Outcome::Ok, status, title, &lossy)
                    }
                }
                Err(why) => Self::new(Outcome::Body, status, why, &lossy),
            },
            code => Self {
                retry_after: response.retry_after,
                ..Self::new(Outcome::Http, status, format!("status {code}"), &lossy)
            },
        }
    }
}

/// Checks that a body is JSON, of any shape. The error says where it is not.
fn check(body: &[u8]) -> Result<(), String> {
    if body.is_empty() {
        return Err("an empty body where JSON was expected".into());
    }
    let text = std::str::from_utf8(body)
        .map_err(|error| format!("invalid UTF-8 at byte {}", error.valid_up_to()))?;
    let json = serde_json::from_str::<IgnoredAny>(text);
    json.map(|_| ())
        .map_err(|error| format!("invalid JSON: {error}"))
}

/// The first 80 characters of a title or of a body, for the reader's list.
fn beginning(text: &str) -> String {
    let mut beginning: String = text.chars().take(80).collect();
    if beginning.len() < text.len() {
        beginning.push('…');
    }
    beginning
}
