//! What another way of awaiting would have made of a recording, in virtual time:
//! nothing is sent.

use std::{num::NonZeroUsize, time::Duration};

use super::{
    prediction::{performed, predict},
    recording::Recording,
    sweep::{Sweep, WINDOW},
};
use crate::{
    format::{count, counted, time},
    settings::{
        Settings,
        plan::{at_width, widths},
    },
    strategy::Strategy,
};

/// A width gains nothing more if a window of it takes at most this many times as long
/// as the widest one.
const TOLERANCE: f64 = 1.01;

/// What becomes of recorded latencies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Foretold {
    /// The total of each strategy but the reader's function.
    pub totals: Vec<(Strategy, Duration)>,
    /// The smallest width of a window than which no wider one gains anything.
    pub enough: NonZeroUsize,
}

/// What becomes of the latencies of these settings with each strategy, and in batches
/// and windows of every width. Their first round counts: it has the latencies as they
/// were recorded.
#[must_use]
pub fn foretell(settings: &Settings) -> (Foretold, Sweep) {
    let settings = Settings {
        rounds: 1,
        ..settings.clone()
    };
    let total = |one| Some((one, predict(&settings, one, 0).total()?));
    let totals = Strategy::ours().filter_map(total).collect();
    let mut sweep = Sweep::new(settings);
    for width in sweep.widths() {
        sweep.put(width, &performed(&at_width(&sweep.settings, width)));
    }
    let enough = enough(&sweep);
    (Foretold { totals, enough }, sweep)
}

impl Foretold {
    /// The total of a strategy; `None` of the reader's function.
    #[must_use]
    pub fn total(&self, strategy: Strategy) -> Option<Duration> {
        let mut totals = self.totals.iter();
        Some(totals.find(|(one, _)| *one == strategy)?.1)
    }

    /// The verdict: `40 requests, never 2 at once: 23.0 s. Through a window of 8: 3.1 s.
    /// Wider than 12 gains nothing.`
    #[must_use]
    pub fn verdict(&self, settings: &Settings, recording: &Recording) -> String {
        let requests = counted(recording.requests().len(), "request");
        let was = match recording.peak().zip(recording.total()) {
            Some((1, total)) => format!("{requests}, never 2 at once: {}.", time(total)),
            Some((peak, total)) => {
                format!(
                    "{requests}, up to {} at once: {}.",
                    count(peak),
                    time(total)
                )
            }
            None => {
                let total = recording.latencies().into_iter().sum();
                format!("{requests}, one after the other: {}.", time(total))
            }
        };
        let window = self.total(WINDOW).map(time).unwrap_or_default();
        let width = settings.concurrency;
        let widest = widths(settings.requests)
            .last()
            .map_or(1, |width| width.get());
        let wider = if settings.requests == 1 {
            "Every way takes the same.".into()
        } else if self.enough.get() == settings.requests {
            format!("It gains until all {} are in flight.", self.enough)
        } else if widest < settings.requests && 2 * self.enough.get() > widest {
            format!("A window of {widest}, the widest there is, still gains.")
        } else {
            format!("Wider than {} gains nothing.", self.enough)
        };
        format!("{was} Through a window of {width}: {window}. {wider}")
    }
}

/// What a recording cannot tell.
#[must_use]
pub fn caveat(recording: &Recording) -> String {
    match recording.peak() {
        Some(1) => "Recorded one at a time: wider is a guess, because a server’s latencies may depend on its load.".into(),
        Some(peak) => format!(
            "Recorded with up to {} in flight: wider is a guess, because a server’s latencies may depend on its load.",
            count(peak)
        ),
        None => "A list does not tell how many were in flight: every width is a guess, because a server’s latencies may depend on its load.".into(),
    }
}

/// The smallest width of a window that takes hardly longer than the widest.
fn enough(sweep: &Sweep) -> NonZeroUsize {
    let widths = sweep.widths();
    let total = |width| predict(&at_width(&sweep.settings, width), WINDOW, 0).end();
    let widest = widths.last().copied().unwrap_or(NonZeroUsize::MIN);
    let least = total(widest).mul_f64(TOLERANCE);
    // A wider window takes hardly ever longer (Graham’s anomalies are the exception), so halving finds it.
    let (mut too_narrow, mut enough) = (0, widest.get());
    while enough - too_narrow > 1 {
        let middle = usize::midpoint(too_narrow, enough);
        let is_enough = NonZeroUsize::new(middle).is_some_and(|width| total(width) <= least);
        if is_enough {
            enough = middle;
        } else {
            too_narrow = middle;
        }
    }
    NonZeroUsize::new(enough).unwrap_or(widest)
}
