//! The programs of the page: one of them has the panel of the reader's code.

use std::rc::Rc;

use js_sys::JsString;

use super::later;
use crate::{
    browser::on_demand::{self, Leave},
    page::{
        state::{Action, Page, Panel},
        view::{
            message::{Dispatch, Message},
            own,
        },
    },
    settings::Settings,
};

/// Opens a panel of what the reader brings, or closes it. Another program has it,
/// which takes the place of this one.
pub(super) fn open_panel(page: &Page, dispatch: &Dispatch, panel: Panel) {
    if page.run.is_running() {
        let busy = "a run is going on: what is yours can be opened after it";
        dispatch.emit(Message::act(Action::Notify(busy.into())));
        return;
    }
    match (own::get(), panel) {
        (Some(own), Panel::Code) => (own.open_code)(page, dispatch),
        (Some(_), Panel::Latencies) => {
            let other = Some(panel).filter(|_| page.view.panel != Some(panel));
            dispatch.emit(Message::act(Action::OpenPanel(other)));
        }
        (None, Panel::Code) => replace_program(page, dispatch),
        (None, Panel::Latencies) => {
            on_demand::leave(Leave::Panel, &JsString::from("latencies"));
            replace(&page.settings, None, dispatch);
        }
    }
}

/// Puts the program that has what is the reader's own in the place of this one, with
/// the panel of the code.
pub(in crate::page::view) fn replace_program(page: &Page, dispatch: &Dispatch) {
    replace(
        &page.settings,
        Some(Rc::clone(&page.settings.code)),
        dispatch,
    );
}

fn replace(settings: &Settings, code: Option<Rc<str>>, dispatch: &Dispatch) {
    leave_latencies(settings);
    later(
        dispatch,
        Box::pin(async move {
            on_demand::replace_program(code.as_deref()).await?;
            Ok(Action::Announce(""))
        }),
    );
}

/// Leaves the latencies for the other program, which finds all other settings in the
/// address.
fn leave_latencies(settings: &Settings) {
    if !settings.latencies.fit_link() {
        let latencies = settings.latencies.to_string();
        on_demand::leave(Leave::Latencies, &latencies.into());
    }
}
