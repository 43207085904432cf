//! The parts of a figure, in their order.

use yew::prelude::*;

use crate::{
    browser::files,
    page::{
        shared::Shared,
        state::{Action, Page, Panel},
        view::{
            brief::brief,
            code::code,
            controls::{controls, question},
            detail::detail,
            embed_this::embed_this,
            history::history,
            message::{Dispatch, Message, click},
            own,
            responses::responses,
            role::Role,
            share::share,
            status,
            sweep::sweep,
            table::comparison,
            time_breakdown::time_breakdown,
        },
    },
    settings::Part,
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
        let (page, dispatch, role) = (self.page, self.dispatch, self.role);
        let settings = &page.settings;
        let shows = |part| settings.shows(part);
        let is_main = role == Role::Main;
        let is_compact = settings.is_compact();
        // What other runs in this browser showed, and what is not about one run, belong to the page alone.
        let is_page = !is_compact && !settings.embed;
        let ondrop = is_main.then(|| {
            let dispatch = dispatch.clone();
            Callback::from(move |event: DragEvent| {
                event.prevent_default();
                let dispatch = dispatch.clone();
                files::read_dropped(&event, move |text| {
                    dispatch.emit(Message::FileLoaded(text));
                });
            })
        });
        // Without this, the browser would leave the page and show the file.
        let ondragover =
            is_main.then(|| Callback::from(|event: DragEvent| event.prevent_default()));
        // An author's exercise shows the code wherever the figure shows the code of strategies.
        let shows_panel = if settings.embed {
            shows(Part::Code) && !settings.code.is_empty()
        } else {
            page.view.panel == Some(Panel::Code)
        };
        let own = own::get().filter(|_| is_main);
        let code_panel = own.filter(|_| shows_panel);
        let is_beside = code_panel.is_some();
        let shows_latencies = page.view.panel == Some(Panel::Latencies);
        let latencies_panel = own.filter(|_| is_page && shows_latencies);
        // Beside an exercise the same code would stand twice.
        let shows_listing = shows(Part::Code) && !(is_beside && settings.embed);
        let class = classes!("figure", is_compact.then_some("compact"));
        html! {
            <div key={self.drawn_anew} ref={self.root} {class} role={is_main.then_some("region")}
                aria-label={is_main.then_some("How strategies compare")} {ondrop} {ondragover}>
                { for is_main.then(|| status::title(page)) }
                { controls(page, role, dispatch, self.shared, self.field) }
                { for code_panel.map(|own| (own.code)(page, dispatch, self.number)) }
                { for latencies_panel.map(|own| (own.latencies)(page, dispatch)) }
                { self.messages() }
                { comparison(page, dispatch) }
                { if is_compact { brief(page, role) } else { status::status(page, role) } }
                { for own::get().filter(|_| !is_beside).map(|own| (own.diagnosis)(page)) }
                { for shows(Part::Detail).then(|| detail(page, role, self.number)) }
                { for shows(Part::Time).then(|| time_breakdown(page)) }
                <div class="columns">
                    { for shows(Part::Responses).then(|| responses(page, dispatch)) }
                    { for shows_listing.then(|| code(page, dispatch)) }
                </div>
                { for is_page.then(|| sweep(page, dispatch)) }
                if shows(Part::Export) {
                    { share(page, dispatch) }
                    { embed_this(page, dispatch) }
                }
                { for is_page.then(|| history(page, dispatch)) }
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
