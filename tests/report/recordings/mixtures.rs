//! Reading any file ends with a recording within its bounds or with a refusal, never
//! with a panic.

use inflight::{
    analysis::recording::LONGEST,
    report::recordings::{File, MOST_REQUESTS, is_ours},
};
use proptest::{
    arbitrary::any, collection::vec, prelude::Just, prop_oneof, proptest, sample::select,
    strategy::Strategy, test_runner::Config,
};
use serde_json::{Value, json};

use super::{
    har::{entry, har, samples},
    open,
};

/// The fields that are looked at, and some that are not.
const PATHS: [&str; 18] = [
    "/startedDateTime",
    "/time",
    "/pageref",
    "/request",
    "/request/url",
    "/response",
    "/response/status",
    "/timings",
    "/timings/blocked",
    "/timings/dns",
    "/timings/connect",
    "/timings/ssl",
    "/timings/send",
    "/timings/wait",
    "/timings/receive",
    "/_fromCache",
    "/_fetchType",
    "/cache",
];

fn value() -> impl Strategy<Value = Option<Value>> {
    let odd = [
        "1e400",
        "-1e400",
        "1e-400",
        "18446744073709551616",
        "-0",
        "0.0000001",
    ];
    prop_oneof![
        Just(None),
        Just(Some(Value::Null)),
        Just(Some(json!(-1))),
        (-2_000.0..700_000.0).prop_map(|number| Some(json!(number))),
        select(odd.to_vec()).prop_map(|odd| serde_json::from_str(odd).ok()),
        select(vec![
            "",
            "memory",
            "200",
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59.9Z",
            "https://"
        ])
        .prop_map(|text| Some(json!(text))),
        Just(Some(json!([]))),
        Just(Some(json!({}))),
        Just(Some(json!(true))),
    ]
}

/// An entry in which some fields are missing or changed.
fn mixed(changes: &[(&str, Option<Value>)]) -> Value {
    let mut mixed = entry();
    for (path, value) in changes {
        let (parent, name) = path.rsplit_once('/').expect("a path");
        let parent = mixed.pointer_mut(parent).and_then(Value::as_object_mut);
        let Some(parent) = parent else { continue };
        match value {
            Some(value) => drop(parent.insert(name.to_owned(), value.clone())),
            None => drop(parent.remove(name)),
        }
    }
    mixed
}

#[track_caller]
fn is_within_bounds(file: &File) {
    assert!(!file.groups.is_empty());
    let recordings = || file.groups.iter().map(|group| &group.recording);
    let requests: usize = recordings().map(|one| one.requests().len()).sum();
    assert!((1..=MOST_REQUESTS.min(file.entries)).contains(&requests));
    for recording in recordings() {
        assert!(recording.latencies().iter().all(|one| *one <= LONGEST));
        if let (Some(total), Some(peak)) = (recording.total(), recording.peak()) {
            assert!(recording.latencies().iter().all(|one| *one <= total));
            assert!((1..=requests).contains(&peak));
            assert_eq!(
                recording.timeline().and_then(|one| one.total()),
                Some(total)
            );
        }
    }
}

proptest! {
    #![proptest_config(Config::with_cases(2_000))]

    #[test]
    fn any_mixture_of_fields_is_read_within_bounds_or_refused(
        changes in vec(vec((select(PATHS.to_vec()), value()), 0..6), 1..8),
    ) {
        let entries: Vec<_> = changes.iter().map(|changes| mixed(changes)).collect();
        if let Ok(file) = open(har(&entries)) {
            is_within_bounds(&file);
        }
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in vec(any::<u8>(), 0..200)) {
        let ours = is_ours(&bytes);
        if let Ok(file) = open(&bytes) {
            assert!(!ours);
            is_within_bounds(&file);
        }
    }

    #[test]
    fn no_list_makes_it_panic(text in "[0-9a-z.,;\t\n \"{}:µ-]{0,200}", header in select(HEADERS.to_vec())) {
        if let Ok(file) = open(format!("{header}\n{text}")) {
            is_within_bounds(&file);
        }
    }

    #[test]
    fn a_damaged_file_is_read_within_bounds_or_refused(
        place in any::<proptest::sample::Index>(),
        at in any::<proptest::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let mut bytes = place.get(&samples()).1.clone().into_bytes();
        *at.get_mut(&mut bytes) = byte;
        if let Ok(file) = open(&bytes) {
            is_within_bounds(&file);
        }
    }
}

const HEADERS: [&str; 7] = [
    "1",
    "time_total",
    "timeStamp,elapsed,responseCode",
    "request-start;request-duration;status",
    "metric_name,timestamp,metric_value\nhttp_req_duration,1,2",
    "starttime\tseconds\tctime\tdtime\tttime\twait",
    "1768469400000000000,200,115000000,0,20,,e30K",
];
