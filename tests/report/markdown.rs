//! The report for discussions.

use inflight::report::markdown::markdown;
use proptest::{prop_assert, prop_assert_eq, proptest, test_runner::Config};

use crate::{
    helpers::{any_run, compare, settings},
    samples::environment,
};

/// How many cells a row of Markdown has.
fn cells(row: &str) -> usize {
    row.replace("\\|", "").matches('|').count() - 1
}

proptest! {
    // Each case runs up to sixteen rounds of up to 60 requests.
    #![proptest_config(Config::with_cases(32))]

    #[test]
    fn every_row_in_markdown_has_as_many_cells_as_the_head(settings in any_run()) {
        let text = markdown(&compare(&settings), &environment(false));
        let table: Vec<_> = text.lines().filter(|line| line.starts_with('|')).collect();
        prop_assert_eq!(table.len(), 2 + settings.strategies.len());
        prop_assert!(table.iter().all(|row| cells(row) == 7), "{text}");
    }
}

#[test]
fn markdown_says_the_settings_the_verdict_and_how_it_was_measured() {
    let comparison = compare(&settings("requests=4&strategies=sequential,joined"));
    let text = markdown(&comparison, &environment(false));
    assert!(text.starts_with(
        "4 requests · on a simulated network · Sequential, Joined · 115\u{a0}ms each on average · spread 0.7 ·"
    ));
    assert!(text.contains(&inflight::analysis::verdict::verdict(&comparison)));
    assert!(text.contains("Measured over the network, by h2, in A browser"));
}
