//! A button that consists of its words.

use yew::{html::IntoPropValue, prelude::*, virtual_dom::AttrValue};

/// The properties of a button.
pub(super) struct Button {
    /// Its class in the style sheet: `pill` or `link`.
    pub class: &'static str,
    /// Its words.
    pub words: AttrValue,
    /// Whether it can be used now.
    pub can_be_used: bool,
    /// Whether what it stands for is chosen, if it stands for something.
    pub pressed: Option<bool>,
    /// What a click does.
    pub onclick: Callback<MouseEvent>,
}

impl Button {
    /// A button that can be used and looks like a pill.
    pub(super) fn pill(
        words: impl IntoPropValue<AttrValue>,
        onclick: Callback<MouseEvent>,
    ) -> Self {
        Self {
            class: "pill",
            words: words.into_prop_value(),
            can_be_used: true,
            pressed: None,
            onclick,
        }
    }

    pub(super) fn html(self) -> Html {
        let Self {
            class,
            words,
            can_be_used,
            pressed,
            onclick,
        } = self;
        let pressed = pressed.map(|pressed| pressed.to_string());
        html! {
            <button type="button" {class} aria-pressed={pressed} disabled={!can_be_used} {onclick}>{ words }</button>
        }
    }
}
