//! HAR files, as ten producers write them.

use std::{collections::BTreeSet, fs, path::Path};

use inflight::report::recordings::{File, Group, MOST_REQUESTS};
use serde_json::{Value, json};

use super::{in_ms, independent::expected, latencies, open, opened};

/// The made-up files: their producers, and their text.
pub(super) fn samples() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/report/recordings/har");
    let files = fs::read_dir(folder).expect("a folder");
    let files = files.map(|file| file.expect("a file").path());
    let text = |path: &Path| fs::read_to_string(path).expect("a text");
    let name = |path: &Path| path.file_stem().map(|name| name.to_string_lossy().into());
    files
        .map(|path| (name(&path).expect("a name"), text(&path)))
        .collect()
}

fn sample(producer: &str) -> File {
    let found = samples().into_iter().find(|(name, _)| name == producer);
    opened(found.expect("a sample").1)
}

fn group<'a>(file: &'a File, page: Option<&str>, host: &str) -> &'a Group {
    let found = file
        .groups
        .iter()
        .find(|group| group.page.as_deref() == page && group.host.as_deref() == Some(host));
    found.expect("a group")
}

/// An entry with a latency of 100 ms.
pub(super) fn entry() -> Value {
    json!({
        "startedDateTime": "2026-01-15T09:30:00.000Z",
        "time": 107,
        "request": { "method": "GET", "url": "https://api.example.com/items/1" },
        "response": { "status": 200 },
        "timings": {
            "blocked": 1, "dns": 2, "connect": 4, "ssl": 3,
            "send": 10, "wait": 70, "receive": 20,
        },
    })
}

pub(super) fn har(entries: &[Value]) -> String {
    json!({ "log": { "version": "1.2", "entries": entries } }).to_string()
}

/// The entry with other values at some paths, such as `/timings/wait`.
pub(super) fn with(changes: &[(&str, Value)]) -> Value {
    let mut entry = entry();
    for (path, value) in changes {
        let (parent, name) = path.rsplit_once('/').expect("a path");
        entry.pointer_mut(parent).expect("a parent")[name] = value.clone();
    }
    entry
}

#[test]
fn every_producer_is_read_as_an_independent_program_reads_it() {
    let samples = samples();
    assert!(samples.len() >= 8);
    for (producer, text) in samples {
        let (file, expected) = (opened(&text), expected(&text));
        assert_eq!(&*file.format, "HAR", "{producer}");
        assert_eq!(file.groups.len(), expected.len(), "{producer}");
        for group in &file.groups {
            let host = group.host.clone().expect("a host");
            let one = &expected[&(group.page.clone(), host)];
            let recording = &group.recording;
            assert_eq!(recording.latencies().len(), one.requests, "{producer}");
            assert_eq!(recording.peak(), Some(one.peak), "{producer}: {group:?}");
            let total = in_ms(&[recording.total().expect("a total")])[0];
            assert!((total - one.total_ms).abs() < 0.002, "{producer}: {total}");
        }
    }
}

#[test]
fn the_busiest_pair_of_page_and_host_comes_first() {
    for (producer, text) in samples() {
        let groups = opened(text).groups;
        let sizes = groups.iter().map(|group| group.recording.requests().len());
        assert!(sizes.is_sorted_by(|one, next| one >= next), "{producer}");
    }
    let file = sample("chrome");
    let first = &file.groups[0];
    let pair = (first.page.as_deref(), first.host.as_deref());
    assert_eq!(pair, (Some("page_1"), Some("api.example.com")));
}

#[test]
fn nothing_but_times_statuses_hosts_and_pages_is_kept() {
    for (producer, text) in samples() {
        let kept = format!("{:?}", opened(&text));
        let secrets = [
            "s3cret", "sid", "Bearer", "user:", "token", "key=", "items", "/v",
        ];
        for secret in secrets {
            assert!(!kept.contains(secret), "{producer} kept {secret}: {kept}");
        }
        let host = ["/", "?", "@", "example.com:"];
        for group in opened(&text).groups {
            let name = group.host.unwrap_or_default();
            assert!(
                !host
                    .iter()
                    .any(|mark| name.contains(mark) && !name.ends_with(":8080"))
            );
        }
    }
}

#[test]
fn the_id_of_a_page_that_is_an_address_becomes_a_number() {
    let page = |id: &str| with(&[("/pageref", json!(id))]);
    let entries = [
        "https://x.example/a?token=1",
        "page_7",
        "https://x.example/b",
    ]
    .map(page);
    let file = opened(har(&entries));
    let pages: BTreeSet<_> = file
        .groups
        .iter()
        .filter_map(|one| one.page.as_deref())
        .collect();
    assert_eq!(pages, BTreeSet::from(["page 1", "page 2", "page_7"]));
}

#[test]
fn the_latency_is_send_wait_and_receive_and_the_rest_is_queue() {
    let second = with(&[
        ("/startedDateTime", json!("2026-01-15T09:30:01Z")),
        ("/timings/connect", json!(504)),
    ]);
    let file = opened(har(&[entry(), second]));
    assert_eq!(latencies(&file), [100.0, 100.0]);
    // 1 s later, and 500 ms longer in the queue.
    let starts: Vec<_> = file.groups[0]
        .recording
        .requests()
        .iter()
        .filter_map(|one| one.started)
        .collect();
    assert_eq!(in_ms(&starts), [0.0, 1_500.0]);
}

#[test]
fn times_that_are_not_known_are_zero() {
    for unknown in [json!(null), json!(-1), json!(-0.0004)] {
        let paths = ["blocked", "dns", "connect", "ssl", "send", "receive"];
        let paths = paths.map(|name| format!("/timings/{name}"));
        let changes = paths.each_ref().map(|path| (&**path, unknown.clone()));
        assert_eq!(
            latencies(&opened(har(&[with(&changes)]))),
            [70.0],
            "{unknown}"
        );
    }
}

#[test]
fn without_a_wait_the_rest_of_the_time_is_the_latency() {
    let wait = ("/timings/wait", json!(-1));
    assert_eq!(
        latencies(&opened(har(&[with(std::slice::from_ref(&wait))]))),
        [100.0]
    );
    let timings = with(&[("/timings", Value::Null)]);
    assert_eq!(latencies(&opened(har(&[timings]))), [107.0]);
    let nothing = with(&[wait, ("/time", json!(7))]);
    let file = opened(har(&[entry(), nothing]));
    assert_eq!(file.notes, ["1 entry is left out: 1 without a duration."]);
}

#[test]
fn the_time_does_not_count_where_the_wait_is_known() {
    for time in [
        json!(null),
        json!(-1),
        json!(1),
        json!(99_999),
        json!("long"),
    ] {
        let entry = with(&[("/time", time)]);
        assert_eq!(latencies(&opened(har(&[entry]))), [100.0]);
    }
}

#[test]
fn what_was_not_sent_or_not_answered_is_left_out_and_counted() {
    let entries = [
        entry(),
        with(&[("/response/status", json!(0))]),
        with(&[("/response", Value::Null)]),
        with(&[("/_fromCache", json!("disk"))]),
        with(&[("/_fetchType", json!("Memory Cache"))]),
        with(&[("/request/url", json!("data:text/plain,x"))]),
        with(&[("/request/url", json!("blob:https://api.example.com/0f"))]),
        with(&[("/request/url", json!("wss://api.example.com/live"))]),
        with(&[
            ("/response/status", json!(101)),
            ("/timings/receive", json!(7_200_000)),
        ]),
        with(&[("/startedDateTime", Value::Null)]),
    ];
    let file = opened(har(&entries));
    assert_eq!((file.entries, latencies(&file)), (10, vec![100.0]));
    let expected = "9 entries are left out: 2 without an answer (status 0), 1 without a start, \
        2 from the browser’s cache, 2 without HTTP (such as data: URLs) and 2 for WebSockets.";
    assert_eq!(file.notes, [expected]);
}

#[test]
fn what_may_have_been_sent_is_kept() {
    let entries = [
        with(&[("/response/status", json!(304))]),
        with(&[("/_fromCache", Value::Null)]),
        with(&[("/_fetchType", json!("Network Load"))]),
        with(&[("/response/_transferSize", json!(0))]),
        with(&[("/response/status", json!("200"))]),
    ];
    assert_eq!(latencies(&opened(har(&entries))).len(), entries.len());
}

#[test]
fn a_host_is_in_lower_case_without_a_user_and_with_an_unusual_port() {
    let hosts = [
        ("https://API.Example.COM/a", "api.example.com"),
        ("HTTP://api.example.com:80/", "api.example.com"),
        ("https://api.example.com:80/", "api.example.com:80"),
        (
            "https://u:p@ss@api.example.com:8443?q",
            "api.example.com:8443",
        ),
        ("https://[2001:DB8::1]:8443/", "[2001:db8::1]:8443"),
        ("https://api.example.com#x@y", "api.example.com"),
    ];
    for (url, host) in hosts {
        let file = opened(har(&[with(&[("/request/url", json!(url))])]));
        assert_eq!(file.groups[0].host.as_deref(), Some(host), "{url}");
    }
    for url in [json!(null), json!("/items/1"), json!("")] {
        let file = opened(har(&[with(&[("/request/url", url)])]));
        assert_eq!(file.groups[0].host, None);
    }
}

#[test]
fn a_date_is_read_in_every_spelling_of_real_files() {
    let same = [
        "2026-01-15T09:30:00Z",
        "2026-01-15T09:30:00.000Z",
        "2026-01-15T11:30:00.000+02:00",
        "2026-01-15T11:30:00+0200",
        "2026-01-15T04:00:00.0000000-05:30",
        "2026-01-15T09:30:00.000000000Z",
        "2026-01-15t09:30:00z",
        "2026-01-15 09:30:00.000",
    ];
    let later = with(&[("/startedDateTime", json!("2026-01-15T09:30:10Z"))]);
    for date in same {
        let entries = [with(&[("/startedDateTime", json!(date))]), later.clone()];
        let total = opened(har(&entries)).groups[0].recording.total();
        assert_eq!(in_ms(total.as_slice()), [10_100.0], "{date}");
    }
}

#[test]
fn entries_out_of_order_give_the_same_recording() {
    let entries: Vec<_> = [3, 1, 2, 0]
        .iter()
        .map(|second| {
            let start = format!("2026-01-15T09:30:0{second}.000Z");
            with(&[
                ("/startedDateTime", json!(start)),
                ("/timings/wait", json!(10 + second)),
            ])
        })
        .collect();
    let mut sorted = entries.clone();
    sorted.sort_by_key(|entry| entry["startedDateTime"].to_string());
    assert_eq!(opened(har(&entries)), opened(har(&sorted)));
    assert_eq!(latencies(&opened(har(&entries))), [40.0, 41.0, 42.0, 43.0]);
}

#[test]
fn starts_that_cannot_belong_together_leave_the_latencies() {
    let start = |date: &str| with(&[("/startedDateTime", json!(date))]);
    let entries = ["0001-01-01T00:00:00Z", "2026-01-15T09:30:00Z"].map(start);
    let file = opened(har(&entries));
    assert_eq!(latencies(&file), [100.0, 100.0]);
    assert_eq!(file.groups[0].recording.timeline(), None);
    assert!(file.notes[0].contains("31 days"), "{:?}", file.notes);
    let entries = ["2026-01-15T00:00:00Z", "2026-02-14T23:00:00Z"].map(start);
    assert!(opened(har(&entries)).groups[0].recording.total().is_some());
}

#[test]
fn pages_and_hosts_are_kept_apart() {
    let file = sample("webpagetest");
    assert_eq!(file.groups.len(), 2);
    let first = group(&file, Some("page_1_0_1"), "www.example.com");
    assert_eq!(first.recording.peak(), Some(2));
    let second = group(&file, Some("page_2_0_1"), "www.example.com");
    assert_eq!(
        (second.recording.requests().len(), second.recording.peak()),
        (2, Some(1))
    );
}

#[test]
fn the_first_10_000_entries_are_used_and_that_is_said() {
    let mut entries = vec![entry(); MOST_REQUESTS];
    assert_eq!(opened(har(&entries)).notes, Vec::<String>::new());
    entries.extend([with(&[("/timings/wait", json!(9e9))]), entry()]);
    let file = opened(har(&entries));
    assert_eq!(
        (file.entries, latencies(&file).len()),
        (10_002, MOST_REQUESTS)
    );
    let note = "The first 10\u{2009}000 of 10\u{2009}002 entries are used.";
    assert_eq!(file.notes, [note]);
}

#[test]
fn keys_may_stand_in_any_order_and_unknown_ones_do_not_matter() {
    let deep = "[".repeat(5_000) + &"]".repeat(5_000);
    let (body, entry) = ("x".repeat(100_000), entry());
    let text = format!(
        r#" {{ "_big": 1e400, "_deep": {deep}, "log": {{ "entries": [{entry}], "pages": null,
            "_body": "{body}", "creator": {{ "name": "log" }} }}, "_end": "\ud800" }} "#
    );
    let text = text.replace(r"\ud800", "\\u00e9");
    assert_eq!(latencies(&opened(text)), [100.0]);
}

#[test]
fn a_latency_of_ten_minutes_is_read_and_a_longer_one_is_refused_with_its_entry() {
    let parts = |wait: Value| {
        let short = [("/timings/send", json!(0)), ("/timings/receive", json!(0))];
        [
            entry(),
            with(&[&short[..], &[("/timings/wait", wait)]].concat()),
        ]
    };
    let longest = opened(har(&parts(json!(600_000))));
    assert_eq!(latencies(&longest), [100.0, 600_000.0]);
    let why = open(har(&parts(json!(600_001)))).expect_err("too long");
    assert_eq!(
        why,
        "entry 2: the latency must be a number of milliseconds from 0 to 600\u{2009}000, not “600001”"
    );
}
