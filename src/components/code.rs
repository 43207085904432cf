//! The code that runs, and its like in two other languages.

use yew::prelude::*;

use crate::{
    highlight::{Language, listing, pieces},
    strategy::Strategy,
};

#[derive(Clone, PartialEq, Properties)]
pub(super) struct CodeProps {
    pub(super) strategy: Option<Strategy>,
}

#[component]
pub(super) fn Code(props: &CodeProps) -> Html {
    let language = use_state(|| Language::Rust);
    let Some(strategy) = props.strategy else {
        return html! {};
    };
    let row = strategy.describe();
    let code = match *language {
        Language::Rust => listing(row.rust),
        Language::Python => row.python.trim_end().to_owned(),
        Language::JavaScript => row.javascript.trim_end().to_owned(),
    };
    let tab = |one: Language| {
        let chosen = language.clone();
        let onclick = Callback::from(move |_: MouseEvent| chosen.set(one));
        let selected = (*language == one).to_string();
        html! { <button type="button" role="tab" aria-selected={selected} {onclick}>{ one.name() }</button> }
    };
    let heading = if *language == Language::Rust {
        ": the code that ran"
    } else {
        ": the same in other words"
    };
    html! {
        <section class="code">
            <h2>{ strategy.name() }{ heading }</h2>
            <div role="tablist" aria-label="Language">{ for Language::ALL.map(tab) }</div>
            <pre data-testid="code" tabindex="0" role="tabpanel" aria-label={format!("{} in {}", strategy.name(), language.name())}>
                <code>{ for pieces(&code, *language).into_iter().map(|(token, piece)| html! { <span class={token.class()}>{ piece.to_owned() }</span> }) }</code>
            </pre>
        </section>
    }
}
