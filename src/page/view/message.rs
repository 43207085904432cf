//! What the parts of a figure ask of it, and the two usual ways to ask.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};
use yew::{platform::spawn_local, prelude::*};

use crate::{
    browser::document::focus,
    page::{session::Permission, state::Action},
    report::export::Export,
    settings::Plan,
};

/// What the parts of a figure ask of it.
#[derive(Clone, Debug)]
pub enum Message {
    /// Something changes.
    Act(Box<Action>),
    /// A run was asked for.
    Run(Plan),
    /// Cancel was pressed.
    Cancel,
    /// The question was answered.
    Answer(Permission),
    /// The run is wanted as a file.
    Save(Export),
    /// The sweep is wanted as a file.
    SaveSweep,
    /// The link to these settings is wanted.
    CopyLink,
    /// A file was chosen: its text, or why it cannot be read.
    ReportLoaded(Result<String, String>),
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
pub(super) type Dispatch = Callback<Message>;

/// A click that says something. (Not generic, so that all buttons share it.)
pub(super) fn click(dispatch: &Dispatch, action: Action) -> Callback<MouseEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |_| dispatch.emit(Message::act(action.clone())))
}

/// Where up and down lead in a list of elements with a button each: to the
/// next one, which gets the focus.
pub(super) fn neighbour(event: &KeyboardEvent, element: &str) -> Option<HtmlElement> {
    let at = event.target_dyn_into::<HtmlElement>()?;
    let here = at.closest(element).ok()?;
    let next = match (&*event.key(), here) {
        ("ArrowDown", None) => at.first_element_child(),
        ("ArrowDown", Some(here)) => here.next_element_sibling(),
        ("ArrowUp", Some(here)) => here.previous_element_sibling(),
        _ => return None,
    };
    event.prevent_default();
    let button = next?.query_selector("button").ok()??;
    let button = button.dyn_into::<HtmlElement>().ok()?;
    focus(&button);
    Some(button)
}

/// Hands the focus on to something in an element when the page has been drawn
/// anew, for what had it will be gone.
pub(super) fn focus_within(element: Option<Element>, selector: &'static str) {
    spawn_local(async move {
        let heir = element.and_then(|element| element.query_selector(selector).ok()?);
        if let Some(heir) = heir.and_then(|heir| heir.dyn_into().ok()) {
            focus(&heir);
        }
    });
}

/// A field that was given a value: it shows what stands, until what was taken
/// comes with the next drawing.
pub(super) fn change(dispatch: &Dispatch, name: &'static str, standing: String) -> Callback<Event> {
    let dispatch = dispatch.clone();
    Callback::from(move |event: Event| {
        let field = event.target_unchecked_into::<HtmlInputElement>();
        dispatch.emit(Message::act(Action::Set(name, field.value())));
        field.set_value(&standing);
    })
}
