//! What is run: the rounds that were asked for, or as many as it takes.

use crate::{decision::MOST_ROUNDS, settings::Settings, sweep};

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

impl Plan {
    /// The settings of every run that it comes to, at its longest.
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
                let widths = sweep::widths(settings.requests).into_iter();
                let runs = widths.map(|width| sweep::settings(settings, width));
                runs.collect()
            }
        }
    }
}
