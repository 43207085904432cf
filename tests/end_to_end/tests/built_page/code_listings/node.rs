//! Listings in JavaScript, run by Node, which has no limit of connections, and which a rejection ends that nobody handles.

use super::promise::{PROMISES, Promise};
use end_to_end::{
    origin::{
        Origin,
        record::PATIENCE,
        schedule::{Event, Schedule},
        site::snippets,
    },
    project,
};
use std::process::Output;
use tokio::{process::Command, time::timeout};

/// The listings that Node can run: all but the one that blocks, because Node has no `XMLHttpRequest`.
fn promises() -> impl Iterator<Item = &'static Promise> {
    PROMISES.iter().filter(|promise| promise.key != "blocking")
}

async fn run(flags: &[&str], key: &str, endpoint: String, [requests, width]: [usize; 2]) -> Output {
    let folder = project().join("tests/end_to_end/tests/built_page/code_listings");
    let ended = Command::new("node")
        .args(flags)
        .arg(folder.join("node.mjs"))
        .arg(snippets("javascript").join(key).with_extension("js"))
        .arg(endpoint)
        .args([requests, width].map(|number| number.to_string()))
        .kill_on_drop(true)
        .output();
    let ended = timeout(PATIENCE, ended).await.expect("an end in time");
    ended.expect("node: run `.ci/tools javascript` first")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim().to_owned()
}

#[tokio::test]
async fn what_is_in_flight_in_node_is_limited_by_the_width_alone() {
    let starts: Vec<String> = (1..=200).map(|id| format!("+{id}")).collect();
    let schedule = Schedule::read(&starts.join(" "));
    // Beside the width, the pace limits what is in flight.
    let by_width = |promise: &&Promise| !["sequential", "paced"].contains(&promise.key);
    for promise in promises().filter(by_width) {
        let origin = Origin::start().await;
        let ended = run(&[], promise.key, origin.scheduled(&schedule), [200, 200]).await;
        assert_eq!(text(&ended.stderr), "", "{}", promise.key);
        assert_eq!(text(&ended.stdout), "200", "{}", promise.key);
        let events = origin.events();
        let starts = events
            .iter()
            .take_while(|event| matches!(event, Event::Started(_)));
        assert_eq!(starts.count(), 200, "{}", promise.key);
    }
}

#[tokio::test]
async fn of_many_failures_in_node_the_first_is_thrown() {
    for promise in promises() {
        let origin = Origin::start().await;
        let ended = run(&[], promise.key, origin.endpoint("status=500"), [12, 6]).await;
        let error = text(&ended.stderr);
        assert!(error.contains(": 500\n"), "{}: {error}", promise.key);
        assert!(!error.contains("AbortError"), "{}: {error}", promise.key);
        let sent = origin.hits("/api/").len();
        assert!(promise.all_at_once || sent <= 6, "{}: {sent}", promise.key);
    }
}

/// One server that never answers, and one that never ends its answer.
#[tokio::test]
async fn each_listing_in_node_ends_at_its_deadline() {
    for promise in promises() {
        for options in ["last=1", "pieces=2&gap=60000"] {
            let origin = Origin::start().await;
            let endpoint = origin.endpoint(options);
            let ended = run(&["--expose-gc"], promise.key, endpoint, [9, 3]).await;
            let error = text(&ended.stderr);
            let what = format!("{} with {options}: {error}", promise.key);
            assert!(error.contains("TimeoutError"), "{what}");
        }
    }
}
