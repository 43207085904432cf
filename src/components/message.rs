//! What the parts of a figure ask of it, and the two usual ways to ask.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::{export::Export, plan::Plan, state::Action};

/// What the parts of a figure ask of it.
#[derive(Clone, Debug)]
pub enum Message {
    /// Something changes.
    Act(Box<Action>),
    /// A run was asked for.
    Run(Plan),
    /// Cancel was pressed.
    Cancel,
    /// The question was answered: whether the run is allowed.
    Answer(bool),
    /// The run is wanted as a file.
    Save(Export),
    /// The sweep is wanted as a file.
    SaveSweep,
    /// The link to these settings is wanted.
    CopyLink,
    /// A file was chosen: its text, or why it cannot be read.
    Read(Result<String, String>),
    /// The earlier runs are to be forgotten.
    Forget,
}

impl Message {
    /// Something changes.
    #[must_use]
    pub fn act(action: Action) -> Self {
        Self::Act(Box::new(action))
    }
}

/// How the parts ask.
pub(super) type Tell = Callback<Message>;

/// A click that says something. (Not generic, so that all buttons share it.)
pub(super) fn click(tell: &Tell, action: Action) -> Callback<MouseEvent> {
    let tell = tell.clone();
    Callback::from(move |_| tell.emit(Message::act(action.clone())))
}

/// A field that was given a value: it shows what stands, until what was taken
/// comes with the next drawing.
pub(super) fn change(tell: &Tell, name: &'static str, standing: String) -> Callback<Event> {
    let tell = tell.clone();
    Callback::from(move |event: Event| {
        let field = event.target_unchecked_into::<HtmlInputElement>();
        tell.emit(Message::act(Action::Set(name, field.value())));
        field.set_value(&standing);
    })
}
