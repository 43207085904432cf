//! The time axis of a figure.

use std::time::Duration;

use inflight::{
    analysis::comparison::Comparison, page::state::Action, run::Event, settings::Plan,
    strategy::Strategy,
};

use crate::state::page;

#[test]
fn the_axis_is_fixed_by_the_prediction_until_the_run_exceeds_it() {
    let mut page = page("requests=3&latency=100&spread=0&strategies=sequential,joined");
    assert_eq!(page.axis().end, Duration::from_millis(315));
    page.apply(Action::Launch(page.settings.clone(), Plan::Rounds));
    let mut comparison = Comparison::new(page.settings.clone());
    comparison.apply(Event::Announced {
        round: 0,
        strategy: Strategy::Sequential,
    });
    for (elapsed, end) in [(200, 315), (315, 315), (320, 400)] {
        let elapsed = Duration::from_millis(elapsed);
        page.apply(Action::Progress {
            comparison: comparison.clone(),
            elapsed,
        });
        assert_eq!(page.axis().end, Duration::from_millis(end));
    }
}

#[test]
fn the_bound_of_a_quota_has_a_label_of_its_own_in_place_of_those_that_are_too_near() {
    let page = page("quota=5/s&burst=5&retries=5&strategies=windowed,paced");
    let axis = page.axis();
    assert_eq!(axis.bound, Some(Duration::from_millis(3_800)));
    let labels = axis.labels();
    let texts: Vec<_> = labels.iter().map(|label| &*label.text).collect();
    assert_eq!(
        texts,
        ["0", "1\u{a0}s", "2\u{a0}s", "3\u{a0}s", "3.8\u{a0}s"]
    );
    let bold: Vec<_> = labels
        .iter()
        .filter(|label| label.class == "bound")
        .collect();
    assert_eq!(bold.len(), 1);
    assert_eq!(bold[0].x, axis.percent(Duration::from_millis(3_800)));
}

#[test]
fn where_nothing_is_bound_the_axis_has_its_ticks_alone() {
    for query in [
        "",
        "quota=5/s&burst=5&requests=5",
        "quota=1000/s",
        "endpoint=site&quota=5/s",
    ] {
        let axis = page(query).axis();
        assert_eq!(axis.labels().len(), axis.ticks.len(), "{query}");
    }
    // Sequential at 115 ms keeps below the quota by itself.
    let slow = page("quota=9/s&burst=1&strategies=sequential");
    assert!(slow.axis().bound.is_some());
}
