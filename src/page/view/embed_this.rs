//! The lines of HTML that embed this figure in another page.

use web_sys::Element;
use yew::prelude::*;

use super::message::{Dispatch, Message};
use crate::page::state::{Action, Listing, Page};

pub(super) fn embed_this(page: &Page, dispatch: &Dispatch) -> Html {
    let dispatch = dispatch.clone();
    let ontoggle = move |event: Event| {
        let details = event.target_unchecked_into::<Element>();
        let open = details.has_attribute("open");
        dispatch.emit(Message::act(Action::OpenEmbedThis(open)));
    };
    let text: &str = match page.embed_this() {
        Some(Listing::Text(text)) => text,
        Some(Listing::Failed(why)) => why,
        Some(Listing::Loading) | None => "",
    };
    // Captions and code by turns.
    let piece = |(place, piece): (usize, &str)| {
        let piece = piece.to_owned();
        if place % 2 == 0 {
            html! { <p class="caption">{ piece }</p> }
        } else {
            html! { <pre tabindex="0" translate="no">{ piece }</pre> }
        }
    };
    html! {
        <details class="embed-this" data-testid="embed-this" {ontoggle}>
            <summary>{ "Embed this" }</summary>
            { for text.split("\n\n").enumerate().map(piece) }
        </details>
    }
}
