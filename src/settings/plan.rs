//! Plans: the rounds of the settings, rounds until decided, or every width.

use std::{iter, num::NonZeroUsize};

use super::Settings;
use crate::strategy::Strategy;

/// Which runs are performed, and how long they go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plan {
    /// As many rounds as the settings say.
    Rounds,
    /// Rounds until each pair of neighbouring strategies is found different or
    /// alike.
    UntilDecided,
    /// Batches and windows of every width, with a run for each width.
    Sweep,
}

/// The largest number of rounds of [`Plan::UntilDecided`].
pub const MOST_ROUNDS: usize = 50;

/// The largest value of the setting `concurrency`.
const WIDEST: usize = 256;

impl Plan {
    /// The settings of each run of this plan, with the largest number of rounds
    /// that the run can have.
    #[must_use]
    pub fn runs(self, settings: &Settings) -> Vec<Settings> {
        let mut run = settings.clone();
        match self {
            Self::Rounds => vec![run],
            Self::UntilDecided => {
                run.rounds = MOST_ROUNDS;
                vec![run]
            }
            Self::Sweep => {
                let widths = widths(settings.requests).into_iter();
                widths.map(|width| at_width(settings, width)).collect()
            }
        }
    }
}

/// The widths of a sweep, in ascending order: powers of two, then the number
/// of requests, or 256 if that is less.
#[must_use]
pub fn widths(requests: usize) -> Vec<NonZeroUsize> {
    let last = requests.clamp(1, WIDEST);
    let powers = iter::successors(Some(1), |width| Some(2 * width));
    let narrower = powers.take_while(|width| *width < last);
    let widths = narrower.chain([last]);
    widths.filter_map(NonZeroUsize::new).collect()
}

/// The settings of a sweep's run at one width.
#[must_use]
pub fn at_width(settings: &Settings, width: NonZeroUsize) -> Settings {
    Settings {
        strategies: Strategy::SWEPT.to_vec(),
        concurrency: width,
        ..settings.clone()
    }
}
