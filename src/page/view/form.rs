//! The form with a control for every setting that readers change. Each has the
//! name that the setting has in links.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::message::{Dispatch, change, click};
use crate::{
    page::state::Action,
    settings::{Kind, SETTINGS, Setting, Settings},
    strategy::Strategy,
};

/// The settings of links and attributes only, which shape the figure for others.
const FOR_AUTHORS: [&str; 2] = ["embed", "show"];

pub(super) fn form(settings: &Settings, dispatch: &Dispatch) -> Html {
    // A submit would load the page again. Enter sets the value in another way: see `input`.
    let onsubmit = Callback::from(|event: SubmitEvent| event.prevent_default());
    let for_readers = SETTINGS
        .iter()
        .filter(|setting| !FOR_AUTHORS.contains(&setting.name));
    html! {
        <form autocomplete="off" {onsubmit}>
            { for for_readers.map(|setting| control(setting, settings, dispatch)) }
        </form>
    }
}

fn control(setting: &Setting, settings: &Settings, dispatch: &Dispatch) -> Html {
    let Setting {
        name,
        kind,
        unit,
        meaning,
        ..
    } = *setting;
    let value = setting.get(settings);
    let field = match kind {
        Kind::Strategies => return strategies(settings, dispatch),
        Kind::Words(words) => select(name, words, &value, dispatch),
        Kind::Whole(..) | Kind::Real(..) => input(name, "decimal", value, dispatch),
        Kind::Endpoint | Kind::Parts | Kind::Rate(_) => input(name, "url", value, dispatch),
    };
    let class = (kind == Kind::Endpoint).then_some("wide");
    html! {
        <label {class}>
            <span class="name" translate="no">{ name }</span>
            <span class="field">{ field }{ " " }<span class="soft">{ unit }</span></span>
            <span class="meaning">{ meaning }</span>
        </label>
    }
}

fn input(name: &'static str, inputmode: &'static str, value: String, dispatch: &Dispatch) -> Html {
    let onchange = change(dispatch, name, value.clone());
    let onkeydown = Callback::from(|event: KeyboardEvent| {
        if event.key() == "Enter" {
            event
                .target_unchecked_into::<HtmlInputElement>()
                .blur()
                .ok();
        }
    });
    html! { <input type="text" {name} {inputmode} spellcheck="false" {value} {onchange} {onkeydown} /> }
}

fn select(
    name: &'static str,
    words: &'static [&'static str],
    value: &str,
    dispatch: &Dispatch,
) -> Html {
    let onchange = change(dispatch, name, value.to_owned());
    let option = |word: &&'static str| html! { <option value={*word} selected={*word == value}>{ *word }</option> };
    html! { <select {name} ~value={value.to_owned()} {onchange}>{ for words.iter().map(option) }</select> }
}

/// A checkbox for each strategy. A strategy that is the only one cannot be
/// removed.
fn strategies(settings: &Settings, dispatch: &Dispatch) -> Html {
    let chosen = &settings.strategies;
    let checkbox = |strategy: Strategy| {
        let checked = chosen.contains(&strategy);
        let only = checked && chosen.len() == 1;
        // A click adds this strategy or removes it.
        let toggled = Strategy::all().filter(|one| chosen.contains(one) != (*one == strategy));
        let keys: Vec<_> = toggled.map(Strategy::key).collect();
        let onclick = click(dispatch, Action::Set("strategies", keys.join(",")));
        html! {
            <label class="box">
                <input type="checkbox" name="strategies" value={strategy.key()} {checked} {onclick}
                    disabled={only} />
                { strategy.name() }
            </label>
        }
    };
    html! {
        <fieldset class="wide">
            <legend class="name" translate="no">{ "strategies" }</legend>
            { for Strategy::all().map(checkbox) }
        </fieldset>
    }
}
