//! The button *Run*, which is *Cancel* during a run.

use std::time::Duration;

use yew::prelude::*;

use super::message::{Dispatch, Message};
use crate::{
    page::{
        shared::Shared,
        state::{Click, Page},
    },
    settings::Plan,
};

/// The button *Run*, which is *Cancel* during a run. It is one button, so that
/// it keeps its place and the focus.
pub(super) fn run_or_cancel(page: &Page, dispatch: &Dispatch, shared: &Shared) -> Html {
    let running = page.run.is_running();
    let (name, testid) = if running {
        ("Cancel", "cancel")
    } else {
        ("Run", "run")
    };
    let (dispatch, shared) = (dispatch.clone(), shared.clone());
    let onclick = Callback::from(move |event: MouseEvent| match running {
        _ if continues_burst(&event, &shared) => {}
        false => dispatch.emit(Message::Run(Plan::Rounds)),
        // The second click of a double click on Run does not mean Cancel.
        true if event.detail() < 2 => dispatch.emit(Message::Cancel),
        true => {}
    });
    // Without this, a key that is held down would run and cancel by turns.
    let onkeydown = Callback::from(|event: KeyboardEvent| {
        if event.repeat() {
            event.prevent_default();
        }
    });
    html! { <button type="button" class="run" data-testid={testid} {onclick} {onkeydown}>{ name }</button> }
}

/// Whether a click belongs to the same burst as the click before it. A script's
/// click never does.
fn continues_burst(event: &MouseEvent, shared: &Shared) -> bool {
    event.is_trusted()
        && shared.continues_burst(Click {
            at: Duration::from_secs_f64(event.time_stamp() / 1e3),
            // The browser's count of clicks is 0 if the button was pressed with a key.
            place: (event.detail() > 0).then(|| (event.client_x(), event.client_y())),
        })
}
