//! The table itself: each fault, and what it comes to under each strategy.

use crate::support::faults::{End, Fault, answer, beginning};
use std::{iter, time::Duration};

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
    fn new(name: &'static str, fault: Fault, expected: fn(&str) -> Cell) -> Self {
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
    fn answered(name: &'static str, answer: Vec<u8>, expected: fn(&str) -> Cell) -> Self {
        Self::new(name, Fault::Answer(answer, End::Close), expected)
    }

    /// An answer that the deadline cuts short.
    fn hanging(name: &'static str, bytes: Vec<u8>, end: End, expected: fn(&str) -> Cell) -> Self {
        let row = Self::new(name, Fault::Answer(bytes, end), expected);
        Self {
            timeout: Some(500),
            says: "no complete answer within",
            ..row
        }
    }

    fn says(self, says: &'static str) -> Self {
        Self { says, ..self }
    }

    fn hits(self, hits: Hits) -> Self {
        Self { hits, ..self }
    }

    fn in_body(self) -> Self {
        Self {
            in_body: true,
            ..self
        }
    }
}

fn network(_: &str) -> Cell {
    Cell::Ends("network", None)
}

fn body(_: &str) -> Cell {
    Cell::Ends("body", Some(200))
}

fn ok(_: &str) -> Cell {
    Cell::Ends("ok", Some(200))
}

/// Headers arrived, and then not the body.
fn broken(strategy: &str) -> Cell {
    match strategy {
        "blocking" => Cell::Differs(
            "network",
            None,
            "a synchronous XMLHttpRequest throws, and forgets the status that it saw",
        ),
        _ => body(strategy),
    }
}

fn without_deadline() -> Cell {
    Cell::Skipped("a synchronous XMLHttpRequest can be given no deadline")
}

fn late(strategy: &str) -> Cell {
    match strategy {
        "blocking" => without_deadline(),
        _ => Cell::Ends("timeout", None),
    }
}

fn late_in_body(strategy: &str) -> Cell {
    match strategy {
        "blocking" => without_deadline(),
        _ => Cell::Ends("timeout", Some(200)),
    }
}

fn too_large(strategy: &str) -> Cell {
    match strategy {
        "blocking" => Cell::Differs(
            "body",
            None,
            "the page has the status, and does not keep it beside a body that is too large",
        ),
        _ => body(strategy),
    }
}

fn flooded(strategy: &str) -> Cell {
    match strategy {
        "blocking" => Cell::Skipped(
            "a synchronous XMLHttpRequest shows nothing of a body that it could be cut by",
        ),
        _ => body(strategy),
    }
}

/// The faults.
pub(super) fn rows() -> Vec<Row> {
    [transport(), bodies(), statuses(), texts(), deadlines()]
        .into_iter()
        .flatten()
        .collect()
}

/// No answer, or none that the page may see.
fn transport() -> Vec<Row> {
    let silent = |end| Fault::Answer(vec![], end);
    let closed = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}";
    let around = answer("302 Found", "Location: /around/1\r\n", b"");
    vec![
        Row::new("refused connection", Fault::Refused, network).hits(Hits::None),
        Row::new("reset before the headers", silent(End::Reset), network).hits(Hits::More),
        Row::new("closed without a byte", silent(End::Close), network).hits(Hits::More),
        Row::answered("redirected in circles", around, network).hits(Hits::More),
        Row::answered("CORS refused", closed.to_vec(), network).says("CORS"),
    ]
}

/// Bodies that do not come to their end, or to none that one would wait for.
fn bodies() -> Vec<Row> {
    let short = beginning("Content-Length: 1000", "{\"title\":");
    let chunk = beginning("Transfer-Encoding: chunked", "5\r\n[1,2,\r\nnone\r\n");
    let cut = |bytes, end| Fault::Answer(bytes, end);
    let large = answer("200 OK", "", &vec![b' '; 2 << 20]);
    let hundred = beginning("Content-Length: 104857600", "");
    vec![
        Row::new("reset in the body", cut(short.clone(), End::Reset), broken),
        Row::new("short Content-Length", cut(short, End::Close), broken),
        Row::new("bad chunk", cut(chunk, End::Close), broken),
        Row::answered("2 MiB body", large, too_large).says("larger than 1 MiB"),
        Row::new("100 MB body", cut(hundred, End::Flood(100 << 20)), flooded)
            .says("larger than 1 MiB"),
    ]
}

/// Answers without a todo.
fn statuses() -> Vec<Row> {
    vec![
        Row::answered("404", answer("404 Not Found", "", b"{}"), |_| {
            Cell::Ends("http", Some(404))
        }),
        Row::answered("500", answer("500 Internal", "", b"{}"), |_| {
            Cell::Ends("http", Some(500))
        }),
        Row::answered("204", answer("204 No Content", "", b""), |_| {
            Cell::Ends("ok", Some(204))
        }),
        Row::answered("205", answer("205 Reset Content", "", b""), |_| {
            Cell::Ends("ok", Some(205))
        }),
        Row::answered("empty 200", answer("200 OK", "", b""), body),
    ]
}

/// Texts that are no JSON, or JSON that not everyone would show.
fn texts() -> Vec<Row> {
    let fine =
        |name, text: &[u8], says| Row::answered(name, answer("200 OK", "", text), ok).says(says);
    let bad =
        |name, text: &[u8], says| Row::answered(name, answer("200 OK", "", text), body).says(says);
    let line: Vec<u8> = iter::once(b'"')
        .chain(iter::repeat_n(b'x', 1_000_000))
        .chain([b'"'])
        .collect();
    let markup =
        br#"{"title":"<img src=x onerror=\"window.hurt = true\"><script>hurt = true</script>"}"#;
    vec![
        bad(
            "HTML for JSON",
            b"\n<!doctype html><title>1</title>",
            "line 2 column 1",
        ),
        bad(
            "truncated JSON",
            b"{\"id\": 1,\n\"title\": \"ha",
            "line 2 column 12",
        ),
        bad("bad JSON", b"{\n  \"id\": 1,\n  oops\n}", "line 3 column 3"),
        bad(
            "invalid UTF-8",
            b"{\"title\":\"\xff\"}",
            "invalid UTF-8 at byte 10",
        ),
        fine(
            "byte order mark",
            b"\xef\xbb\xbf{\"title\":\"marked\"}",
            "marked",
        ),
        fine("markup", markup, "<img src=x"),
        fine(
            "right to left",
            "{\"title\":\"\u{202e}gnp.exe\"}".as_bytes(),
            "gnp.exe",
        ),
        fine("NUL", b"{\"title\":\"zero \\u0000 sum\"}", "zero"),
        fine("1 MB line", &line, "xxx"),
    ]
}

/// Answers that nobody can wait for.
fn deadlines() -> Vec<Row> {
    let pause = Duration::from_millis(100);
    let head = beginning("Content-Length: 1000", "");
    vec![
        Row::hanging("never answers", vec![], End::Silence, late),
        Row::hanging("never goes on", head.clone(), End::Silence, late_in_body).in_body(),
        Row::hanging("drips", head, End::Drip(pause), late_in_body).in_body(),
    ]
}
