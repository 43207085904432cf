//! The section that exports a run, copies a link and opens a report.

use yew::prelude::*;

use super::message::{Dispatch, Message};
use crate::{browser::files, page::state::Page, report::export::Export};

pub(super) fn share(page: &Page, dispatch: &Dispatch) -> Html {
    let (result, running) = (page.run.result(), page.run.is_running());
    let export = |export: Export| {
        let message = Message::Save(export);
        button(dispatch, message, export.name(), result.is_none())
    };
    let onchange = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| {
            let dispatch = dispatch.clone();
            files::read_chosen(&event, move |text| {
                dispatch.emit(Message::ReportLoaded(text));
            });
        })
    };
    let copy_link = {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.emit(Message::CopyLink))
    };
    html! {
        <section class="share" aria-label="Export, link and report">
            <span class="soft">{ "Export" }</span>
            { for Export::ALL.map(export) }
            <button type="button" class="pill" onclick={copy_link}>{ "Copy link" }</button>
            <label class="pill">
                { "Open a report" }
                <input type="file" class="unseen" accept=".json,application/json" disabled={running} {onchange} />
            </label>
            <span class="soft" role="status">{ page.view.announcement }</span>
        </section>
    }
}

fn button(dispatch: &Dispatch, message: Message, name: &'static str, disabled: bool) -> Html {
    let dispatch = dispatch.clone();
    let onclick = Callback::from(move |_: MouseEvent| dispatch.emit(message.clone()));
    html! { <button type="button" class="pill" {disabled} {onclick}>{ name }</button> }
}
