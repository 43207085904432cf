//! Listings in Python, each run as a program.

use super::{WIDTH, Finished, promise::PROMISES};
use end_to_end::{
    origin::{
        Origin,
        schedule::{Event, Schedule},
        site::snippets,
    },
    project,
};
use std::process::Stdio;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::Command,
};

/// The interpreter that `.ci/tools python` installs, with the packages of the listings.
const PYTHON: &str = ".tools/python/bin/python";

/// Runs a listing, and records the deliveries that it prints.
async fn run(key: &str, origin: &Origin, schedule: &Schedule) -> Finished {
    let python = project().join(PYTHON);
    assert!(
        python.exists(),
        "there is no {PYTHON}: run `.ci/tools python` first"
    );
    let mut program = Command::new(python)
        .arg(snippets("python").join(key).with_extension("py"))
        .arg(origin.scheduled(schedule))
        .arg(schedule.requests().to_string())
        .args(takes_a_width(key).then(|| WIDTH.to_string()))
        .env("PYTHONUNBUFFERED", "1")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .expect("Python");
    let output = program.stdout.take().expect("the output was piped");
    let mut lines = BufReader::new(output).lines();
    let mut deliveries = Vec::new();
    while let Some(line) = lines.next_line().await.expect("lines of text") {
        let (slot, id) = delivery(&line).unwrap_or_else(|| panic!("{key} printed “{line}”"));
        origin.note(Event::Delivered(id));
        deliveries.push((slot.unwrap_or(id - 1), id));
    }
    let ended = program.wait_with_output().await.expect("an end");
    let error = String::from_utf8_lossy(&ended.stderr).into_owned();
    let list = if ended.status.success() {
        Ok(None)
    } else {
        Err(error)
    };
    Finished { deliveries, list }
}

fn takes_a_width(key: &str) -> bool {
    ["batched", "windowed", "streamed"].contains(&key)
}

/// Reads `todo 7 of the origin`, or `6 todo 7 of the origin` with a slot.
fn delivery(line: &str) -> Option<(Option<u32>, u32)> {
    let (slot, title) = line.split_once("todo ")?;
    let (id, _) = title.split_once(' ')?;
    Some((slot.trim().parse().ok(), id.parse().ok()?))
}

#[tokio::test]
async fn each_listing_in_python_starts_overlaps_and_delivers_as_it_promises() {
    for promise in &PROMISES {
        let origin = Origin::start().await;
        let schedule = Schedule::read(promise.schedule);
        let finished = run(promise.key, &origin, &schedule).await;
        finished.check(promise, &schedule, &origin);
    }
}

/// More requests than the hundred connections that aiohttp opens by default.
#[tokio::test]
async fn all_at_once_is_all_of_them_in_python() {
    let starts: Vec<String> = (1..=120).map(|id| format!("+{id}")).collect();
    let schedule = Schedule::read(&starts.join(" "));
    for promise in PROMISES.iter().filter(|promise| promise.all_at_once) {
        let origin = Origin::start().await;
        let finished = run(promise.key, &origin, &schedule).await;
        let starts = origin.events();
        let starts = starts
            .iter()
            .take_while(|event| matches!(event, Event::Started(_)));
        assert_eq!(
            (starts.count(), finished.list),
            (120, Ok(None)),
            "{}",
            promise.key
        );
    }
}
