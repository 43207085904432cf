//! What is said of a quota, and the bound that it is.

use inflight::{
    analysis::{
        comparison::{Category, Cells, Limit},
        verdict::{LONGEST, brief, verdict},
    },
    strategy::Strategy::{Joined, Paced, Windowed},
};
use proptest::{prop_assert, proptest, test_runner::Config};

use crate::helpers::{compare, every_strategy, settings};

const QUOTA: &str = "quota=5/s&burst=5&retries=5&strategies=sequential,batched,windowed,paced";

#[test]
fn the_verdict_says_what_no_width_can_do_and_who_was_refused_and_not_that_pacing_is_faster() {
    let comparison = compare(&settings(QUOTA));
    let said = verdict(&comparison);
    let bound = "24 at 5\u{a0}a second, 5 of them at once, cannot end before 3\u{2009}800\u{a0}ms; one in flight is enough.";
    assert!(said.starts_with(bound), "{said}");
    assert!(
        said.contains("Sequential was refused ") && said.ends_with("; paced never."),
        "{said}"
    );
    assert!(
        !said.contains("fastest") && !said.contains("times as fast"),
        "{said}"
    );
    assert_eq!(brief(&comparison), bound);
}

#[test]
fn what_was_sent_again_stands_beside_what_is_ok_and_the_row_says_what_binds() {
    let comparison = compare(&settings(QUOTA));
    let windowed = Cells::new(Some(&comparison), Windowed, None);
    let round = &comparison.rounds(Windowed)[0];
    let refused = round.timeline.refusals();
    assert!(refused > 0);
    assert_eq!(windowed.outcomes, format!("24 ok, {refused} × 429"));
    assert_eq!(windowed.order, "quota binds");
    assert!(round.is_ranked());
    let paced = Cells::new(Some(&comparison), Paced, None);
    assert_eq!((&*paced.outcomes, &*paced.order), ("24 ok", "pace binds"));
}

#[test]
fn what_failed_in_the_end_is_told_apart_from_what_was_sent_again() {
    let failing = settings("quota=5/s&retries=1&failures=50&strategies=joined");
    let cells = Cells::new(Some(&compare(&failing)), Joined, None);
    assert!(
        cells.outcomes.ends_with(" × 429 sent again"),
        "{}",
        cells.outcomes
    );
}

#[test]
fn a_wider_quota_than_the_width_binds_nothing() {
    let comparison = compare(&settings("quota=1000/s&strategies=windowed"));
    let round = &comparison.rounds(Windowed)[0];
    let bound = comparison.bound(Windowed, round).expect("a bound");
    assert_ne!(bound.binding(), Limit::Quota);
}

proptest! {
    #![proptest_config(Config::with_cases(48))]

    #[test]
    fn no_strategy_is_faster_than_its_bound_and_virtual_time_has_no_overhead(
        quota in 1_u32..40, burst in 0_usize..12, requests in 2_usize..40, width in 1_usize..12, seed in 0_u64..500,
    ) {
        let mut settings = settings(&format!(
            "quota={quota}/s&burst={burst}&requests={requests}&concurrency={width}&seed={seed}&retries=2"
        ));
        settings.strategies = every_strategy();
        let comparison = compare(&settings);
        prop_assert!(brief(&comparison).chars().count() <= LONGEST);
        for strategy in every_strategy() {
            let round = &comparison.rounds(strategy)[0];
            prop_assert!(round.ideal.is_some() && round.ideal <= round.timeline.total(), "{strategy:?}");
            let breakdown = round.breakdown.expect("it came to its end");
            prop_assert!(breakdown.on(Category::Overhead).is_zero(), "{strategy:?}: {breakdown:?}");
            let parts: std::time::Duration = breakdown.parts.iter().sum();
            prop_assert!(parts == breakdown.total * breakdown.slots, "{strategy:?}");
        }
    }
}
