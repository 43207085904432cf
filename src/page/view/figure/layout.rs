//! The parts of a figure, in their order.

use yew::prelude::*;

use crate::{
    browser::files,
    page::{
        shared::Shared,
        state::{Action, Page},
        view::{
            code::code,
            controls::{controls, question},
            detail::detail,
            embed_this::embed_this,
            history::history,
            inline_controls::inline_controls,
            message::{Dispatch, Message, click},
            responses::responses,
            role::Role,
            share::share,
            status,
            sweep::sweep,
            table::comparison,
            time_breakdown::time_breakdown,
        },
    },
};

/// The data from which the parts of a figure are drawn.
pub(super) struct Layout<'a> {
    pub(super) page: &'a Page,
    pub(super) dispatch: &'a Dispatch,
    pub(super) shared: &'a Shared,
    pub(super) role: Role,
    /// Its number among the figures of the page.
    pub(super) number: usize,
    /// The field that is open in the sentence.
    pub(super) field: &'a NodeRef,
    /// The element of the figure, and its number: another number draws all nodes
    /// anew.
    pub(super) root: &'a NodeRef,
    pub(super) drawn_anew: u32,
}

impl Layout<'_> {
    /// The whole figure.
    pub(super) fn figure(&self) -> Html {
        match self.role {
            Role::Main => self.main(),
            Role::Inline => self.inline(),
        }
    }

    fn main(&self) -> Html {
        let (page, dispatch) = (self.page, self.dispatch);
        let ondrop = {
            let dispatch = dispatch.clone();
            Callback::from(move |event: DragEvent| {
                event.prevent_default();
                let dispatch = dispatch.clone();
                files::read_dropped(&event, move |text| {
                    dispatch.emit(Message::ReportLoaded(text));
                });
            })
        };
        // Without this, the browser would leave the page and show the file.
        let ondragover = Callback::from(|event: DragEvent| event.prevent_default());
        html! {
            <section key={self.drawn_anew} ref={self.root} class="figure" aria-label="How strategies compare" {ondrop} {ondragover}>
                { status::title(page) }
                { controls(page, dispatch, self.shared, self.field) }
                { self.messages() }
                { comparison(page, dispatch) }
                { status::status(page, self.role) }
                { detail(page, self.role, self.number) }
                { time_breakdown(page) }
                <div class="columns">
                    { responses(page, dispatch) }
                    { code(page, dispatch) }
                </div>
                { sweep(page, dispatch) }
                { share(page, dispatch) }
                { embed_this(page) }
                { history(page, dispatch) }
            </section>
        }
    }

    fn inline(&self) -> Html {
        let (page, dispatch) = (self.page, self.dispatch);
        html! {
            <div key={self.drawn_anew} ref={self.root} class="figure">
                { inline_controls(page, dispatch, self.shared, self.field) }
                { self.messages() }
                { comparison(page, dispatch) }
                { status::status(page, self.role) }
                { detail(page, self.role, self.number) }
            </div>
        }
    }

    /// The question to the reader, and what was refused or has failed.
    fn messages(&self) -> Html {
        let messages = self.page.view.messages();
        let close = click(self.dispatch, Action::CloseMessages);
        let line = |message: &String| html! { <li>{ message }</li> };
        html! {
            <>
                { question(self.page, self.dispatch) }
                <div class="notice">
                    <ul data-testid="notice" aria-live="assertive">{ for messages.iter().map(line) }</ul>
                    <button type="button" class="link" hidden={messages.is_empty()} onclick={close}>{ "Dismiss" }</button>
                </div>
            </>
        }
    }
}
