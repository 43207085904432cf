//! The code of the chosen strategy, and the same in two other languages.

use yew::prelude::*;

use super::message::{Dispatch, click};
use crate::page::{
    highlight::{Language, Token, listing, pieces},
    state::{Action, Listing, Page},
};

pub(super) fn code(page: &Page, dispatch: &Dispatch) -> Html {
    let Some(strategy) = page.listed() else {
        return html! {};
    };
    let is_yours = strategy.is_asked();
    let name = strategy.name();
    let language = if is_yours {
        Language::JavaScript
    } else {
        page.view.language
    };
    let code = match page.listing() {
        _ if is_yours => page.shown().code.to_string(),
        Some(Listing::Text(text)) if language == Language::Rust => listing(text),
        Some(Listing::Text(text)) => text.trim_end().to_owned(),
        Some(Listing::Failed(why)) => format!("This listing could not be loaded: {why}"),
        None if page.run.is_running() => "Loaded when the run is over.".into(),
        Some(Listing::Loading) | None => String::new(),
    };
    let tab = |tab: Language| {
        let onclick = click(dispatch, Action::SelectLanguage(tab));
        let selected = (language == tab).to_string();
        html! { <button type="button" role="tab" aria-selected={selected} {onclick}>{ tab.name() }</button> }
    };
    let heading = if language == Language::Rust || is_yours {
        ": the code that runs"
    } else {
        ": the same in another language"
    };
    html! {
        <section class="code">
            <h2>{ name }{ heading }</h2>
            <div role="tablist" aria-label="Language" hidden={is_yours}>{ for Language::ALL.map(tab) }</div>
            <pre data-testid="code" translate="no" tabindex="0" role="tabpanel" aria-label={format!("{name} in {}", language.name())}>
                <code>{ highlighted(&code, language) }</code>
            </pre>
        </section>
    }
}

/// Code in its colours.
pub(super) fn highlighted(code: &str, language: Language) -> Html {
    let pieces = pieces(code, language).into_iter();
    html! { <>{ for pieces.map(coloured) }</> }
}

fn coloured((token, piece): (Token, &str)) -> Html {
    html! { <span class={token.class()}>{ piece.to_owned() }</span> }
}
