//! The field in which the reader writes.

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::kept::{draft, write};
use crate::{
    page::{
        state::Page,
        view::message::{Dispatch, Message},
    },
    settings::Plan,
};

/// The field itself. Its text is transparent, and lies over the same text in
/// colours.
pub(super) fn textarea(page: &Page, code: &str, dispatch: &Dispatch) -> Html {
    let text = |event: &HtmlTextAreaElement| event.value();
    let (to_draft, to_write, to_run) = (dispatch.clone(), dispatch.clone(), dispatch.clone());
    let (settings, settings_of_key) = (page.settings.clone(), page.settings.clone());
    let oninput = Callback::from(move |event: InputEvent| {
        draft(text(&event.target_unchecked_into()), &to_draft);
    });
    let onchange = Callback::from(move |event: Event| {
        write(&settings, &text(&event.target_unchecked_into()), &to_write);
    });
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        let field: HtmlTextAreaElement = event.target_unchecked_into();
        match &*event.key() {
            "Tab" if !event.shift_key() => {
                event.prevent_default();
                if insert(&field, "  ").is_some() {
                    draft(text(&field), &to_run);
                }
            }
            "Escape" => drop(field.blur()),
            "Enter" if event.ctrl_key() || event.meta_key() => {
                write(&settings_of_key, &text(&field), &to_run);
                to_run.emit(Message::Run(Plan::Rounds));
            }
            _ => {}
        }
    });
    let readonly = page.run.is_running();
    html! {
        <textarea name="code" aria-label="Your code, in JavaScript" spellcheck="false" autocapitalize="off" autocomplete="off" wrap="off"
            value={code.to_owned()} {readonly} {oninput} {onchange} {onkeydown} />
    }
}

/// Puts a text in the place of what is selected in a field.
fn insert(field: &HtmlTextAreaElement, text: &str) -> Option<()> {
    let from = field.selection_start().ok()??;
    let to = field.selection_end().ok()??;
    field
        .set_range_text_with_start_and_end(text, from, to)
        .ok()?;
    let after = u32::try_from(text.len()).ok()?.checked_add(from);
    field.set_selection_start(after).ok()?;
    field.set_selection_end(after).ok()
}
