//! What a figure does beyond running: files, links, memories.

use std::future::Future;

use yew::platform::spawn_local;

use super::message::{Message, Tell};
use crate::{
    browser::{clock, document, files, on_demand, storage},
    drawing::sweep_chart::Picture,
    memory::{self, Memory},
    report::{
        Report,
        environment::word,
        export::Export,
        on_demand::Task,
        transfer::{self, replayed},
    },
    state::{Action, Page},
};

/// Does what a message asks for, and tells what came of it.
pub(super) fn run(page: &Page, tell: &Tell, message: Message) {
    match message {
        Message::Save(export) => save(page, tell, export),
        Message::SaveSweep => save_sweep(page, tell),
        Message::CopyLink => copy(page, tell),
        Message::Read(text) => later(tell, opened(text)),
        Message::Forget => {
            storage::write("");
            tell.emit(Message::act(Action::Recall(vec![])));
        }
        Message::Act(_) | Message::Run(_) | Message::Cancel | Message::Answer(_) => {}
    }
}

/// Tells what comes of something that takes its time; what cannot be done is a
/// notice.
fn later(tell: &Tell, done: impl Future<Output = Result<Action, String>> + 'static) {
    let tell = tell.clone();
    spawn_local(async move {
        let action = done.await.unwrap_or_else(|why| Action::Refuse(vec![why]));
        tell.emit(Message::act(action));
    });
}

fn save(page: &Page, tell: &Tell, export: Export) {
    let run = page.comparison.clone().zip(page.environment.clone());
    later(tell, async move {
        let (comparison, environment) = run.ok_or("there is nothing to save yet")?;
        let mut text = Report::new(&comparison, environment).json();
        if let Some(task) = export.task() {
            text = on_demand::run(task, &text).await?;
        }
        saved(export.file(), export.kind(), &text)
    });
}

fn save_sweep(page: &Page, tell: &Tell) {
    let sweep = sweep(page);
    later(tell, async move {
        let sweep = sweep.ok_or("there is nothing to save yet")?;
        let picture = on_demand::run(Task::SweepFile, &sweep).await?;
        saved("inflight-widths.svg", "image/svg+xml", &picture)
    });
}

fn saved(name: &str, kind: &str, text: &str) -> Result<Action, String> {
    files::save(name, kind, text).map(|()| Action::Tell("Saved."))
}

/// The sweep, as the workshop takes it.
fn sweep(page: &Page) -> Option<String> {
    let how = page
        .environment
        .as_ref()
        .map(|environment| word(environment.transport));
    Some(transfer::sweep::write(
        page.sweep.as_ref()?,
        how.unwrap_or_default(),
    ))
}

/// Has a sweep drawn that is over.
pub(super) fn draw(page: &Page, tell: &Tell) {
    let Some((sweep, text)) = page.sweep.as_ref().zip(sweep(page)) else {
        return;
    };
    let settings = sweep.settings.clone();
    later(tell, async move {
        let made = on_demand::run(Task::SweepPicture, &text).await?;
        Ok(Action::Picture(settings, Picture::read(&made)))
    });
}

async fn opened(text: Result<String, String>) -> Result<Action, String> {
    let told = on_demand::run(Task::Open, &text?).await?;
    let (comparison, environment) = replayed(&told).ok_or("the report cannot be shown")?;
    Ok(Action::Show(comparison, environment))
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

/// The runs that this browser remembers.
pub(super) fn recall() -> Action {
    named(memory::read(&storage::read()))
}

/// Adds a run that has come to its own end to those that are remembered.
pub(super) fn remember(page: &Page) -> Option<Action> {
    // What another page has added meanwhile is kept.
    let mut memories = memory::read(&storage::read());
    if memories.is_empty() {
        // Or nothing is kept at all, but for as long as the page lives.
        memories.clone_from(&page.memories);
    }
    memories.insert(0, Memory::of(page.comparison.as_ref()?, clock::unix_ms())?);
    storage::write(&memory::write(&memories));
    memories.truncate(memory::KEPT);
    Some(named(memories))
}

fn named(mut memories: Vec<Memory>) -> Action {
    for memory in &mut memories {
        memory.be_named(&clock::date(memory.when));
    }
    Action::Recall(memories)
}
