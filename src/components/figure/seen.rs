//! What is seen of a figure: its parts, in their order.

use yew::prelude::*;

use crate::{
    browser::files,
    components::{
        closeup::{Place, closeup},
        code::code,
        controls::{controls, question},
        embed_this::embed_this,
        in_text,
        message::{Message, Tell},
        past::past,
        responses::responses,
        share::share,
        spending::spending,
        table::comparison,
        widths::widths,
        words,
    },
    state::Page,
};

/// What the parts of a figure are drawn from.
pub(super) struct Seen<'a> {
    pub(super) page: &'a Page,
    pub(super) tell: &'a Tell,
    pub(super) place: Place,
    /// The field that is open in the sentence.
    pub(super) field: &'a NodeRef,
}

impl Seen<'_> {
    /// All of it.
    pub(super) fn whole(&self) -> Html {
        let (page, tell) = (self.page, self.tell);
        let told = tell.clone();
        let ondrop = Callback::from(move |event: DragEvent| {
            event.prevent_default();
            let told = told.clone();
            files::dropped(&event, move |text| told.emit(Message::Read(text)));
        });
        // Without it, the browser would leave the page for the file.
        let ondragover = Callback::from(|event: DragEvent| event.prevent_default());
        html! {
            <section class="figure" aria-label="How strategies compare" {ondrop} {ondragover}>
                { words::title(page) }
                { controls(page, tell, self.field) }
                { question(page, tell) }
                <p class="notice" data-testid="notice" role="alert">{ page.notices.join(" · ") }</p>
                { comparison(page, tell) }
                { words::words(page, false) }
                { closeup(page, self.place) }
                { spending(page) }
                <div class="columns">
                    { responses(page, tell) }
                    { code(page, tell) }
                </div>
                { widths(page, tell) }
                { share(page, tell) }
                { embed_this(page) }
                { past(page, tell) }
            </section>
        }
    }

    /// What a text leaves to its figures.
    pub(super) fn in_text(&self) -> Html {
        let (page, tell) = (self.page, self.tell);
        html! {
            <div class="figure">
                { in_text::controls(page, tell, self.field) }
                { question(page, tell) }
                <p class="notice" data-testid="notice" role="alert">{ page.notices.join(" · ") }</p>
                { comparison(page, tell) }
                { words::words(page, true) }
                { closeup(page, self.place) }
            </div>
        }
    }
}
