//! The reader's code: what stands in the editor, and what is known of it.

use std::rc::Rc;

use super::Page;
use crate::{strategy::Strategy, world::function::Fault};

/// What a strategy does and what is wrong with that, and what it resembles.
pub type Diagnosis = (Strategy, String, String);

impl Page {
    /// The code in the editor.
    #[must_use]
    pub fn draft(&self) -> Rc<str> {
        let draft = self.view.draft.as_ref();
        Rc::clone(draft.unwrap_or(&self.settings.code))
    }

    /// What was wrong with the code when it last ran.
    #[must_use]
    pub fn fault(&self) -> Option<&Fault> {
        let (_, ending) = self.timeline(Strategy::YOURS)?.returned()?;
        ending.fault()
    }

    /// Notes what the strategies of the run do.
    pub fn set_diagnoses(&mut self, diagnoses: Vec<Diagnosis>) {
        self.run.diagnoses = diagnoses;
    }

    /// What a strategy of the run does, and what it resembles, if that is known.
    #[must_use]
    pub fn diagnosis(&self, strategy: Strategy) -> Option<(&str, &str)> {
        let mut diagnoses = self.run.diagnoses.iter();
        let (_, words, nearest) = diagnoses.find(|(of, _, _)| *of == strategy)?;
        Some((words, nearest))
    }
}
