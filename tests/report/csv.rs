//! The report for spreadsheets.

use csv::ReaderBuilder;
use inflight::report::csv::csv;
use proptest::{prop_assert_eq, proptest, test_runner::Config};

use crate::{
    helpers::{any_run, compare, settings},
    samples::titled,
};

/// The rows of a CSV file, with the header first.
pub(crate) fn rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    let rows = reader
        .records()
        .map(|row| row.expect("as many cells as in the head"));
    rows.map(|row| row.iter().map(str::to_owned).collect())
        .collect()
}

proptest! {
    // Each case runs up to sixteen rounds of up to 60 requests.
    #![proptest_config(Config::with_cases(32))]

    #[test]
    fn a_spreadsheet_has_a_row_for_each_request_of_each_round(settings in any_run()) {
        let rows = rows(&csv(&compare(&settings)));
        let requests = settings.requests * settings.rounds * settings.strategies.len();
        prop_assert_eq!(rows.len(), 1 + requests);
    }
}

#[test]
fn a_spreadsheet_says_what_happened_to_each_request() {
    let comparison = compare(&settings(
        "requests=2&latency=100&spread=0&strategies=sequential&rounds=2",
    ));
    let rows = rows(&csv(&comparison));
    assert_eq!(
        rows[0].join(" "),
        "strategy round index started_ms finished_ms delivered_ms planned_ms queued_ms outcome status attempts"
    );
    assert_eq!(
        rows[4],
        [
            "sequential",
            "2",
            "1",
            "100",
            "200",
            "200",
            "100",
            "",
            "ok",
            "200",
            "1"
        ]
    );
}

#[test]
fn lines_end_as_rfc_4180_wants_them() {
    let text = csv(&titled("a"));
    assert_eq!(text.matches("\r\n").count(), 2);
    assert!(text.ends_with("\r\n"));
}
