//! What the reader looks at, and what the page says to the reader.

use std::time::Duration;

use super::Open;
use crate::{
    page::{highlight::Language, history::PastRun},
    strategy::Strategy,
};

/// What the reader looks at, and what the page says to the reader.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// What was refused, and why.
    pub notices: Vec<String>,
    /// What the reader is asked before a run.
    pub question: Option<String>,
    /// What was done that cannot be seen otherwise.
    pub announcement: &'static str,
    /// The language of the code that is shown.
    pub language: Language,
    /// The settings whose controls are open.
    pub open: Open,
    /// The last runs of this browser, the latest first.
    pub history: Vec<PastRun>,
    /// When the past run ended that is compared with the present one.
    pub(super) baseline: Option<u64>,
    /// The request whose answer is open.
    pub open_answer: Option<usize>,
    /// Whether the list of answers has been scrolled away from its beginning.
    pub scrolled: bool,
    pub(super) chosen: Option<Strategy>,
    /// Latency and deadline at full speed, while the network is ten times
    /// slower.
    pub(super) full_speed: Option<(Duration, Duration)>,
}

impl View {
    pub(super) fn new(notices: Vec<String>) -> Self {
        Self {
            notices,
            question: None,
            announcement: "",
            language: Language::Rust,
            open: Open::Nothing,
            history: vec![],
            baseline: None,
            open_answer: None,
            scrolled: false,
            chosen: None,
            full_speed: None,
        }
    }

    /// Takes back what belongs to an earlier run or to earlier settings.
    pub(super) fn clear(&mut self) {
        self.notices.clear();
        self.question = None;
        self.announcement = "";
        self.open_answer = None;
    }
}
