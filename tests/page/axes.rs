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
