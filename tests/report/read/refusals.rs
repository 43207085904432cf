//! A text that is no report is refused, and the message says where it fails.

use serde_json::{Value, json};

use crate::{
    helpers::{compare, settings},
    samples::{again, environment, json as exported},
};

/// A report of a few requests.
pub(crate) fn small() -> String {
    let query = "requests=3&rounds=2&strategies=joined,as-completed&failures=30";
    exported(&compare(&settings(query)), &environment(false))
}

/// The small report with another value at a place; `None` removes the value.
pub(crate) fn changed(pointer: &str, new: Option<Value>) -> String {
    let mut report: Value = serde_json::from_str(&small()).expect("JSON");
    let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
    let parent = report.pointer_mut(parent).expect("its parent");
    match (parent, new) {
        (Value::Object(fields), Some(new)) => drop(fields.insert(name.into(), new)),
        (Value::Object(fields), None) => drop(fields.remove(name).expect("the field")),
        (Value::Array(items), new) => {
            let place: usize = name.parse().expect("an index");
            match new {
                Some(new) => items[place] = new,
                None => drop(items.remove(place)),
            }
        }
        _ => panic!("{pointer} leads nowhere"),
    }
    report.to_string()
}

#[track_caller]
fn refused(text: &str) -> String {
    again(text).expect_err("a refusal").to_string()
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let request = "/strategies/0/rounds/1/requests/2";
    let field = |name: &str| format!("{request}/{name}");
    let round = "strategies[0].rounds[1]";
    let cases = [
        ("/version".into(), json!(2), "this is not a report: version must be 1, not 2".into()),
        ("/settings/requests".into(), json!(1_000_000_000_u64),
            "this is not a report: settings.requests must be a whole number (1–10000), not 1000000000".into()),
        ("/settings/requests".into(), json!("3"),
            "this is not a report: settings.requests must be a whole number (1–10000), not “3”".into()),
        ("/settings/requests".into(), json!(4),
            "this is not a report: strategies[0].rounds[0].requests must be a list of length 4, not a list of length 3".into()),
        ("/settings/rounds".into(), json!(1),
            "this is not a report: strategies[0].rounds must be a list of length 1, not a list of length 2".into()),
        ("/settings/colour".into(), json!(2), "this is not a report: settings.colour does not belong there".into()),
        ("/environment/transport".into(), json!("pigeon"),
            "this is not a report: environment.transport must be one of service worker, in-page, network, not “pigeon”".into()),
        ("/strategies/1/strategy".into(), json!("joined"),
            "this is not a report: strategies[1].strategy must be one of the settings’ strategies, in their order, not “joined”".into()),
        ("/strategies/0/medianMs".into(), json!(5), "strategies[0].medianMs is 5, but the requests give null".into()),
        (field("index"), json!(1), format!("this is not a report: {round}.requests[2].index must be 2, not 1")),
        (field("startedMs"), json!("x"),
            format!("this is not a report: {round}.requests[2].startedMs must be a number of milliseconds or null, not “x”")),
        (field("startedMs"), json!(-1),
            format!("this is not a report: {round}.requests[2].startedMs must be a number of milliseconds or null, not -1")),
        (field("startedMs"), json!(1e99), 
            format!("this is not a report: {round}.requests[2].startedMs must be a number of milliseconds or null, not 1e+99")),
        (field("finishedMs"), Value::Null,
            format!("this is not a report: {round}.requests[2].deliveredMs must be null or a time not before the previous instant, not ")),
        (field("outcome"), json!("great"),
            format!("this is not a report: {round}.requests[2].outcome must be one of ok, http, network, timeout, body, cancelled, skipped, not “great”")),
        (field("outcome"), json!("skipped"),
            format!("this is not a report: {round}.requests[2].outcome must be an outcome that fits its times and its status, not “skipped”")),
        (field("attempts"), json!(2), format!("this is not a report: {round}.requests[2].attempts must be 1, not 2")),
        (field("plannedMs"), json!(5), format!("{round}.requests[2].plannedMs is 5, but the requests give ")),
        (field("queuedMs"), Value::Null, format!("this is not a report: {round}.requests[2].queuedMs must be a number of milliseconds, not null")),
        ("/strategies/0/rounds/1/totalMs".into(), json!(5), format!("{round}.totalMs is 5, but the requests give ")),
        ("/strategies/0/rounds/1/peakInFlight".into(), json!(9), format!("this is not a report: {round}.peakInFlight must be 3, not 9")),
        ("/strategies/0/rounds/1/outcomes/ok".into(), json!(9), format!("{round}.outcomes.ok is 9, but the requests give ")),
    ];
    for (pointer, new, expected) in cases {
        let said = refused(&changed(&pointer, Some(new)));
        assert!(said.starts_with(&*expected), "{said}\n{expected}");
    }
}

#[test]
fn what_was_measured_with_other_settings_is_refused() {
    let said = refused(&changed("/settings/seed", Some(json!(2))));
    assert!(
        said.contains("Ms is ") && said.contains(", but the requests give "),
        "{said}"
    );
}

#[test]
fn no_json_is_refused_with_the_parsers_words() {
    assert_eq!(
        refused("x"),
        "this is not JSON: expected value at line 1 column 1"
    );
    assert_eq!(
        refused("[]"),
        "this is not a report: it must be an object, not a list of length 0"
    );
    assert_eq!(refused("{}"), "this is not a report: version is missing");
}

/// The pointers to all parts of a JSON value.
pub(crate) fn pointers(value: &Value, here: &str, all: &mut Vec<String>) {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(fields) => fields
            .iter()
            .map(|(name, value)| (name.clone(), value))
            .collect(),
        Value::Array(items) => (0..)
            .zip(items)
            .map(|(place, value): (u32, _)| (place.to_string(), value))
            .collect(),
        _ => vec![],
    };
    for (name, value) in children {
        let pointer = format!("{here}/{name}");
        pointers(value, &pointer, all);
        all.push(pointer);
    }
}

/// `strategies[0].rounds` for `/strategies/0/rounds`.
fn path(pointer: &str) -> String {
    let steps = pointer.split('/').skip(1);
    let path: String = steps
        .map(|step| match step.parse::<usize>() {
            Ok(index) => format!("[{index}]"),
            Err(_) => format!(".{step}"),
        })
        .collect();
    path.trim_start_matches('.').to_owned()
}

#[test]
fn every_field_must_be_there_and_of_its_type() {
    let mut all = Vec::new();
    pointers(&serde_json::from_str(&small()).expect("JSON"), "", &mut all);
    let later = ["show", "quota", "burst", "pace", "code", "latencies"]
        .map(|name| format!("/settings/{name}"));
    let fields = all.iter().filter(|pointer| {
        !pointer.starts_with("/settings/strategies/") && !later.contains(pointer)
    });
    for pointer in fields {
        if !pointer.ends_with(|last: char| last.is_ascii_digit()) {
            let said = refused(&changed(pointer, None));
            assert_eq!(
                said,
                format!("this is not a report: {} is missing", path(pointer))
            );
        }
        for wrong in [json!({}), json!([[1]])] {
            let said = refused(&changed(pointer, Some(wrong)));
            assert!(said.contains(&path(pointer)), "{pointer}: {said}");
        }
    }
}

#[test]
fn a_message_stays_short_whatever_it_shows() {
    let long = "x".repeat(100_000);
    let said = refused(&changed("/environment/transport", Some(json!(long))));
    assert!(said.chars().count() < 300, "{said}");
    let said = refused(&changed(&format!("/settings/{long}"), Some(json!(1))));
    assert!(said.chars().count() < 300, "{said}");
}
