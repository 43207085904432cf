//! The widths of a sweep, and the settings of the run at each.

use std::num::NonZeroUsize;

use inflight::settings::plan::{at_width, widths};

use crate::helpers::{settings, sweeps::width};

#[test]
fn widths_double_up_to_all_requests_or_256() {
    let widths = |requests| {
        widths(requests)
            .into_iter()
            .map(NonZeroUsize::get)
            .collect::<Vec<_>>()
    };
    assert_eq!(widths(1), [1]);
    assert_eq!(widths(2), [1, 2]);
    assert_eq!(widths(3), [1, 2, 3]);
    assert_eq!(widths(24), [1, 2, 4, 8, 16, 24]);
    assert_eq!(widths(199), [1, 2, 4, 8, 16, 32, 64, 128, 199]);
    assert_eq!(widths(256), [1, 2, 4, 8, 16, 32, 64, 128, 256]);
    assert_eq!(widths(10_000), widths(256));
}

#[test]
fn a_point_runs_both_strategies_at_its_width_and_keeps_the_rest() {
    let whole = settings("requests=199&cap=6&seed=7&strategies=joined&rounds=2");
    let point = at_width(&whole, width(32));
    assert_eq!(
        point,
        settings("requests=199&cap=6&seed=7&strategies=batched,windowed&rounds=2&concurrency=32")
    );
}
