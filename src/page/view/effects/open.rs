//! Opening files of the reader's: reports and recordings.

use js_sys::JsString;

use super::later;
use crate::{
    browser::{
        clock,
        on_demand::{self, Leave},
    },
    page::{
        state::{Action, Page},
        view::{
            message::{Dispatch, Message},
            own,
        },
    },
    report::{
        on_demand::Task,
        transfer::{Replay, recording},
    },
    settings::Settings,
};

/// Opens the file with this text, or says why it cannot be read.
pub(super) fn open(page: &Page, dispatch: &Dispatch, text: Result<JsString, String>) {
    let (seed, over) = (page.settings.seed, dispatch.clone());
    let opened = open_file(seed, dispatch.clone(), text);
    dispatch.emit(Message::act(Action::Opening(Some(0))));
    later(
        dispatch,
        Box::pin(async move {
            let opened = opened.await;
            over.emit(Message::act(Action::Opening(None)));
            opened
        }),
    );
}

async fn open_file(
    seed: u64,
    dispatch: Dispatch,
    text: Result<JsString, String>,
) -> Result<Action, String> {
    let text = text?;
    let watch = dispatch.clone();
    let read = read_file(seed, &text, move |share| {
        watch.emit(Message::act(Action::Opening(Some(share))));
    });
    let read = read.await?;
    if !read.starts_with(recording::MARK) {
        return open_report(&text, &read).await;
    }
    if let Some(own) = own::get() {
        (own.read_recording)(&read, &dispatch)?;
    } else {
        on_demand::leave(Leave::File, &text);
        on_demand::replace_program(None).await?;
    }
    Ok(Action::Announce(""))
}

/// Reads a file of the reader's in the on-demand program. `watch` gets the share of it
/// that was read, in percent.
pub(in crate::page::view) async fn read_file(
    seed: u64,
    text: &JsString,
    watch: impl Fn(u8) + 'static,
) -> Result<String, String> {
    let seed = JsString::from(format!("{seed}\n"));
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 0 to 100
    let watch = move |share: f64| watch((100.0 * share) as u8);
    on_demand::run_and_watch(Task::Open, &seed.concat(text), watch).await
}

/// Shows the run of a report from its text for this page.
pub(in crate::page::view) async fn open_report(
    text: &JsString,
    events: &str,
) -> Result<Action, String> {
    const OTHER_FORMAT: &str = "the report cannot be shown";
    let mut replay = Replay::begin(events, own::replay()).ok_or(OTHER_FORMAT)?;
    while !replay.is_over() {
        replay.step().ok_or(OTHER_FORMAT)?;
        clock::next_task().await;
    }
    let (comparison, environment) = replay.end();
    let Settings {
        code, latencies, ..
    } = &comparison.settings;
    let is_own = !code.is_empty() || !latencies.is_empty();
    if is_own && own::get().is_none() {
        on_demand::leave(Leave::File, text);
        let code = Some(&**code).filter(|code| !code.is_empty());
        on_demand::replace_program(code).await?;
    }
    Ok(Action::ShowReport(comparison, environment))
}
