//! What the parts of a figure ask of it, and the two usual ways to ask.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::state::Action;

/// What the parts of a figure ask of it.
#[derive(Debug)]
pub enum Message {
    /// Something changes.
    Act(Action),
    /// Run was pressed.
    Run,
    /// Cancel was pressed.
    Cancel,
}

/// How the parts ask.
pub(super) type Tell = Callback<Message>;

/// A click that says something. (Not generic, so that all buttons share it.)
pub(super) fn click(tell: &Tell, action: Action) -> Callback<MouseEvent> {
    let tell = tell.clone();
    Callback::from(move |_| tell.emit(Message::Act(action.clone())))
}

/// A field that was given a value: it shows what stands, until what was taken
/// comes with the next drawing.
pub(super) fn change(tell: &Tell, name: &'static str, standing: String) -> Callback<Event> {
    let tell = tell.clone();
    Callback::from(move |event: Event| {
        let field = event.target_unchecked_into::<HtmlInputElement>();
        tell.emit(Message::Act(Action::Set(name, field.value())));
        field.set_value(&standing);
    })
}
