//! The section that exports a run, copies a link and opens a report.

use yew::prelude::*;

use super::{
    button::Button,
    message::{Dispatch, Message, send},
};
use crate::{browser::files, page::state::Page, report::export::Export};

/// The field for a file of the reader's, within its label.
pub(super) fn file_field(id: &'static str, disabled: bool, dispatch: &Dispatch) -> Html {
    let dispatch = dispatch.clone();
    let onchange = Callback::from(move |event: Event| {
        let dispatch = dispatch.clone();
        files::read_chosen(&event, move |text| {
            dispatch.emit(Message::FileLoaded(text));
        });
    });
    html! { <input type="file" class="unseen" data-testid={id} {disabled} {onchange} /> }
}

pub(super) fn share(page: &Page, dispatch: &Dispatch) -> Html {
    let (result, running) = (page.run.result(), page.run.is_running());
    let export = |export: Export| {
        let button = Button {
            can_be_used: result.is_some(),
            ..Button::pill(export.name(), send(dispatch, Message::Save(export)))
        };
        button.html()
    };
    let copy_link = Button::pill("Copy link", send(dispatch, Message::CopyLink));
    html! {
        <section class="share" aria-label="Export, link and report">
            <span class="soft">{ "Export" }</span>
            { for Export::ALL.map(export) }
            { copy_link.html() }
            <label class="pill">{ "Open a file" }{ file_field("open", running, dispatch) }</label>
            <span class="soft" role="status">{ page.view.announcement }</span>
        </section>
    }
}
