//! Rows of the fault matrix.

use super::row::{Cell, Hits, Row};
use end_to_end::{
    browser::engine::Engine,
    faulty_origin::{End, Fault, answer, beginning},
};
use std::{iter, time::Duration};

fn network(_: &str) -> Cell {
    Cell::Ends("network", None)
}

fn stops(_: &str) -> Cell {
    Cell::Stops("network")
}

fn body(_: &str) -> Cell {
    Cell::Ends("body", Some(200))
}

fn ok(_: &str) -> Cell {
    Cell::Ends("ok", Some(200))
}

/// The headers arrive, the body does not.
fn broken(strategy: &str) -> Cell {
    match (Engine::chosen(), strategy) {
        (Engine::WebKit, "blocking") => Cell::Differs(
            "body",
            Some(200),
            "a synchronous XMLHttpRequest of WebKit returns what came of the body",
        ),
        (_, "blocking") => Cell::Differs(
            "network",
            None,
            "a synchronous XMLHttpRequest throws, and forgets the status that it saw",
        ),
        _ => body(strategy),
    }
}

/// An invalid chunk is in the same packet as the headers.
fn bad_chunk(strategy: &str) -> Cell {
    match (Engine::chosen(), strategy) {
        (Engine::Firefox, key) if key != "blocking" => Cell::Differs(
            "network",
            None,
            "Firefox reads on before it hands over the headers, and then has none to hand over",
        ),
        _ => broken(strategy),
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

/// The headers arrive, then nothing.
fn late_without_a_byte(strategy: &str) -> Cell {
    match (Engine::chosen(), strategy) {
        (Engine::Firefox, key) if key != "blocking" => Cell::Differs(
            "timeout",
            None,
            "Firefox hands over the headers with the body's first byte",
        ),
        _ => late_in_body(strategy),
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

/// All rows.
pub(super) fn rows() -> Vec<Row> {
    [transport(), bodies(), statuses(), texts(), deadlines()]
        .into_iter()
        .flatten()
        .collect()
}

/// No answer, or none that the page may read.
fn transport() -> Vec<Row> {
    let silent = |end| Fault::Answer(vec![], end);
    let closed = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}";
    let around = answer("302 Found", "Location: /around/1\r\n", b"");
    vec![
        Row::new("refused connection", Fault::Refused, network).hits(Hits::None),
        Row::new("reset before the headers", silent(End::Reset), network).hits(Hits::More),
        Row::new("closed without a byte", silent(End::Close), network).hits(Hits::More),
        // Nobody knows which server such a request reached last.
        Row::answered("redirected in circles", around, stops).hits(Hits::Some),
        Row::answered("CORS refused", closed.to_vec(), network).says("CORS"),
    ]
}

/// Bodies that are incomplete or too large.
fn bodies() -> Vec<Row> {
    let short = beginning("Content-Length: 1000", "{\"title\":");
    let chunk = beginning("Transfer-Encoding: chunked", "5\r\n[1,2,\r\nnone\r\n");
    let cut = |bytes, end| Fault::Answer(bytes, end);
    let large = answer("200 OK", "", &vec![b' '; 2 << 20]);
    let hundred = beginning("Content-Length: 104857600", "");
    vec![
        Row::new("reset in the body", cut(short.clone(), End::Reset), broken),
        Row::new("short Content-Length", cut(short, End::Close), broken),
        Row::new("bad chunk", cut(chunk, End::Close), bad_chunk),
        Row::answered("2 MiB body", large, body).says("larger than 1 MiB"),
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

/// Invalid JSON, and JSON that must be shown as text.
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

/// Answers that hang.
fn deadlines() -> Vec<Row> {
    let pause = Duration::from_millis(100);
    let head = beginning("Content-Length: 1000", "");
    vec![
        Row::hanging("never answers", vec![], End::Silence, late),
        Row::hanging(
            "never goes on",
            head.clone(),
            End::Silence,
            late_without_a_byte,
        )
        .in_body(),
        Row::hanging("drips", head, End::Drip(pause), late_in_body).in_body(),
    ]
}
