//! The past runs of this browser.

use crate::{
    browser::{clock, storage},
    page::{
        history::{self, PastRun},
        state::{Action, Page},
    },
};

/// Reads the past runs of this browser.
pub(in crate::page::view) fn load_history() -> Action {
    history_loaded(history::read(&storage::read(storage::RUNS)))
}

/// Adds the run, which has come to its end, to the past runs of this browser.
pub(in crate::page::view) fn add_to_history(page: &Page) -> Option<Action> {
    // Another page may have added runs meanwhile.
    let mut history = history::read(&storage::read(storage::RUNS));
    if history.is_empty() {
        // Where the browser denies storage, the page keeps past runs until it is closed.
        history.clone_from(&page.view.history);
    }
    let past = PastRun::of(page.run.comparison.as_ref()?, clock::unix_ms())?;
    history.insert(0, past);
    storage::write(storage::RUNS, &history::write(&history));
    history.truncate(history::KEPT);
    Some(history_loaded(history))
}

fn history_loaded(mut history: Vec<PastRun>) -> Action {
    for past in &mut history {
        past.set_name(&clock::date(past.ended));
    }
    Action::HistoryLoaded(history)
}
