//! The messages from the parts of a figure to it, and handlers that several
//! parts use.

use std::{fmt, rc::Rc};

use js_sys::JsString;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};
use yew::{platform::spawn_local, prelude::*};

use crate::{
    browser::document::focus,
    page::{
        session::Permission,
        state::{Action, Page, Panel},
    },
    report::export::Export,
    settings::Plan,
};

/// A message to the figure.
#[derive(Clone, Debug)]
pub enum Message {
    /// Apply an action. (In a box, because an action is large.)
    Act(Box<Action>),
    /// Run the present settings.
    Run(Plan),
    /// Run the present settings for the page that embeds this one.
    RunForHost,
    /// Load the settings in the address, which is another one.
    AddressChanged,
    /// Draw the figure, because others have changed its nodes.
    Draw,
    /// Cancel the run.
    Cancel,
    /// Replay the run, or the prediction.
    Replay,
    /// Answer the question.
    Answer(Permission),
    /// Save the run as a file.
    Save(Export),
    /// Draw what the quota does to every pace, in virtual time.
    SweepPaces,
    /// Save the sweep as an SVG file.
    SaveSweep,
    /// Copy the link to the present settings.
    CopyLink,
    /// Open the file with this text, or say why it cannot be read.
    FileLoaded(Result<JsString, String>),
    /// Give up opening a file.
    CancelOpening,
    /// Open a panel of what the reader brings, or close it.
    OpenPanel(Panel),
    /// Do what only the program `yours` contains.
    Own(OwnWork),
    /// Forget the past runs.
    Forget,
}

/// Work that only the program `yours` contains.
#[derive(Clone)]
pub struct OwnWork(Rc<Work>);

type Work = dyn Fn(&mut Page, &Dispatch);

impl OwnWork {
    /// The work that this function does.
    pub fn new(work: impl Fn(&mut Page, &Dispatch) + 'static) -> Self {
        Self(Rc::new(work))
    }

    pub(super) fn perform(&self, page: &mut Page, dispatch: &Dispatch) {
        (self.0)(page, dispatch);
    }
}

impl fmt::Debug for OwnWork {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OwnWork")
    }
}

impl Message {
    /// The message to apply an action.
    #[must_use]
    pub fn act(action: Action) -> Self {
        Self::Act(Box::new(action))
    }
}

/// The way to send messages to the figure.
pub type Dispatch = Callback<Message>;

/// The handler of a click that sends a message. (Not generic, so that all buttons
/// share its code.)
pub(super) fn send(dispatch: &Dispatch, message: Message) -> Callback<MouseEvent> {
    let dispatch = dispatch.clone();
    Callback::from(move |_| dispatch.emit(message.clone()))
}

/// The handler of a click that dispatches an action.
pub(super) fn click(dispatch: &Dispatch, action: Action) -> Callback<MouseEvent> {
    send(dispatch, Message::act(action))
}

/// Moves the focus up or down when an arrow key is pressed in a list of elements
/// that have a button each. `element` is their selector. Returns the button that
/// got the focus.
pub(super) fn neighbour(event: &KeyboardEvent, element: &str) -> Option<HtmlElement> {
    let target = event.target_dyn_into::<HtmlElement>()?;
    let current = target.closest(element).ok()?;
    let next = match (&*event.key(), current) {
        // Down from the list itself leads to its first element.
        ("ArrowDown", None) => target.first_element_child(),
        ("ArrowDown", Some(current)) => current.next_element_sibling(),
        ("ArrowUp", Some(current)) => current.previous_element_sibling(),
        _ => return None,
    };
    event.prevent_default();
    let button = next?.query_selector("button").ok()??;
    let button = button.dyn_into::<HtmlElement>().ok()?;
    focus(&button);
    Some(button)
}

/// Moves the focus to the first element within `element` that matches
/// `selector`, after the page has been drawn again. It is for controls that
/// disappear when they are used.
pub(super) fn focus_within(element: Option<Element>, selector: &'static str) {
    spawn_local(async move {
        let target = element.and_then(|element| element.query_selector(selector).ok()?);
        if let Some(target) = target.and_then(|target| target.dyn_into().ok()) {
            focus(&target);
        }
    });
}

/// The handler of a field that sets a setting. The field shows the old value
/// again, until the next drawing shows the new one if it was accepted.
pub(super) fn change(dispatch: &Dispatch, name: &'static str, old: String) -> Callback<Event> {
    let dispatch = dispatch.clone();
    Callback::from(move |event: Event| {
        let field = event.target_unchecked_into::<HtmlInputElement>();
        dispatch.emit(Message::act(Action::Set(name, field.value())));
        field.set_value(&old);
    })
}
