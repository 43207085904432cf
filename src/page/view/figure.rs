//! A figure: the component that holds the state of the page and its session.

mod act;
mod layout;
mod props;
mod subscriptions;

pub use props::FigureProps;

use std::{cell::Cell, rc::Rc};

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{
    effects,
    message::{Dispatch, Message},
    own,
    role::Role,
};
use crate::{
    browser::{document, dom_watch::DomWatch, early_press},
    page::{
        address,
        session::{NotStarted, Session},
        shared::Shared,
        state::{Action, Open, Page, Phase, Replay, SLOW},
    },
    settings::Plan,
};
use layout::Layout;
use subscriptions::Subscriptions;

/// A figure: strategies, measured and drawn.
pub struct Figure {
    page: Page,
    session: Rc<Session>,
    dispatch: Dispatch,
    role: Role,
    shared: Shared,
    /// Its number among the figures of the page.
    number: usize,
    /// The field that is open in the sentence.
    field: NodeRef,
    /// The element of the figure.
    root: NodeRef,
    /// How often it was drawn anew because others had changed its nodes.
    drawn_anew: Cell<u32>,
    watch: Option<DomWatch>,
    subscriptions: Subscriptions,
}

impl Component for Figure {
    type Message = Message;
    type Properties = FigureProps;

    fn create(context: &Context<Self>) -> Self {
        let FigureProps {
            place,
            role,
            shared,
            settings,
            refusals,
        } = context.props().clone();
        let dispatch = context.link().callback(|message| message);
        let draw = dispatch.clone();
        let act = dispatch.clone();
        let session = Session::new(shared.clone(), move |action| {
            act.emit(Message::act(action));
        });
        let first = settings.strategies.first().copied();
        let mut figure = Self {
            page: Page::new(settings, refusals),
            subscriptions: Subscriptions::new(role, &session, &dispatch),
            session,
            dispatch,
            role,
            number: shared.next_number(),
            shared,
            field: NodeRef::default(),
            root: NodeRef::default(),
            drawn_anew: Cell::default(),
            watch: DomWatch::start(place, move || draw.emit(Message::Draw)),
        };
        if role == Role::Inline {
            figure.page.apply(Action::SetSpeed(SLOW));
        }
        match (role, first) {
            (Role::Main, _) => {
                if early_press::was_pressed() {
                    figure.dispatch.emit(Message::Run(Plan::Rounds));
                }
                figure.show_settings();
                figure.page.apply(effects::load_history());
                figure.page.apply(Action::GoTo(address::instant()));
                if let Some(own) = own::get() {
                    (own.begin)(&figure.page, &figure.dispatch);
                }
                figure.load_listing();
            }
            // The text around it is about the first strategy, so that one stays chosen for now.
            (Role::Inline, Some(first)) => figure.page.apply(Action::Choose(first)),
            (Role::Inline, None) => {}
        }
        figure
    }

    fn update(&mut self, _: &Context<Self>, message: Message) -> bool {
        match message {
            Message::Act(action) => {
                self.act(*action);
                true
            }
            Message::Run(_) if self.needs_other_program() => {
                effects::replace_program(&self.page, &self.dispatch);
                false
            }
            Message::Run(plan) => {
                match self.session.start(self.page.settings.clone(), plan) {
                    // A second click on Run starts no second run.
                    Ok(_) | Err(NotStarted::Busy) => false,
                    Err(why) => {
                        self.page.apply(Action::Notify(why.to_string()));
                        true
                    }
                }
            }
            Message::Answer(permission) => {
                self.session.answer(permission);
                false
            }
            Message::RunForHost => {
                // Whoever embeds the figure may press Run, but not send requests to servers.
                if self.page.settings.is_simulated() {
                    self.dispatch.emit(Message::Run(Plan::Rounds));
                }
                false
            }
            Message::AddressChanged => {
                let (settings, refusals) = address::step(&self.page.settings);
                self.act(Action::Load(settings));
                self.act(Action::Refuse(refusals));
                self.act(Action::GoTo(address::instant()));
                true
            }
            Message::Own(work) => {
                let before = self.page.settings.clone();
                work.perform(&mut self.page, &self.dispatch);
                let shows_run = false;
                self.follow(&before, shows_run);
                true
            }
            // Drawing would take time from the requests of the other figure.
            Message::Replay if self.shared.is_running() => {
                self.act(Action::Notify(NotStarted::Elsewhere.to_string()));
                true
            }
            Message::Replay => {
                let replay = Replay::default();
                effects::replay(&replay, &self.shared, &self.dispatch);
                self.act(Action::Replay(Some(replay)));
                true
            }
            Message::Draw => true,
            Message::Cancel => {
                self.session.stop(Phase::Cancelled);
                false
            }
            other => {
                effects::run(&self.page, &self.dispatch, other);
                false
            }
        }
    }

    fn view(&self, _: &Context<Self>) -> Html {
        if let Some(watch) = &self.watch
            && watch.begin_drawing()
            && let Some(root) = self.root.cast()
        {
            self.drawn_anew.set(self.drawn_anew.get() + 1);
            watch.restore(&root);
        }
        let layout = Layout {
            page: &self.page,
            dispatch: &self.dispatch,
            shared: &self.shared,
            role: self.role,
            number: self.number,
            field: &self.field,
            root: &self.root,
            drawn_anew: self.drawn_anew.get(),
        };
        layout.figure()
    }

    fn destroy(&mut self, _: &Context<Self>) {
        // The results could not be shown any more.
        self.session.stop(Phase::Interrupted);
    }

    fn rendered(&mut self, _: &Context<Self>, first: bool) {
        if first && self.role == Role::Main {
            early_press::take_over_focus();
            self.subscriptions.send_heights();
        }
        let field = self.field.cast::<HtmlInputElement>();
        let open = matches!(self.page.view.open, Open::Field(_));
        if let Some(field) = field
            && open
            && !document::has_focus(&field)
        {
            field.focus().ok();
            field.select();
        }
    }
}
