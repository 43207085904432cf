//! The reader's choices, and the page's messages to the reader.

use std::{rc::Rc, time::Duration};

use super::{Listing, Open, Panel, Replay};
use crate::{
    page::{highlight::Language, history::PastRun},
    settings::Refusal,
    strategy::Strategy,
};

/// The reader's choices, and the page's messages to the reader.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// Settings that were refused: while they stand, the results are not what was
    /// asked for.
    pub refusals: Vec<Refusal>,
    /// A notice about something that has failed.
    pub notice: Option<String>,
    /// The question to the reader before a run.
    pub question: Option<String>,
    /// The announcement of something that was done; empty if there is none.
    pub announcement: &'static str,
    /// The language of the code that is shown.
    pub language: Language,
    /// The listings that were asked for, with their addresses.
    pub(super) listings: Vec<(String, Listing)>,
    /// The address of the one that the reader last asked for.
    pub(super) asked_listing: Option<String>,
    /// Whether the HTML that embeds the figure is shown.
    pub(super) shows_embed_this: bool,
    /// Which share of a file was read, in percent, while one is being opened.
    pub opening: Option<u8>,
    /// The panel that is open, of what the reader brings.
    pub panel: Option<Panel>,
    /// The code in its editor, while that is not the setting `code` yet.
    pub(super) draft: Option<Rc<str>>,
    /// The controls of settings that are open.
    pub open: Open,
    /// The past runs of this browser, the latest first.
    pub history: Vec<PastRun>,
    /// The end of the past run with which the present one is compared, in
    /// milliseconds since 1970.
    pub(super) baseline: Option<u64>,
    /// The index of the request whose answer is open.
    pub open_answer: Option<usize>,
    /// Whether the list of answers has been scrolled away from its beginning.
    pub scrolled: bool,
    /// The strategy that the reader has chosen.
    pub(super) chosen: Option<Strategy>,
    /// The instant that is shown; `None` is the end.
    pub(super) instant: Option<Duration>,
    /// The replay that is going on.
    pub(super) replay: Option<Replay>,
    /// The speed of replays, in tenths of the real one.
    pub(super) speed: u32,
}

impl View {
    pub(super) fn new(refusals: Vec<Refusal>) -> Self {
        Self {
            refusals,
            notice: None,
            question: None,
            announcement: "",
            language: Language::Rust,
            listings: vec![],
            asked_listing: None,
            shows_embed_this: false,
            opening: None,
            panel: None,
            draft: None,
            open: Open::Nothing,
            history: vec![],
            baseline: None,
            open_answer: None,
            scrolled: false,
            chosen: None,
            instant: None,
            replay: None,
            speed: 10,
        }
    }

    /// The messages to the reader, one for each refusal and notice.
    #[must_use]
    pub fn messages(&self) -> Vec<String> {
        let refusals = self.refusals.iter().map(Refusal::to_string);
        refusals.chain(self.notice.clone()).collect()
    }

    /// Removes everything that belongs to an earlier run or to earlier settings.
    pub(super) fn clear(&mut self) {
        self.notice = None;
        self.question = None;
        self.announcement = "";
        self.open_answer = None;
        self.instant = None;
        self.replay = None;
    }
}
