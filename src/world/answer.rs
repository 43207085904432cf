//! What became of a request: exactly one [`Outcome`], and the words for it.

use std::{rc::Rc, time::Duration};

use serde::de::IgnoredAny;

use crate::format::time;

/// The most bytes that are read of a body: 1 MiB.
pub const BODY_LIMIT: usize = 1 << 20;

/// How a request ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A status from 200 to 299, and JSON (or 204 and 205, without a body).
    Ok,
    /// Any other status.
    Http,
    /// No answer; the browser does not say why.
    Network,
    /// No complete answer before the deadline.
    Timeout,
    /// A good status, and a body that broke off, is too large or no JSON.
    Body,
    /// Given up by the reader before it ended.
    Cancelled,
    /// Never sent, since too many before it had failed.
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

    /// The word for it, in reports and on the page.
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

/// Why a request was never sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SkipReason {
    /// Too many requests of its round have failed.
    Failures,
    /// Its round had taken as long as one may.
    Time,
    /// Its round had received as many bytes as one may.
    Size,
    /// The browser is offline.
    Offline,
    /// The server had asked for a pause, and a page that is frozen meanwhile
    /// would be no better.
    RetryAfter,
}

impl SkipReason {
    /// What the reader's list says instead of an answer.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Failures => "not sent: too many before it had failed",
            Self::Time => "not sent: the round had already taken 120 s",
            Self::Size => "not sent: the round had already brought 32 MiB",
            Self::Offline => "not sent: the browser is offline",
            Self::RetryAfter => "not sent: the server asked to be left alone",
        }
    }
}

/// A complete answer of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The status, 100 to 999.
    pub status: u16,
    /// The body; of more than [`BODY_LIMIT`] bytes only where it could not be
    /// read in pieces.
    pub body: Vec<u8>,
    /// How long the server asked to be left alone.
    pub retry_after: Option<Duration>,
    /// What the body names, if it is a todo.
    pub todo: TodoFields,
}

/// The parts of a todo that the page knows, read by the world: a browser has
/// a parser of its own, and need not load another one for two fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TodoFields {
    /// Its title.
    pub title: Option<String>,
    /// Its id, which a dependent request builds upon.
    pub id: Option<usize>,
}

/// Why there is no complete answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The browser says no more than this, on purpose.
    #[error(
        "no answer ({0}): unknown host, refused or reset connection, an answer without CORS \
         headers, something blocked, mixed content or offline; the browser does not say which"
    )]
    Network(String),
    /// The headers came, the body broke off.
    #[error("the body broke off ({0})")]
    Broken(String),
    /// The headers came, the body had no end.
    #[error("the body is larger than 1 MiB and was not read further")]
    TooLarge,
    /// The deadline passed.
    #[error("no complete answer within {}", time(*.0))]
    Timeout(Duration),
}

/// What is kept of an ended request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// How it ended.
    pub outcome: Outcome,
    /// The status, where one was seen.
    pub status: Option<u16>,
    /// What the list shows: the todo's title, or why there is none.
    pub title: Rc<str>,
    /// The body as text.
    pub text: Rc<str>,
    /// How long the server asked to be left alone.
    pub retry_after: Option<Duration>,
    /// The `id` in the answer, which a dependent request builds upon.
    pub id: Option<usize>,
}

impl Answer {
    /// The answer to a request that was never sent, and why, where that is
    /// known.
    #[must_use]
    pub fn skipped(why: Option<SkipReason>) -> Self {
        let why = why.map_or("not sent", SkipReason::words);
        Self::new(Outcome::Skipped, None, why.into(), "")
    }

    /// Judges what came back from one attempt; `seen` is the status, if one
    /// was seen before a failure.
    #[must_use]
    pub fn judge(came: Result<Response, Failure>, seen: Option<u16>) -> Self {
        match came {
            Ok(response) => Self::read(&response),
            Err(failure) => {
                let outcome = match failure {
                    Failure::Network(_) => Outcome::Network,
                    Failure::Broken(_) | Failure::TooLarge => Outcome::Body,
                    Failure::Timeout(_) => Outcome::Timeout,
                };
                Self::new(outcome, seen, failure.to_string(), "")
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
            // Who reads in pieces stops there; who cannot has it all by now.
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

/// Any JSON will do; where it is none, the message says where it broke.
fn check(body: &[u8]) -> Result<(), String> {
    if body.is_empty() {
        return Err("an empty body where JSON was expected".into());
    }
    let text = std::str::from_utf8(body)
        .map_err(|error| format!("invalid UTF-8 at byte {}", error.valid_up_to()))?;
    let json = serde_json::from_str::<IgnoredAny>(text);
    json.map(|_| ())
        .map_err(|error| format!("no JSON: {error}"))
}

/// As much of a title, or of an answer without one, as a list shows.
fn beginning(text: &str) -> String {
    let mut beginning: String = text.chars().take(80).collect();
    if beginning.len() < text.len() {
        beginning.push('…');
    }
    beginning
}
