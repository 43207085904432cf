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
            message::{Dispatch, Message, click, send},
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
        let exercise = (shows(Part::Code) && !settings.code.is_empty()).then_some(Panel::Code);
        let panel = if settings.embed {
            exercise
        } else {
            page.view.panel
        };
        let panel = own::get().filter(|_| is_main).zip(panel);
        let is_beside = matches!(panel, Some((_, Panel::Code)));
        // Beside an exercise the same code would stand twice.
        let shows_listing = shows(Part::Code) && !(is_beside && settings.embed);
        let class = classes!("figure", is_compact.then_some("compact"));
        html! {
            <div key={self.drawn_anew} ref={self.root} {class} role={is_main.then_some("region")}
                aria-label={is_main.then_some("How strategies compare")} {ondrop} {ondragover}>
                { for is_main.then(|| status::title(page)) }
                { controls(page, role, dispatch, self.shared, self.field) }
                { for panel.map(|(own, panel)| (own.panel)(page, dispatch, self.number, panel)) }
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
        let opening = self.page.view.opening;
        let progress = opening.map(|share| {
            let cancel = send(self.dispatch, Message::CancelOpening);
            html! {
                <>
                    <span>{ format!("Opening the file: {share}\u{a0}% read.") }</span>
                    <button type="button" class="link" onclick={cancel}>{ "Cancel" }</button>
                </>
            }
        });
        html! {
            <>
                { question(self.page, self.dispatch) }
                <div class="notice" data-testid="opening" role="status" hidden={opening.is_none()}>{ for progress }</div>
                <div class="notice">
                    <ul data-testid="notice" aria-live="assertive">{ for messages.iter().map(line) }</ul>
                    <button type="button" class="link" hidden={messages.is_empty()} onclick={close}>{ "Dismiss" }</button>
                </div>
            </>
        }
    }
}
