//! Listings in Python with answers other than the todos that they are shown with.

use super::{
    promise::PROMISES,
    python::{arguments, listing, python},
};
use end_to_end::origin::{
    Origin,
    json::{self, KINDS},
};
use std::{fs, path::Path};

/// What a listing prints for a kind of JSON, where `json.loads` reads it.
fn printed(value: Option<&str>) -> String {
    match value {
        None | Some("null") => "None".into(),
        Some(json) => json.replace('"', "'"),
    }
}

#[tokio::test]
async fn each_listing_in_python_reads_any_json() {
    let origin = Origin::start().await;
    let mut expected: Vec<String> = KINDS.iter().map(|kind| printed(kind.value)).collect();
    expected.sort_unstable();
    for promise in &PROMISES {
        let arguments = arguments(promise, json::endpoint(&origin), KINDS.len(), 20);
        let ended = python(listing(promise.key), &arguments).output().await;
        let ended = ended.expect("an end");
        let error = String::from_utf8_lossy(&ended.stderr);
        assert_eq!(error, "", "{}", promise.key);
        let output = String::from_utf8_lossy(&ended.stdout);
        // Slots come first, except in a stream.
        let answer = |line: &str| match line.split_once(' ') {
            Some((slot, answer)) if slot.parse::<u32>().is_ok() => answer.to_owned(),
            _ => line.to_owned(),
        };
        let mut answers: Vec<String> = output.lines().map(answer).collect();
        answers.sort_unstable();
        assert_eq!(answers, expected, "{}", promise.key);
    }
}

#[tokio::test]
async fn a_listing_in_python_with_no_requests_ends() {
    let origin = Origin::start().await;
    for promise in &PROMISES {
        let arguments = arguments(promise, origin.endpoint(""), 0, 3);
        let ended = python(listing(promise.key), &arguments).output().await;
        let ended = ended.expect("an end");
        assert_eq!((ended.stdout, ended.stderr), (vec![], vec![]));
    }
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_an_error_in_python() {
    let origin = Origin::start().await;
    for promise in &PROMISES {
        let arguments = arguments(promise, origin.endpoint("answer=truncated"), 4, 2);
        let ended = python(listing(promise.key), &arguments).output().await;
        let error = ended.expect("an end").stderr;
        let error = String::from_utf8_lossy(&error);
        assert!(
            error.contains("JSONDecodeError"),
            "{}: {error}",
            promise.key
        );
    }
}

/// The listings with a shorter deadline, and a server that answers only the first request.
#[tokio::test]
async fn each_listing_in_python_ends_at_its_deadline() {
    let origin = Origin::start().await;
    for promise in &PROMISES {
        let code = fs::read_to_string(listing(promise.key)).expect("a listing");
        let shorter = code.replace("total=10", "total=0.4");
        let shorter = shorter.replace("timeout=10", "timeout=0.4");
        assert_ne!(code, shorter, "{} has a deadline", promise.key);
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}.py", promise.key));
        fs::write(&file, shorter).expect("a file");
        let arguments = arguments(promise, origin.endpoint("last=1"), 9, 3);
        let ended = python(file, &arguments).output().await.expect("an end");
        let error = String::from_utf8_lossy(&ended.stderr);
        assert!(error.contains("Timeout"), "{}: {error}", promise.key);
        assert!(!error.contains("never"), "{}: {error}", promise.key);
    }
}
