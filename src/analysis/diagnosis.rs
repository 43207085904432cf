//! The diagnosis of a round whose code is not known: how it behaves, from the starts
//! and the ends of its requests alone, and what is wrong.
//!
//! Clocks and event loops are late. A request may start up to 3 ms or 10 % of the
//! median latency, whichever is longer, after the end that it waited for, and up to
//! 1 ms before it.

mod intervals;
mod mistakes;
mod nearest;
mod of_run;
mod sentences;
mod shape;

use std::{num::NonZeroUsize, time::Duration};

pub use nearest::{nearest, resemblance};
pub use of_run::of_run;
pub use shape::{Shape, shape};

use super::timeline::Timeline;
use intervals::{peak, sendings};

/// The most requests in flight for longer than a tick: clocks of whole milliseconds let
/// requests overlap that were sent one after the other.
pub(super) fn peak_in_flight(timeline: &Timeline) -> usize {
    peak(&sendings(timeline))
}

/// The end of the reader's function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ending {
    /// When it ended, since the start of the round.
    pub at: Duration,
    /// How it ended.
    pub how: How,
}

/// How the reader's function ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It returned, or its promise was fulfilled.
    Returned,
    /// It threw, or its promise was rejected.
    Threw,
}

/// What is to be said of a round, in sentences: first what it lost, then a limit that
/// does not hold, requests that were sent in vain, and how it behaves, if that is not
/// said yet.
///
/// `width` is the number in flight that the code was given, if it was given one;
/// `ending` is the end of the code, if there was one: a recording has none. Without an
/// end and with nothing sent there is nothing to say.
#[must_use]
pub fn diagnosis(
    timeline: &Timeline,
    width: Option<NonZeroUsize>,
    ending: Option<Ending>,
) -> Vec<String> {
    let mut sentences = mistakes::lost(timeline, ending);
    let behaves = sentences::behaves(timeline, width);
    let too_wide = width.is_some_and(|width| peak_in_flight(timeline) > width.get());
    let (before, after) = if too_wide {
        (behaves, Vec::new())
    } else {
        (Vec::new(), behaves)
    };
    sentences.extend(before);
    sentences.extend(mistakes::in_vain(timeline));
    sentences.extend(after);
    sentences.extend(mistakes::again(timeline));
    sentences
}
