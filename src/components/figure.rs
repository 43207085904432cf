//! A figure: the page's state, its session, and the parts that draw it.

use std::rc::Rc;

use futures::FutureExt;
use yew::prelude::*;

use super::{
    closeup::Closeup, code::Code, controls::Controls, responses::Responses, table::Comparison,
    words,
};
use crate::{
    browser::{api::Api, page as document},
    session::Session,
    settings::{Refusal, Settings},
    state::{Action, Page, Phase},
};

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
}

/// The page's state as yew keeps it.
#[derive(Clone, PartialEq)]
pub(super) struct State(pub(super) Page);

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut page = self.0.clone();
        page.apply(action);
        Rc::new(Self(page))
    }
}

/// Every strategy, measured and drawn.
#[component]
pub fn Figure(props: &FigureProps) -> Html {
    let FigureProps {
        settings,
        notices,
        main,
    } = props.clone();
    let state = use_reducer(|| State(Page::new(settings, notices)));
    let act = use_callback((), {
        let dispatcher = state.dispatcher();
        move |action: Action, ()| dispatcher.dispatch(action)
    });
    let session = use_memo((), |()| {
        let act = act.clone();
        Session::new(move |action| act.emit(action))
    });
    use_the_document(main, &state.0.settings, &session, &act);
    let on_run = use_callback(state.0.settings.clone(), {
        let session = Rc::clone(&session);
        // A second click on Run is no second run.
        move |(), settings: &Settings| drop(session.start(settings.clone()))
    });
    let on_cancel = use_callback((), move |(), ()| session.stop(Phase::Cancelled));
    let page = &state.0;
    html! {
        <section class="figure" aria-label="How strategies compare">
            { words::title(page) }
            <Controls settings={page.settings.clone()} running={page.phase == Phase::Running}
                {on_run} {on_cancel} act={act.clone()} />
            <p class="notice" data-testid="notice" role="alert">{ page.notices.join(" · ") }</p>
            <Comparison page={page.clone()} act={act.clone()} />
            { words::words(page) }
            <Closeup page={page.clone()} />
            <div class="columns">
                <Responses page={page.clone()} />
                <Code strategy={page.chosen()} />
            </div>
        </section>
    }
}

/// Ties the page's own figure to the address, the look and the life of the
/// document, and to `window.inflight`.
#[hook]
fn use_the_document(
    main: bool,
    settings: &Settings,
    session: &Rc<Session>,
    act: &Callback<Action>,
) {
    let address = (main, settings.to_query());
    use_effect_with(address, |(main, query)| {
        let (written, _) = Settings::from_query(&document::query());
        if *main && written.to_query() != *query {
            // Where it is refused (some frames), the page works all the same.
            document::set_query(query).ok();
        }
    });
    use_effect_with(
        (main, settings.theme, settings.embed),
        |(main, theme, embed)| {
            if *main {
                document::mark("theme", theme.word());
                document::mark("embed", if *embed { "1" } else { "0" });
            }
        },
    );
    let (session, act) = (Rc::clone(session), act.clone());
    use_effect_with(main, move |main| {
        let leaving = Rc::clone(&session);
        let api = main.then(|| publish(&session));
        let steps = main.then(|| {
            document::on_step(move || {
                act.emit(Action::Load(Settings::from_query(&document::query()).0))
            })
        });
        let leave = document::on_leave(move || leaving.stop(Phase::Interrupted));
        move || drop((api, steps, leave))
    });
}

/// `window.inflight`: exactly what the button does.
fn publish(session: &Rc<Session>) -> Option<Api> {
    let (running, stopping) = (Rc::clone(session), Rc::clone(session));
    let run = move |pairs: Vec<(String, String)>| {
        let running = Rc::clone(&running);
        async move {
            let (settings, refusals) = Settings::read(pairs);
            if let Some(refusal) = refusals.first().map(Refusal::to_string) {
                return Err(refusal);
            }
            let report = running.start(settings).map_err(|busy| busy.to_string())?;
            let report = report
                .await
                .map_err(|_| "the run came to no end".to_owned())?;
            Ok(report.json())
        }
        .boxed_local()
    };
    Api::publish(run, move || stopping.stop(Phase::Cancelled))
}
