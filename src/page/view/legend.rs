//! The legend of the strips: only the marks on show.

use yew::prelude::*;

use crate::{format, page::state::Page};

/// The legend.
pub(super) fn legend(page: &Page) -> Html {
    let has_quota = page.shown().bucket().is_some();
    let later = page
        .instant()
        .map(|instant| format!("later than {}", format::instant(instant)));
    let keys = [
        ("solid faint", "predicted", page.has_ghosts()),
        ("solid", "in flight", true),
        (
            "solid faint",
            later.as_deref().unwrap_or_default(),
            later.is_some(),
        ),
        ("hairline", "answered, not yet in your list", true),
        ("cross", "refused (429)", has_quota),
        ("dotted", "told to wait", has_quota),
        ("dashed", "the quota’s bound", has_quota),
        ("end", "the last one delivered", true),
    ];
    let keys = keys.into_iter().filter(|(_, _, on_show)| *on_show);
    html! {
        <p class="legend">
            { for keys.map(|(class, meaning, _)| key(class, meaning)) }
            <span>{ "from top to bottom: the requests in order" }</span>
        </p>
    }
}

fn key(class: &'static str, meaning: &str) -> Html {
    html! { <span><span class={classes!("key", class)}></span>{ meaning.to_owned() }</span> }
}
