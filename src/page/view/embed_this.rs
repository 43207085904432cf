//! The lines of HTML that embed this figure in another page.

use yew::prelude::*;

use crate::{browser::document::link, page::state::Page};

pub(super) fn embed_this(page: &Page) -> Html {
    let address = link("");
    let folder = address.rsplit_once('/').map_or("", |(folder, _)| folder);
    let folder = format!("{folder}/");
    let lines = [
        (
            "As an element, as high as its content:",
            page.settings.element(&folder),
        ),
        (
            "As a frame, for pages that allow no scripts:",
            page.settings.frame(&folder),
        ),
    ];
    let line = |(caption, line): (&'static str, String)| html! { <><p class="caption">{ caption }</p><pre tabindex="0" translate="no">{ line }</pre></> };
    html! {
        <details class="embed-this" data-testid="embed-this">
            <summary>{ "Embed this" }</summary>
            { for lines.map(line) }
        </details>
    }
}
