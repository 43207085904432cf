//! How long a sweep still takes.

use std::time::Duration;

use inflight::{
    analysis::{comparison::Comparison, sweep::Sweep},
    settings::plan::at_width,
};

use crate::helpers::{events, ms, settings};

/// The remaining time before the first event and after each event.
fn course(query: &str) -> Vec<Option<Duration>> {
    let mut sweep = Sweep::with_prediction(settings(query));
    let mut course = vec![sweep.remaining()];
    for width in sweep.widths() {
        let settings = at_width(&sweep.settings, width);
        let mut run = Comparison::new(settings.clone());
        for event in events(&settings) {
            run.apply(event);
            sweep.put(width, &run);
            course.push(sweep.remaining());
        }
    }
    course
}

#[test]
fn what_remains_shrinks_to_zero() {
    for query in ["", "rounds=3", "requests=40&capacity=12"] {
        let course = course(query);
        assert!(course.iter().all(Option::is_some), "{query}");
        assert!(
            course.is_sorted_by(|before, after| before >= after),
            "{query}"
        );
        assert_eq!(course.last(), Some(&Some(Duration::ZERO)), "{query}");
    }
}

#[test]
fn before_the_first_round_it_is_the_sum_of_all_predictions() {
    // Ten equal requests at widths 1, 2, 4, 8 and 10, in two strategies.
    let equal = Sweep::with_prediction(settings("requests=10&spread=0&latency=100&rounds=2"));
    let once = ms(1_000 + 500 + 300 + 200 + 100);
    assert_eq!(equal.remaining(), Some(once * 4));
}

#[test]
fn elsewhere_it_is_told_from_the_times_so_far() {
    let elsewhere = Sweep::with_prediction(settings("requests=2&endpoint=site"));
    assert_eq!(elsewhere.remaining(), None);
    // Widths 1 and 2: what took 200 ms at 1 should take 100 ms at 2.
    let mut sweep = elsewhere;
    let width = sweep.widths()[0];
    let simulated = at_width(&settings("requests=2&spread=0&latency=100"), width);
    let mut run = Comparison::new(at_width(&sweep.settings, width));
    for event in events(&simulated) {
        run.apply(event);
    }
    sweep.put(width, &run);
    assert_eq!(sweep.remaining(), Some(ms(200)));
}
