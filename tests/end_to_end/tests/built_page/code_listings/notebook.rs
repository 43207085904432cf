//! Listings in Python, pasted into a notebook: as they are, run twice, and then called with other arguments.

use super::{
    promise::PROMISES,
    python::{listing, python},
};
use end_to_end::{origin::Origin, project};

/// What the cells of a listing print and what they raise.
async fn cells(key: &str, endpoint: &str) -> (String, String) {
    let folder = project().join("tests/end_to_end/tests/built_page/code_listings");
    let listing = listing(key).display().to_string();
    let arguments = [listing, endpoint.to_owned()];
    let ended = python(folder.join("notebook.py"), &arguments)
        .output()
        .await;
    let ended = ended.expect("an end");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&ended.stdout), text(&ended.stderr))
}

#[tokio::test]
async fn each_listing_in_python_runs_in_a_notebook() {
    for promise in &PROMISES {
        let origin = Origin::start().await;
        let (printed, error) = cells(promise.key, &origin.endpoint("")).await;
        assert_eq!(error, "", "{}", promise.key);
        let answers = |title: &str| {
            let cell = printed.split_once(title).expect(title).1.lines().skip(1);
            cell.take_while(|line| line.contains('{')).count()
        };
        let answers = ["pasted", "run again", "called"].map(answers);
        assert_eq!(answers, [24, 24, 2], "{}: {printed}", promise.key);
        assert_eq!(origin.hits("/api/").len(), 50, "{}", promise.key);
    }
}

#[tokio::test]
async fn a_failure_in_a_notebook_is_raised_by_the_cell() {
    for promise in &PROMISES {
        let origin = Origin::start().await;
        let (printed, error) = cells(promise.key, &origin.endpoint("status=404")).await;
        assert!(error.contains("404"), "{}: {error}", promise.key);
        assert!(!error.contains("never"), "{}: {error}", promise.key);
        assert_eq!(printed.trim(), "pasted", "{}", promise.key);
    }
}
