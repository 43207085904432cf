//! The lines that put this very figure into another page.

use yew::prelude::*;

use crate::{browser::document::link, page::state::Page};

pub(super) fn embed_this(page: &Page) -> Html {
    let address = link("");
    let folder = address.rsplit_once('/').map_or("", |(folder, _)| folder);
    let folder = format!("{folder}/");
    let lines = [
        (
            "As an element, as high as what it shows:",
            page.settings.element(&folder),
        ),
        (
            "As a frame, where no script is allowed:",
            page.settings.frame(&folder),
        ),
    ];
    let line = |(what, line): (&'static str, String)| html! { <><p class="caption">{ what }</p><pre tabindex="0">{ line }</pre></> };
    html! {
        <details class="embed-this" data-testid="embed-this">
            <summary>{ "Embed this" }</summary>
            { for lines.map(line) }
        </details>
    }
}
