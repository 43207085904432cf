//! Sweeps over widths, in virtual time.

use std::num::NonZeroUsize;

use inflight::{analysis::sweep::Sweep, settings::plan::at_width};

use super::{compare, settings};

/// A whole sweep in virtual time.
pub(crate) fn swept(query: &str) -> Sweep {
    let mut sweep = Sweep::new(settings(query));
    for width in sweep.widths() {
        let run = compare(&at_width(&sweep.settings, width));
        sweep.put(width, &run);
    }
    sweep
}

/// A sweep whose first widths are complete.
pub(crate) fn swept_in_part(query: &str, widths: usize) -> Sweep {
    let mut sweep = Sweep::new(settings(query));
    for width in sweep.widths().into_iter().take(widths) {
        let run = compare(&at_width(&sweep.settings, width));
        sweep.put(width, &run);
    }
    sweep
}

pub(crate) fn width(width: usize) -> NonZeroUsize {
    NonZeroUsize::new(width).expect("a width is at least 1")
}
