//! The lines of HTML that embed this figure in another page.

use yew::prelude::*;

use crate::{browser::document, page::state::Page};

pub(super) fn embed_this(page: &Page) -> Html {
    let folder = document::folder();
    let settings = &page.settings;
    let lines = [
        (
            "As an element, which fits its column and follows its page’s theme. What is inside it is seen where nothing loads:",
            settings.element(&folder),
        ),
        (
            "As a frame, for pages that allow no scripts:",
            settings.frame(&folder),
        ),
        (
            "As a picture with a link, for readmes and feeds:",
            settings.picture(&folder, ""),
        ),
    ];
    let line = |(caption, line): (&'static str, String)| html! { <><p class="caption">{ caption }</p><pre tabindex="0" translate="no">{ line }</pre></> };
    html! {
        <details class="embed-this" data-testid="embed-this">
            <summary>{ "Embed this" }</summary>
            { for lines.map(line) }
            <p class="caption">{ "The picture is a file of yours: SVG, above, saves it after a run. It is light or dark as the system of its reader is." }</p>
        </details>
    }
}
