//! Every setting as a control, named as in a link.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::{
    settings::{Kind, SETTINGS, Setting, Settings},
    state::Action,
    strategy::Strategy,
};

#[derive(Clone, PartialEq, Properties)]
pub(super) struct FormProps {
    pub(super) settings: Settings,
    pub(super) act: Callback<Action>,
}

#[component]
pub(super) fn Form(props: &FormProps) -> Html {
    // Enter takes a value as leaving the field does; there is nothing to send.
    let onsubmit = Callback::from(|event: SubmitEvent| event.prevent_default());
    html! {
        <form autocomplete="off" {onsubmit}>
            { for SETTINGS.iter().map(|setting| control(setting, props)) }
        </form>
    }
}

fn control(setting: &Setting, props: &FormProps) -> Html {
    let Setting {
        name,
        kind,
        unit,
        meaning,
        ..
    } = *setting;
    let value = setting.get(&props.settings);
    let field = match kind {
        Kind::Strategies => return strategies(props),
        Kind::Words(words) => select(name, words, &value, &props.act),
        Kind::Whole(..) | Kind::Real(..) => input(name, "decimal", value, &props.act),
        Kind::Endpoint => input(name, "url", value, &props.act),
    };
    let class = (kind == Kind::Endpoint).then_some("wide");
    html! {
        <label {class}>
            <span class="name">{ name }</span>
            <span class="field">{ field }{ " " }<span class="soft">{ unit }</span></span>
            <span class="meaning">{ meaning }</span>
        </label>
    }
}

fn input(
    name: &'static str,
    inputmode: &'static str,
    value: String,
    act: &Callback<Action>,
) -> Html {
    let (act, standing) = (act.clone(), value.clone());
    let onchange = Callback::from(move |event: Event| {
        let field = event.target_unchecked_into::<HtmlInputElement>();
        act.emit(Action::Set(name, field.value()));
        // If it is refused, the field shows what stands; if it is taken, what
        // was taken comes with the next drawing.
        field.set_value(&standing);
    });
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
    act: &Callback<Action>,
) -> Html {
    let act = act.clone();
    let onchange = Callback::from(move |event: Event| {
        act.emit(Action::Set(
            name,
            event.target_unchecked_into::<HtmlSelectElement>().value(),
        ));
    });
    let option = |word: &&'static str| html! { <option value={*word} selected={*word == value}>{ *word }</option> };
    html! { <select {name} {onchange}>{ for words.iter().map(option) }</select> }
}

/// A box for each strategy; the last one cannot be taken away.
fn strategies(props: &FormProps) -> Html {
    let chosen = &props.settings.strategies;
    let one = |strategy: Strategy| {
        let (act, chosen) = (props.act.clone(), chosen.clone());
        let checked = chosen.contains(&strategy);
        let only = checked && chosen.len() == 1;
        let onchange = Callback::from(move |_: Event| {
            let kept = Strategy::all().filter(|one| chosen.contains(one) != (*one == strategy));
            let keys: Vec<_> = kept.map(Strategy::key).collect();
            act.emit(Action::Set("strategies", keys.join(",")));
        });
        html! {
            <label class="box">
                <input type="checkbox" name="strategies" value={strategy.key()} {checked} {onchange}
                    disabled={only} />
                { strategy.name() }
            </label>
        }
    };
    html! {
        <fieldset class="wide">
            <legend class="name">{ "strategies" }</legend>
            { for Strategy::all().map(one) }
        </fieldset>
    }
}
