//! A figure: the page's state, its session, and the parts that draw it.

mod seen;
mod ties;

use std::rc::Rc;

use gloo_events::EventListener;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{
    closeup::Place,
    errands,
    message::{Message, Tell},
};
use crate::{
    browser::{document, embedder::Embedder, window_api::WindowApi},
    report::Report,
    session::{NotStarted, Session},
    settings::{Plan, Settings},
    state::{Action, Open, Page, Phase},
};
use seen::Seen;
use ties::tied;

/// What a figure begins with.
#[derive(Clone, PartialEq, Properties)]
pub struct FigureProps {
    /// Its settings.
    pub settings: Settings,
    /// What was refused of them.
    pub notices: Vec<String>,
    /// Whether it is the page's own: the one that the address and
    /// `window.inflight` speak of.
    #[prop_or_default]
    pub main: bool,
    /// Whether it stands in a text, which says the rest: the comparison alone.
    #[prop_or_default]
    pub in_text: bool,
}

/// Every strategy, measured and drawn.
pub struct Figure {
    page: Page,
    session: Rc<Session>,
    tell: Tell,
    place: Place,
    /// The field that is open in the sentence.
    field: NodeRef,
    /// What ends with the figure.
    _ties: (
        Option<EventListener>,
        Option<EventListener>,
        Option<WindowApi>,
    ),
    /// The page that embeds this one.
    host: Option<(Embedder, Option<EventListener>)>,
}

impl Component for Figure {
    type Message = Message;
    type Properties = FigureProps;

    fn create(context: &Context<Self>) -> Self {
        let FigureProps {
            settings,
            notices,
            main,
            in_text,
        } = context.props().clone();
        let tell = context.link().callback(|message| message);
        let act = tell.clone();
        let session = Session::new(move |action| act.emit(Message::act(action)));
        let leaving = Rc::clone(&session);
        let leave = document::on_leave(move || leaving.stop(Phase::Interrupted));
        let host = Embedder::find().filter(|_| main).map(|host| {
            let told = tell.clone();
            let dressed = host.on_theme(move |theme| {
                told.emit(Message::act(Action::Set("theme", theme)));
            });
            (host, dressed)
        });
        let (steps, api) = if main {
            tied(&session, &tell)
        } else {
            (None, None)
        };
        let first = settings.strategies.first().copied();
        let mut figure = Self {
            page: Page::new(settings, notices),
            session,
            tell,
            place: Place::new(in_text),
            field: NodeRef::default(),
            _ties: (leave, steps, api),
            host,
        };
        figure.show_settings(main);
        if !in_text {
            figure.page.apply(errands::recall());
        } else if let Some(first) = first {
            // The text speaks of the first one: no other takes its place.
            figure.page.apply(Action::Choose(first));
        }
        figure
    }

    fn update(&mut self, context: &Context<Self>, message: Message) -> bool {
        match message {
            Message::Act(action) => {
                self.act(*action, context.props().main);
                true
            }
            Message::Run(plan) => {
                match self.session.start(self.page.settings.clone(), plan) {
                    // A second click on Run is no second run.
                    Ok(_) | Err(NotStarted::Busy) => false,
                    Err(why) => {
                        self.page.apply(Action::Refuse(vec![why.to_string()]));
                        true
                    }
                }
            }
            Message::Answer(allowed) => {
                self.session.answer(allowed);
                false
            }
            Message::Cancel => {
                self.session.stop(Phase::Cancelled);
                false
            }
            errand => {
                errands::run(&self.page, &self.tell, errand);
                false
            }
        }
    }

    fn view(&self, _: &Context<Self>) -> Html {
        let seen = Seen {
            page: &self.page,
            tell: &self.tell,
            place: self.place,
            field: &self.field,
        };
        if self.place.in_text {
            seen.in_text()
        } else {
            seen.whole()
        }
    }

    fn destroy(&mut self, _: &Context<Self>) {
        // What is not shown any more need not go on.
        self.session.stop(Phase::Interrupted);
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        let field = self.field.cast::<HtmlInputElement>();
        let open = matches!(self.page.open, Open::Field(_));
        if let Some(field) = field.filter(|field| open && !document::has_focus(field)) {
            field.focus().ok();
            field.select();
        }
        if let Some((host, _)) = &self.host {
            host.tell_height();
        }
    }
}

impl Figure {
    /// Takes in an action, and does what follows from it.
    fn act(&mut self, action: Action, main: bool) {
        let before = self.page.settings.clone();
        let over = action.over();
        self.page.apply(action);
        match (over, self.page.plan) {
            // Not before: the drawing would take its time from the requests.
            (Some(_), Plan::Sweep) => errands::draw(&self.page, &self.tell),
            (Some(_), _) => self.tell_report(),
            (None, _) => {}
        }
        if over == Some(Phase::Finished)
            && self.page.plan != Plan::Sweep
            && !self.place.in_text
            && let Some(memories) = errands::remember(&self.page)
        {
            self.page.apply(memories);
        }
        if self.page.settings != before {
            self.show_settings(main);
        }
    }

    /// The address and the look of the document follow the page's own figure.
    fn show_settings(&self, main: bool) {
        if !main {
            return;
        }
        let settings = &self.page.settings;
        let (written, _) = Settings::from_query(&document::query());
        if written != *settings {
            // Where it is refused (some frames), the page works all the same.
            document::set_query(&settings.to_query()).ok();
        }
        document::mark("theme", settings.theme.word());
        document::mark("embed", if settings.embed { "1" } else { "0" });
    }

    /// The host is told what came of a run.
    fn tell_report(&self) {
        let run = self
            .page
            .comparison
            .as_ref()
            .zip(self.page.environment.as_ref());
        if let (Some((host, _)), Some((comparison, environment))) = (&self.host, run) {
            host.tell_report(&Report::new(comparison, environment.clone()).json());
        }
    }
}
