//! Files that are refused, each with what is wrong and where.

use inflight::report::recordings::{MOST_BYTES, read};
use serde_json::json;
use std::io::{BufReader, Read};

use super::{
    har::{entry, har, samples, with},
    open,
};

#[track_caller]
fn refused(text: impl AsRef<[u8]>, expected: &str) {
    let why = open(text).expect_err("a bad file");
    assert!(why.contains(expected), "{why}");
}

#[test]
fn an_empty_file() {
    refused("", "the file is empty");
    refused("\u{feff}\n \r\n", "the file is empty");
    refused("# nothing\n", "it has no entries");
}

#[test]
fn html_xml_and_unknown_text() {
    let tools = "a list that k6, vegeta, curl, hey, oha, ab or JMeter wrote";
    refused("<!doctype html><html></html>", "this one is HTML");
    refused("<?xml version=\"1.0\"?><testResults/>", "is XML (JMeter");
    refused(
        "Summary:\n  Total: 3 s",
        &format!("{tools}; this one begins with “Summary:”"),
    );
}

#[test]
fn a_picture_a_program_and_an_archive() {
    refused(
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        "the file is not text",
    );
    refused(b"\x7fELF\x02\x01\x01\x00", "the file is not text");
    refused(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "the file is not text");
    refused(b"\x1f\x8b\x08\x00\x00\x00", "unpack it first");
    refused(b"PK\x03\x04\x14\x00", "unpack it first");
}

#[test]
fn text_in_utf_16() {
    for mark in [&b""[..], b"\xff\xfe"] {
        let text: Vec<u8> = "115\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        refused([mark, &text].concat(), "UTF-16: save it as UTF-8");
        let text: Vec<u8> = "115\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
        refused(
            [if mark.is_empty() { mark } else { b"\xfe\xff" }, &text].concat(),
            "UTF-16",
        );
    }
}

#[test]
fn numbers_that_are_no_latencies() {
    let expected = "line 3: each line must be a time of at most 10 minutes, such as 115, 115 ms or 0.115 s, not ";
    for bad in [
        "1e400", "-1", "600001", "601 s", "nan", "inf", "12,5", "7 days", "x", "5 6",
    ] {
        refused(format!("1\n2\n{bad}\n4\n"), &format!("{expected}“{bad}”"));
    }
    refused("-1\n", "line 1: ");
    refused(b"1\n\xff\xfe\xfd\n", "line 2: ");
}

#[test]
fn cells_that_are_no_latencies() {
    let range = "must be a number of seconds from 0 to 600, not ";
    for bad in ["1e400", "-1", "600.1", "", "x"] {
        let text = format!("time_total,http_code\n1,200\n{bad},200\n");
        refused(text, &format!("line 3: time_total {range}“{bad}”"));
    }
    refused(
        "1768469400000000000,200,-5,0,0,,\n",
        "line 1: the latency must be a number of nanoseconds",
    );
    let late = "1768469400000000000,200,1,0,0,,\n1768469400000000000,200,600000000001,0,0,,\n";
    refused(late, "line 2: the latency must be a number of nanoseconds");
    let json = "{\"time_total\":1,\"http_code\":200}\n\n{\"time_total\":1e400}\n";
    refused(json, &format!("line 3: time_total {range}“1e+400”"));
}

#[test]
fn a_table_that_is_cut_off() {
    let text = "response-time,DNS+dialup,DNS,Request-write,Response-delay,Response-read\n0.1,0,0,0,0.1,0\n0.1,0,";
    refused(
        text,
        "line 3: there must be 6 columns, not 3; the file may be cut off",
    );
    let text = "1768469400000000000,200,115000000,0,20,,e30K\n1768469400000000000,200,11";
    refused(
        text,
        "line 2: there must be 7 columns, not 3; the file may be cut off",
    );
    refused("time_total\n", "it has no entries");
}

#[test]
fn json_lines_that_are_cut_off() {
    let text = "{\"metric\":\"http_req_duration\",\"type\":\"Metric\",\"data\":{}}\n{\"metric\":\"http_req";
    refused(text, "line 2, column 19: the file is cut off here");
}

#[test]
fn a_har_that_is_cut_off_anywhere() {
    for (producer, text) in samples() {
        let text = text.trim_end().trim_start_matches('\u{feff}');
        for end in (1..text.len())
            .step_by(7)
            .filter(|end| text.is_char_boundary(*end))
        {
            let why = open(&text[..end]).expect_err("cut off");
            // A number may end in its middle: `-`, `1.`.
            let is_cut_off = why.contains("the file is cut off here")
                || text[..end].ends_with(['-', '.', 'e']) && why.contains("invalid number");
            assert!(is_cut_off, "{producer}, {end}: {why}");
        }
    }
}

#[test]
fn a_har_without_entries_or_with_cached_ones_alone() {
    refused(har(&[]), "no request that was answered: it has no entries");
    let cached = with(&[("/_fromCache", json!("memory"))]);
    refused(
        har(&[cached.clone(), cached]),
        "2 entries are left out: 2 from the browser’s cache.",
    );
    for text in ["{}", r#"{"log":{}}"#, r#"{"summary":{"total":1.5}}"#] {
        refused(
            text,
            "this JSON is neither a HAR nor a report: log.entries is missing",
        );
    }
}

#[test]
fn a_har_of_another_shape() {
    refused(r#"{"log":[]}"#, "must be objects, not lists");
    refused(r#"{"log":5}"#, "expected an object with entries as log");
    refused(r#"{"log":{"entries":{}}}"#, "log.entries must be a list");
    refused(
        r#"{"log":{"entries":null}}"#,
        "expected a list as log.entries",
    );
    refused(
        r#"{"log":{"entries":[7]}}"#,
        "expected an object as an entry",
    );
    refused(
        r#"{"log":{"entries":[{"timings":7}]}}"#,
        "line 1, column 32: invalid type: integer `7`, expected an object as timings",
    );
    refused(har(&[entry()]) + "{}", "trailing characters");
    refused(r#"{"log":{"entries":[],}}"#, "line 1, column ");
}

#[test]
fn an_entry_with_values_that_mean_nothing() {
    let cases = [
        ("/timings/wait", "“soon”", json!("soon")),
        ("/timings/send", "“true”", json!(true)),
        (
            "/timings/blocked",
            "“1e+999”",
            serde_json::from_str("1e+999").expect("a number"),
        ),
        ("/startedDateTime", "“yesterday”", json!("yesterday")),
        (
            "/startedDateTime",
            "“2026-02-30T00:00:00Z”",
            json!("2026-02-30T00:00:00Z"),
        ),
    ];
    for (path, found, value) in cases {
        let name = path.rsplit('/').next().expect("a name");
        let why = open(har(&[entry(), with(&[(path, value)])])).expect_err("a bad entry");
        assert!(
            why.starts_with(&format!("entry 2: {name} must be ")),
            "{why}"
        );
        assert!(why.ends_with(found), "{why}");
    }
}

#[test]
fn a_nesting_of_100_000() {
    let deep = "[".repeat(100_000);
    refused(&deep, "this one begins with “[[[");
    refused("{\"a\":".repeat(100_000), "the file is cut off here");
    refused(
        format!(r#"{{"log":{{"entries":[{deep}"#),
        "recursion limit exceeded",
    );
    let timings = format!(r#"{{"log":{{"entries":[{{"time":{deep}"#);
    refused(timings, "recursion limit exceeded");
}

#[test]
fn a_file_of_more_than_64_mib() {
    let long = |bytes: u64| {
        let text = std::io::repeat(b'\n').take(bytes - 2);
        let mut input = BufReader::new((&b"5\n"[..]).chain(text));
        read(&mut input, 1)
    };
    assert_eq!(long(MOST_BYTES).map(|file| file.entries), Ok(1));
    let expected = "the file is too large: it must have at most 64 MiB";
    assert_eq!(long(MOST_BYTES + 1), Err(expected.to_owned()));
    let start = br#"{"log":{"entries":[],"x":""#;
    let mut input = BufReader::new((&start[..]).chain(std::io::repeat(b'x')));
    assert_eq!(read(&mut input, 1), Err(expected.to_owned()));
}
