//! The form with a control for every setting that readers change, in groups. Each
//! control has the name that its setting has in links.

use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

use super::{
    button::Button,
    message::{Dispatch, Message, change, click, focus_within, send},
};
use crate::{
    page::state::{Action, Open, Panel},
    settings::{Kind, Setting, Settings},
    strategy::Strategy,
};

/// The groups of controls, and the settings of each. The settings of links and
/// attributes only, which shape the figure for others, are in none.
const GROUPS: [(&str, &[&str]); 5] = [
    ("What to send", &["endpoint", "requests", "steps", "work"]),
    ("How", &["strategies", "concurrency", "pace", "code"]),
    (NETWORK, &NETWORK_SETTINGS),
    ("How to measure", &["rounds", "timeout", "retries", "seed"]),
    ("The page", &["theme"]),
];
const NETWORK: &str = "The simulated network";
const NETWORK_SETTINGS: [&str; 8] = [
    "latency",
    "spread",
    "latencies",
    "failures",
    "cap",
    "capacity",
    "quota",
    "burst",
];

/// The form. Escape closes it.
pub(super) fn form(settings: &Settings, is_open: bool, dispatch: &Dispatch) -> Html {
    let default = Settings {
        embed: settings.embed,
        show: settings.show.clone(),
        ..Settings::default()
    };
    let reset = click(dispatch, Action::Load(default));
    let leave = leave(dispatch);
    let leave_by_key = leave.clone();
    let close = Callback::from(move |event: MouseEvent| leave(event.target_unchecked_into()));
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            leave_by_key(event.target_unchecked_into());
        }
    });
    // A submit would load the page again. Enter sets the value in another way: see `input`.
    let onsubmit = Callback::from(|event: SubmitEvent| event.prevent_default());
    html! {
        <form class="settings" data-testid="settings" aria-label="Settings" autocomplete="off" hidden={!is_open} {onsubmit} {onkeydown}>
            { for GROUPS.map(|(heading, names)| group(heading, names, settings, dispatch)) }
            <p>{ Button::pill("Back to the defaults", reset).html() }{ " " }{ Button::pill("Close the settings", close).html() }</p>
        </form>
    }
}

/// Closes the form, in which an element has the focus, and leads back to the
/// button that opened it.
fn leave(dispatch: &Dispatch) -> impl Fn(Element) + Clone + 'static {
    let dispatch = dispatch.clone();
    move |element| {
        dispatch.emit(Message::act(Action::OpenControls(Open::Nothing)));
        focus_within(element.closest(".figure").ok().flatten(), ".change");
    }
}

fn group(
    heading: &'static str,
    names: &[&'static str],
    settings: &Settings,
    dispatch: &Dispatch,
) -> Html {
    let is_network = heading == NETWORK;
    let is_void = is_network && !settings.is_simulated();
    let group = names.iter().filter_map(|name| Setting::named(name).ok());
    html! {
        <fieldset class={classes!(is_network.then_some("network"), is_void.then_some("soft"))}>
            <legend>{ heading }{ if is_void { ": without effect on a real one" } else { "" } }</legend>
            { for group.map(|setting| control(setting, settings, dispatch)) }
        </fieldset>
    }
}

fn control(setting: &'static Setting, settings: &Settings, dispatch: &Dispatch) -> Html {
    let Setting { name, unit, .. } = *setting;
    let value = setting.get(settings);
    let field = match setting.kind {
        Kind::Strategies => return strategies(settings, dispatch),
        Kind::Words(words) => select(name, words, &value, dispatch),
        Kind::Latencies => lines(name, &value, dispatch),
        Kind::Code(_) => return code(setting, settings, dispatch),
        _ => input(setting, value, dispatch),
    };
    // A value that differs is marked in words too.
    let differs = setting.differs(settings);
    let default = || match &*setting.get(&Settings::default()) {
        "" => String::new(),
        default => format!(" instead of {default}"),
    };
    html! {
        <label class={differs.then_some("changed")}>
            <span>{ setting.label }{ " " }<code translate="no">{ name }</code></span>
            <span>{ field }{ " " }<span class="soft">{ unit }{ for differs.then(default) }</span></span>
        </label>
    }
}

/// A field. Enter sets its value, and the arrow keys step through numbers.
fn input(setting: &'static Setting, value: String, dispatch: &Dispatch) -> Html {
    let name = setting.name;
    let onchange = change(dispatch, name, value.clone());
    let step = dispatch.clone();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        let field = event.target_unchecked_into::<HtmlInputElement>();
        let up = match &*event.key() {
            "Enter" => return field.blur().unwrap_or_default(),
            "ArrowUp" => true,
            "ArrowDown" => false,
            _ => return,
        };
        if let Some(next) = setting.step(&field.value(), up) {
            event.prevent_default();
            step.emit(Message::act(Action::Set(name, next)));
        }
    });
    let (inputmode, values): (_, &[_]) = match setting.kind {
        Kind::Rate(word) => ("text", &[word, "5/s", "100/min", "1000/h"]),
        Kind::Endpoint => ("url", &["simulated", "site", "jsonplaceholder"]),
        _ => ("decimal", &[]),
    };
    let list = format!("values-of-{name}");
    html! {
        <>
            <input type="text" {name} {inputmode} list={list.clone()} spellcheck="false" {value} {onchange} {onkeydown} />
            <datalist id={list}>{ for values.iter().map(|value| html! { <option value={*value} /> }) }</datalist>
        </>
    }
}

/// A field with one of the values on each line.
fn lines(name: &'static str, value: &str, dispatch: &Dispatch) -> Html {
    let value = value.replace(',', "\n");
    let onchange = change(dispatch, name, value.clone());
    html! { <textarea {name} rows="1" cols="8" inputmode="decimal" spellcheck="false" {value} {onchange} /> }
}

/// The code is written in a panel of its own.
fn code(setting: &Setting, settings: &Settings, dispatch: &Dispatch) -> Html {
    let open = send(dispatch, Message::OpenPanel(Panel::Code));
    let has_code = setting.differs(settings);
    let words = if has_code {
        setting.words(settings)
    } else {
        "write it".into()
    };
    html! {
        <div class={classes!("label", has_code.then_some("changed"))}>
            <span>{ setting.label }{ " " }<code translate="no">{ setting.name }</code></span>
            { " " }<button type="button" class="link" onclick={open}>{ words }</button>
        </div>
    }
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
    html! { <div class="boxes" role="group" aria-label="strategies">{ for Strategy::all().map(checkbox) }</div> }
}
