//! What only the program `yours` contains: the panels of the reader's own code and
//! latencies. Most visits need none of it, so the first program of the page has no
//! reference to it.

use std::{cell::Cell, rc::Rc};

use yew::Html;

use super::message::Dispatch;
use crate::{
    browser::{location, window_api::Open},
    drawing::Axis,
    page::state::{Page, Panel},
    report::transfer::ReplayOwn,
    settings::{Refusal, Settings},
};

/// The functions that the program `yours` adds to the page.
#[derive(Clone, Copy)]
pub struct Own {
    /// Sets the code that stands in the address, if there is any. After a step in the
    /// browser's history to a part of the article, whose name takes the place of the
    /// code, that is the code of the settings before.
    pub read_code: fn(&mut Settings, Option<&Settings>) -> Option<Refusal>,
    /// The fragment of the address with the code of these settings, with its “#”.
    pub hash: fn(&Settings) -> String,
    /// What follows the address of the page in a link to these settings.
    pub link: fn(&Settings) -> String,
    /// Does what the program was loaded for: opens the file that the first program
    /// left, or a panel.
    pub begin: fn(&Page, &Dispatch),
    /// Opens the panel of the code, or closes it.
    pub open_code: fn(&Page, &Dispatch),
    /// A panel, for the figure with this number.
    pub panel: fn(&Page, &Dispatch, usize, Panel) -> Html,
    /// Shows the recording in a text of the on-demand program.
    pub read_recording: fn(&str, &Dispatch) -> Result<(), String>,
    /// Does what follows from a change of the page, which may be that a run is shown.
    pub follow: fn(&mut Page, &Dispatch, bool),
    /// What the on-demand program needs to foretell what becomes of the recording.
    pub foretelling: fn(&Page) -> String,
    /// The row of the recording, on the axis of all strips.
    pub row: fn(&Page, &Axis) -> Html,
    /// What was foretold in a sentence, and what the recording cannot tell.
    pub verdict: fn(&Page) -> Option<(String, String)>,
    /// The function that opens a text for a script, and a page and a host in it.
    pub open: fn(&Dispatch) -> Rc<Open>,
    /// The diagnosis of the chosen strategy, for its place below the verdict.
    pub diagnosis: fn(&Page) -> Html,
    /// Replays what functions did in a run from a report.
    pub replay: ReplayOwn,
}

thread_local!(static OWN: Cell<Option<Own>> = const { Cell::new(None) });

/// Adds these functions to the page.
pub fn add(own: Own) {
    OWN.set(Some(own));
}

/// The functions that were added, if any were.
#[must_use]
pub fn get() -> Option<Own> {
    OWN.get()
}

/// Replays what functions did in a run from a report, if this program shows that.
#[must_use]
pub fn replay() -> ReplayOwn {
    get().map_or(|_, _| Some(()), |own| own.replay)
}

/// What follows the address of the page in a link to these settings.
#[must_use]
pub fn link(settings: &Settings) -> String {
    get().map_or_else(|| settings.link(""), |own| (own.link)(settings))
}

/// The fragment of the address with the code of these settings.
#[must_use]
pub fn hash(settings: &Settings) -> String {
    get().map_or_else(location::hash, |own| (own.hash)(settings))
}
