//! The effects of messages other than runs: files, links and past runs.

mod open;
mod past_runs;
mod programs;
mod replay;

pub(super) use open::{open_report, read_file};
pub(super) use past_runs::{add_to_history, load_history};
pub(super) use programs::replace_program;
pub(super) use replay::replay;

use std::cell::Cell;

use futures::future::LocalBoxFuture;
use yew::platform::spawn_local;

use super::{
    message::{Dispatch, Message},
    own,
};
use crate::{
    browser::{document, fetch, files, on_demand, redirects::Redirects, storage},
    drawing::sweep_chart::Picture,
    page::state::{Action, Listing, Page},
    report::{Report, environment::word, export::Export, on_demand::Task, transfer},
    settings::link::at_instant,
};

/// Performs the effect of a message, and dispatches the result.
pub(super) fn run(page: &Page, dispatch: &Dispatch, message: Message) {
    match message {
        Message::Save(export) => save(page, dispatch, export),
        Message::SweepPaces => {
            let settings = page.settings.clone();
            let action = |picture| Action::PacePicture(settings, picture);
            draw(
                dispatch,
                Task::PacePicture,
                page.settings.to_query(),
                action,
            );
        }
        Message::SaveSweep => save_sweep(page, dispatch),
        Message::CopyLink => copy_link(page, dispatch),
        Message::FileLoaded(text) => open::open(page, dispatch, text),
        Message::CancelOpening => on_demand::cancel(Task::Open),
        Message::OpenPanel(panel) => programs::open_panel(page, dispatch, panel),
        Message::Forget => {
            storage::write(storage::RUNS, "");
            dispatch.emit(Message::act(Action::HistoryLoaded(vec![])));
        }
        Message::Act(_)
        | Message::Own(_)
        | Message::Run(_)
        | Message::RunForHost
        | Message::Replay
        | Message::AddressChanged
        | Message::Draw
        | Message::Cancel
        | Message::Answer(_) => {}
    }
}

/// Asynchronous work that results in an action. (In a box, so that all work shares
/// the code that waits for it.)
pub(super) type Work = LocalBoxFuture<'static, Result<Action, String>>;

/// Dispatches the action that results from asynchronous work; an error becomes a
/// notice.
pub(super) fn later(dispatch: &Dispatch, work: Work) {
    let dispatch = dispatch.clone();
    spawn_local(async move {
        let action = work.await;
        let action = action.unwrap_or_else(Action::Notify);
        dispatch.emit(Message::act(action));
    });
}

fn save(page: &Page, dispatch: &Dispatch, export: Export) {
    let run = page.run.comparison.clone();
    let run = run.zip(page.run.environment.clone());
    later(
        dispatch,
        Box::pin(async move {
            let (comparison, environment) = run.ok_or("there is nothing to save yet")?;
            let mut text = Report::new(&comparison, environment).json();
            if let Some(task) = export.task() {
                text = on_demand::run(task, &text.into()).await?;
            }
            save_file(export.file(), export.media_type(), &text)
        }),
    );
}

/// The name of the file with the chart of all widths.
const WIDTHS: &str = "inflight-widths.svg";

fn save_sweep(page: &Page, dispatch: &Dispatch) {
    let (task, file, input) = match sweep_text(page) {
        Some(sweep) => (Task::SweepFile, WIDTHS, sweep),
        None if page.run.foretold.is_some() => {
            let input = own::get().map(|own| (own.foretelling)(page));
            (Task::ForetoldFile, WIDTHS, input.unwrap_or_default())
        }
        None => (
            Task::PaceFile,
            "inflight-paces.svg",
            page.settings.to_query(),
        ),
    };
    later(
        dispatch,
        Box::pin(async move {
            let picture = on_demand::run(task, &input.into()).await?;
            save_file(file, "image/svg+xml", &picture)
        }),
    );
}

fn save_file(name: &str, media_type: &str, text: &str) -> Result<Action, String> {
    files::save(name, media_type, text).map(|()| Action::Announce("Saved."))
}

/// The sweep as text for the on-demand program.
fn sweep_text(page: &Page) -> Option<String> {
    let environment = page.run.environment.as_ref();
    let how = environment.map(|environment| word(environment.transport));
    let sweep = page.run.sweep.as_ref()?;
    Some(transfer::sweep::write(sweep, how.unwrap_or_default()))
}

/// Has the on-demand program draw the chart of the sweep.
pub(super) fn draw_sweep(page: &Page, dispatch: &Dispatch) {
    let Some((sweep, text)) = page.run.sweep.as_ref().zip(sweep_text(page)) else {
        return;
    };
    let settings = sweep.settings.clone();
    let action = |picture| Action::SweepPicture(settings, picture);
    draw(dispatch, Task::SweepPicture, text, action);
}

/// Has the on-demand program draw a chart, which the action shows.
fn draw(
    dispatch: &Dispatch,
    task: Task,
    input: String,
    action: impl FnOnce(Picture) -> Action + 'static,
) {
    later(
        dispatch,
        Box::pin(async move {
            let picture = on_demand::run(task, &input.into()).await?;
            Ok(action(Picture::read(&picture)))
        }),
    );
}

/// Loads a listing that is shown for the first time.
pub(super) fn load_listing(page: &mut Page, address: String, dispatch: &Dispatch) {
    page.apply(Action::KeepListing(address.clone(), Listing::Loading));
    later(
        dispatch,
        Box::pin(async move {
            let text = text_of(&address).await;
            let listing = text.map_or_else(Listing::Failed, |text| Listing::Text(text.into()));
            Ok(Action::KeepListing(address, listing))
        }),
    );
}

/// The text of a file of the page, or why it could not be loaded.
pub(super) async fn text_of(address: &str) -> Result<String, String> {
    let here = Redirects::within(document::origin());
    match fetch::get(address, &Cell::new(None), &here).await {
        Ok(response) if response.status == 200 => {
            Ok(String::from_utf8_lossy(&response.body).into())
        }
        Ok(response) => Err(format!("status {}", response.status)),
        Err(failure) => Err(failure.to_string()),
    }
}

/// Loads the HTML that embeds the figure.
pub(super) fn load_embed_this(page: &mut Page, dispatch: &Dispatch) {
    let address = page.embed_address();
    page.apply(Action::KeepListing(address.clone(), Listing::Loading));
    let input = document::folder() + "\n" + &page.settings.to_text();
    later(
        dispatch,
        Box::pin(async move {
            let text = on_demand::run(Task::EmbedThis, &input.into()).await;
            let listing = text.map_or_else(Listing::Failed, |text| Listing::Text(text.into()));
            Ok(Action::KeepListing(address, listing))
        }),
    );
}

fn copy_link(page: &Page, dispatch: &Dispatch) {
    let dispatch = dispatch.clone();
    if !page.settings.latencies.fit_link() {
        let words = "These latencies are too many for a link: save the report instead.";
        dispatch.emit(Message::act(Action::Announce(words)));
        return;
    }
    let mut link = own::link(&page.settings);
    if let Some(instant) = page.instant() {
        link = at_instant(&link, instant);
    }
    let link = document::page_link(&link);
    files::copy(&link, move |copied| {
        let announcement = if copied {
            "The link is in the clipboard."
        } else {
            "There is no clipboard here; the link is in the address bar."
        };
        dispatch.emit(Message::act(Action::Announce(announcement)));
    });
}
