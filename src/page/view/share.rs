//! What can be taken away and brought back: exports, a link, a report.

use yew::prelude::*;

use super::message::{Dispatch, Message};
use crate::{browser::files, page::state::Page, report::export::Export};

pub(super) fn share(page: &Page, dispatch: &Dispatch) -> Html {
    let running = page.run.is_running();
    let empty = running || page.run.comparison.is_none();
    let export = |export: Export| button(dispatch, Message::Save(export), export.name(), empty);
    let told = dispatch.clone();
    let onchange = Callback::from(move |event: Event| {
        let told = told.clone();
        files::chosen(&event, move |text| told.emit(Message::ReportLoaded(text)));
    });
    html! {
        <section class="share" aria-label="Take it away, bring it back">
            <span class="soft">{ "Export" }</span>
            { for Export::ALL.map(export) }
            { button(dispatch, Message::CopyLink, "Copy link", false) }
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
