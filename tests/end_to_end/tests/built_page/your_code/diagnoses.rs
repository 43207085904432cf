//! Each piece of code ends with the diagnosis that is true of it.

use super::snippets::{Snippet, files};
use end_to_end::{
    origin::Origin,
    page::Page,
    project,
    report::json::{number, whole},
};
use std::{collections::BTreeSet, fs};

/// The examples of the page, and what is true of each.
const EXAMPLES: [(&str, &str); 15] = [
    (
        "await-in-a-loop",
        "Never more than 1 in flight: each request waits for the one before: sequential.",
    ),
    (
        "chunks",
        "Starts 10 and waits for all of them: batches of 10; the slowest holds nine slots for ",
    ),
    ("fetched-twice", "Sent 24 URLs twice."),
    (
        "for-each-async",
        "Returned before 24 answers had come: nobody awaited them, as with forEach(async …).",
    ),
    (
        "map-not-awaited",
        "Returned before 24 answers had come: nobody awaited them, as with forEach(async …).",
    ),
    (
        "promise-all",
        "All at once: 24 in flight, the width that you were given is 10.",
    ),
    (
        "promise-all-loses-all",
        "The first failure lost 23 answers.",
    ),
    (
        "race-drops-slots",
        "where the width is 10: the limit does not hold.",
    ),
    (
        "release-without-await",
        "All at once: 24 in flight, the width that you were given is 10.",
    ),
    ("retry-without-end", "again after a failure."),
    ("semaphore", "Keeps 10 in flight: a window of 10."),
    (
        "semaphore-made-anew",
        "All at once: 24 in flight, the width that you were given is 10.",
    ),
    ("started-by-a-clock", "Starts one each 5"),
    ("timeout-counts-the-queue", "before their answers."),
    (
        "workers-over-one-iterator",
        "Keeps 10 in flight: a window of 10.",
    ),
];

#[tokio::test]
#[ignore = "runs alone, after the others: see the Makefile"]
async fn each_piece_of_code_ends_with_the_diagnosis_that_is_true_of_it() {
    let quick = files("your_code", "").into_iter().filter(|one| !one.slow);
    are_diagnosed(quick.collect()).await;
}

#[tokio::test]
async fn code_that_never_ends_is_ended_with_a_reason_and_keeps_what_was_measured() {
    let slow = files("your_code", "").into_iter().filter(|one| one.slow);
    are_diagnosed(slow.collect()).await;
}

#[tokio::test]
#[ignore = "runs alone, after the others: see the Makefile"]
async fn each_example_shows_what_it_is_there_for() {
    let names = EXAMPLES.map(|(name, _)| format!("{name}.js"));
    let folder = fs::read_dir(project().join("static/examples")).expect("a folder of examples");
    let there = folder.map(|entry| entry.expect("an example").file_name().into_string());
    assert_eq!(there.collect::<Result<BTreeSet<_>, _>>(), Ok(names.into()));
    are_diagnosed(
        EXAMPLES
            .map(|(name, says)| Snippet::example(name, says))
            .into(),
    )
    .await;
}

/// Runs them in one page, one after the other.
async fn are_diagnosed(snippets: Vec<Snippet>) {
    assert!(!snippets.is_empty(), "no code");
    let origin = Origin::start().await;
    let page = Page::open_alone(&origin, "").await;
    let mut mismatches = Vec::new();
    for snippet in snippets {
        let ran = snippet.run(&page).await;
        println!(
            "{}: {} [{}] {}",
            snippet.name,
            ran.diagnosis,
            ran.notice,
            ran.yours()["returned"]
        );
        let found = snippet.mismatches(&ran);
        if !found.is_empty() {
            println!("{}", ran.sendings());
        }
        mismatches.extend(found);
    }
    assert!(mismatches.is_empty(), "{mismatches:#?}");
    page.browser().console().await;
}

#[tokio::test]
#[ignore = "runs alone, after the others: see the Makefile"]
async fn the_listing_of_a_window_is_the_window_and_takes_no_more_time() {
    let origin = Origin::start().await;
    let page = Page::open_alone(&origin, "").await;
    let path = project().join("static/snippets/javascript/windowed.js");
    let window = Snippet {
        name: "windowed.js".to_owned(),
        code: fs::read_to_string(path).expect("the listing"),
        says: vec![
            "Keeps 10 in flight: a window of 10.".to_owned(),
            "Nearest to windowed".to_owned(),
        ],
        ..Snippet::default()
    };
    let ran = window.run(&page).await;
    assert_eq!(window.mismatches(&ran), Vec::<String>::new());
    let ours = end_to_end::report::first_round(&ran.report, "windowed");
    let yours = ran.yours();
    assert_eq!(whole(&yours["outcomes"], "ok"), 24);
    assert_eq!(
        (whole(ours, "peakInFlight"), whole(yours, "peakInFlight")),
        (10, 10)
    );
    let (ours, yours) = (number(ours, "totalMs"), number(yours, "totalMs"));
    println!("windowed {ours} ms, the listing {yours} ms");
    assert!(yours < 1.5 * ours, "{yours} ms, and {ours} ms");
}
