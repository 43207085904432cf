//! What is run: the rounds of the settings, as many rounds as it takes, or
//! every width.

use std::{iter, num::NonZeroUsize};

use super::Settings;
use crate::strategy::Strategy;

/// What is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plan {
    /// As many rounds as the settings say.
    Rounds,
    /// Rounds until each pair of neighbours is told apart or found alike.
    UntilDecided,
    /// Batches and windows of every width.
    Sweep,
}

/// The most rounds of [`Plan::UntilDecided`].
pub const MOST_ROUNDS: usize = 50;

/// The widest that the setting `concurrency` allows.
const WIDEST: usize = 256;

impl Plan {
    /// The settings of each run of this plan, with as many rounds as it can
    /// take.
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

/// The widths of a sweep: powers of two, then all requests at once, or 256.
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
