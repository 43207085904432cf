//! Listings in Python, each run as a program.

use super::{
    Finished, WIDTH,
    promise::{FAILURES_AHEAD, PROMISES, Promise},
};
use end_to_end::{
    origin::{
        Origin,
        schedule::{Event, Schedule},
        site::snippets,
    },
    project,
};
use std::{path::PathBuf, process::Stdio};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::Command,
};

/// The interpreter that `.ci/tools python` installs, with the packages of the listings.
const PYTHON: &str = ".tools/python/bin/python";

/// Python with a program and its arguments.
pub(super) fn python(program: PathBuf, arguments: &[String]) -> Command {
    let python = project().join(PYTHON);
    assert!(
        python.exists(),
        "there is no {PYTHON}: run `.ci/tools python` first"
    );
    let mut command = Command::new(python);
    command
        .arg(program)
        .args(arguments)
        .env("PYTHONUNBUFFERED", "1")
        .env("PYTHONUTF8", "1")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    command
}

/// The file of a listing.
pub(super) fn listing(key: &str) -> PathBuf {
    snippets("python").join(key).with_extension("py")
}

/// What a listing takes: the endpoint, the number of requests and, if it has one, the width.
pub(super) fn arguments(
    promise: &Promise,
    endpoint: String,
    requests: usize,
    width: usize,
) -> Vec<String> {
    let width = promise.takes_a_width().then(|| width.to_string());
    let mut arguments = vec![endpoint, requests.to_string()];
    arguments.extend(width);
    arguments
}

/// Runs a listing, and records the deliveries that it prints.
async fn run(promise: &Promise, origin: &Origin, schedule: &Schedule, requests: usize) -> Finished {
    let width = if requests > 100 { requests } else { WIDTH };
    let arguments = arguments(promise, origin.scheduled(schedule), requests, width);
    let mut program = python(listing(promise.key), &arguments)
        .spawn()
        .expect("Python");
    let output = program.stdout.take().expect("the output was piped");
    let mut lines = BufReader::new(output).lines();
    let mut deliveries = Vec::new();
    while let Some(line) = lines.next_line().await.expect("lines of text") {
        let (slot, id) =
            delivery(&line).unwrap_or_else(|| panic!("{} printed “{line}”", promise.key));
        assert_eq!(slot.is_none(), promise.key == "streamed", "{line}");
        origin.note(Event::Delivered(id));
        deliveries.push((slot.unwrap_or(id - 1), id));
    }
    let ended = program.wait_with_output().await.expect("an end");
    let error = String::from_utf8_lossy(&ended.stderr).into_owned();
    let list = if ended.status.success() && error.is_empty() {
        Ok(None)
    } else {
        Err(error)
    };
    Finished { deliveries, list }
}

/// Reads `6 {'userId': 1, 'id': 7, …}`; the stream yields answers without slots.
fn delivery(line: &str) -> Option<(Option<u32>, u32)> {
    let (slot, answer) = line.split_once('{')?;
    let (_, id) = answer.split_once("'id': ")?;
    let (id, _) = id.split_once(',')?;
    Some((slot.trim().parse().ok(), id.parse().ok()?))
}

#[tokio::test]
async fn each_listing_in_python_starts_overlaps_and_delivers_as_it_promises() {
    for promise in &PROMISES {
        let origin = Origin::start().await;
        let schedule = Schedule::read(promise.schedule);
        let finished = run(promise, &origin, &schedule, schedule.requests()).await;
        finished.check(promise, &schedule, &origin);
    }
}

#[tokio::test]
async fn after_a_failure_a_listing_in_python_sends_nothing_and_gives_up_what_is_in_flight() {
    for promise in &PROMISES {
        let origin = Origin::start().await;
        let schedule = Schedule::read(promise.failure);
        let requests = promise.requests_before_a_failure();
        let finished = run(promise, &origin, &schedule, requests).await;
        let error = finished.list.clone().expect_err(promise.key);
        is_the_only_error(&error, "404", promise.key);
        finished.check_failure(promise, &schedule, &origin).await;
    }
}

/// The error of the first failure, without those of requests that failed because of it.
fn is_the_only_error(error: &str, first: &str, program: &str) {
    for buried_under in ["Session is closed", "never retrieved", "never awaited"] {
        assert!(!error.contains(buried_under), "{program}: {error}");
    }
    // The last line of a traceback names its error; in a group it is indented.
    let is_an_error = |line: &&str| line.contains("Error: ") || line.ends_with("Error");
    let errors: Vec<&str> = error.lines().filter(is_an_error).collect();
    assert!(
        errors.len() == 1 && errors[0].contains(first),
        "{program}: {error}"
    );
}

#[tokio::test]
async fn of_many_failures_in_python_none_is_left_without_a_reader() {
    for promise in &PROMISES {
        let origin = Origin::start().await;
        let arguments = arguments(promise, origin.endpoint("status=500"), 12, 6);
        let ended = python(listing(promise.key), &arguments).output().await;
        let ended = ended.expect("an end");
        let error = String::from_utf8_lossy(&ended.stderr);
        assert!(error.contains("500"), "{}: {error}", promise.key);
        assert!(!error.contains("never"), "{}: {error}", promise.key);
        let sent = origin.hits("/api/").len();
        assert!(promise.all_at_once || sent <= 6, "{}: {sent}", promise.key);
    }
}

#[tokio::test]
async fn a_stream_in_python_shows_the_failure_that_it_waits_for_and_no_other() {
    let origin = Origin::start().await;
    let schedule = Schedule::read(FAILURES_AHEAD);
    let streamed = PROMISES.iter().find(|promise| promise.key == "streamed");
    let finished = run(streamed.expect("a stream"), &origin, &schedule, 7).await;
    let error = finished.list.expect_err("a failure");
    is_the_only_error(&error, "/scheduled/1?", "streamed");
    schedule.check(&origin.events(), "streamed");
}

/// More requests than the hundred connections that aiohttp opens by default.
#[tokio::test]
async fn what_is_in_flight_in_python_is_limited_by_the_width_alone() {
    let starts: Vec<String> = (1..=200).map(|id| format!("+{id}")).collect();
    let schedule = Schedule::read(&starts.join(" "));
    // Beside the width, the pace limits what is in flight.
    let many = |promise: &&Promise| {
        promise.key != "paced" && (promise.all_at_once || promise.takes_a_width())
    };
    for promise in PROMISES.iter().filter(many) {
        let origin = Origin::start().await;
        let finished = run(promise, &origin, &schedule, 200).await;
        let starts = origin.events();
        let starts = starts
            .iter()
            .take_while(|event| matches!(event, Event::Started(_)));
        assert_eq!(
            (starts.count(), finished.list),
            (200, Ok(None)),
            "{}",
            promise.key
        );
    }
}

#[tokio::test]
async fn a_width_of_zero_is_refused_in_python() {
    let origin = Origin::start().await;
    for promise in PROMISES.iter().filter(|promise| promise.takes_a_width()) {
        let arguments = arguments(promise, origin.endpoint(""), 7, 0);
        let ended = python(listing(promise.key), &arguments).output().await;
        let ended = ended.expect("an end");
        let error = String::from_utf8_lossy(&ended.stderr);
        is_the_only_error(&error, "ValueError: width ", promise.key);
    }
    assert_eq!(origin.hits("/api/"), [""; 0]);
}
