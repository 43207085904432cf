//! What can be taken away and brought back: exports, a link, a report.

use yew::prelude::*;

use super::message::{Message, Tell};
use crate::{
    browser::files,
    report::export::Export,
    state::{Page, Phase},
};

pub(super) fn share(page: &Page, tell: &Tell) -> Html {
    let running = page.phase == Phase::Running;
    let empty = running || page.comparison.is_none();
    let export = |export: Export| button(tell, Message::Save(export), export.name(), empty);
    let told = tell.clone();
    let onchange = Callback::from(move |event: Event| {
        let told = told.clone();
        files::chosen(&event, move |text| told.emit(Message::Read(text)));
    });
    html! {
        <section class="share" aria-label="Take it away, bring it back">
            <span class="soft">{ "Export" }</span>
            { for Export::ALL.map(export) }
            { button(tell, Message::CopyLink, "Copy link", false) }
            <label class="pill">
                { "Open a report" }
                <input type="file" class="unseen" accept=".json,application/json" disabled={running} {onchange} />
            </label>
            <span class="soft" role="status">{ page.told }</span>
        </section>
    }
}

fn button(tell: &Tell, message: Message, name: &'static str, disabled: bool) -> Html {
    let tell = tell.clone();
    let onclick = Callback::from(move |_: MouseEvent| tell.emit(message.clone()));
    html! { <button type="button" class="pill" {disabled} {onclick}>{ name }</button> }
}
