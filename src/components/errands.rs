//! What a figure does beyond running: files, links, memories.

use super::message::{Message, Tell};
use crate::{
    browser::{clock, files, page as document, storage},
    memory::{self, Memory},
    report,
    state::{Action, Page, Phase},
    sweep::svg,
};

/// Does what a message asks for, and tells what came of it.
pub(super) fn run(page: &Page, tell: &Tell, message: Message) {
    let action = match message {
        Message::Save(export) => {
            let run = page.comparison.as_ref().zip(page.environment.as_ref());
            let text = run.map(|(comparison, environment)| export.text(comparison, environment));
            saved(export.file(), export.kind(), text)
        }
        Message::SaveSweep => {
            let how = page
                .environment
                .as_ref()
                .map_or("", |environment| environment.transport);
            let picture = page.sweep.as_ref().map(|drawn| svg(&drawn.sweep, how));
            saved("inflight-widths.svg", "image/svg+xml", picture)
        }
        Message::CopyLink => return copy(page, tell),
        Message::Read(text) => opened(page, text),
        Message::Forget => {
            storage::write("");
            Action::Recall(vec![])
        }
        Message::Act(_) | Message::Run(_) | Message::Cancel | Message::Answer(_) => return,
    };
    tell.emit(Message::act(action));
}

fn saved(name: &str, kind: &str, text: Option<String>) -> Action {
    let text = text.ok_or_else(|| "there is nothing to save yet".to_owned());
    match text.and_then(|text| files::save(name, kind, &text)) {
        Ok(()) => Action::Tell("Saved."),
        Err(why) => Action::Refuse(vec![why]),
    }
}

fn copy(page: &Page, tell: &Tell) {
    let tell = tell.clone();
    let link = document::link(&page.settings.to_query());
    files::copy(&link, move |copied| {
        let told = if copied {
            "The link is in the clipboard."
        } else {
            "There is no clipboard here; the link is in the address bar."
        };
        tell.emit(Message::act(Action::Tell(told)));
    });
}

fn opened(page: &Page, text: Result<String, String>) -> Action {
    if page.phase == Phase::Running {
        return Action::Refuse(vec![
            "a run is going on: a report can be opened after it".into(),
        ]);
    }
    let report = text.and_then(|text| report::read(&text).map_err(|why| why.to_string()));
    match report {
        Ok((comparison, environment)) => Action::Show(comparison, environment),
        Err(why) => Action::Refuse(vec![why]),
    }
}

/// The runs that this browser remembers.
pub(super) fn recall() -> Action {
    Action::Recall(memory::read(&storage::read()))
}

/// Adds a run that has come to its own end to those that are remembered.
pub(super) fn remember(page: &Page) -> Option<Action> {
    // What another page has added meanwhile is kept.
    let mut memories = memory::read(&storage::read());
    memories.insert(
        0,
        Memory::of(page.comparison.as_ref()?, clock::since_1970())?,
    );
    storage::write(&memory::write(&memories));
    memories.truncate(memory::KEPT);
    Some(Action::Recall(memories))
}
