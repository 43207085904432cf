//! The connections of a figure to the page: page events, the browser's history,
//! `window.inflight` and the embedder.

use std::rc::Rc;

use futures::FutureExt;
use gloo_events::EventListener;

use crate::{
    browser::{
        clock, document,
        embedder::{Demand, Embedder},
        window_api::WindowApi,
    },
    page::{
        session::Session,
        state::{Action, Phase, Run},
        view::{
            message::{Dispatch, Message},
            own,
            role::Role,
        },
    },
    report::Report,
    settings::{Plan, Settings},
};

/// The subscriptions of a figure; they end when this is dropped.
pub(super) struct Subscriptions {
    _leave: Option<EventListener>,
    _history_steps: Option<EventListener>,
    _demands: Option<EventListener>,
    _api: Option<WindowApi>,
    embedder: Option<Embedder>,
}

impl Subscriptions {
    /// The subscriptions of a figure with this role.
    pub(super) fn new(role: Role, session: &Rc<Session>, dispatch: &Dispatch) -> Self {
        let stopped = Rc::clone(session);
        let leave = document::on_leave(move || stopped.stop(Phase::Interrupted));
        let (embedder, history_steps, api) = match role {
            Role::Main => (
                Embedder::find(),
                history_steps(dispatch),
                publish(session, dispatch),
            ),
            Role::Inline => (None, None, None),
        };
        let dispatch = dispatch.clone();
        let on_demand = move |demand| {
            dispatch.emit(match demand {
                Demand::Theme(theme) => Message::act(Action::Set("theme", theme)),
                Demand::Run => Message::RunForHost,
            });
        };
        Self {
            _leave: leave,
            _history_steps: history_steps,
            _demands: embedder
                .as_ref()
                .and_then(|embedder| embedder.on_demand(on_demand)),
            _api: api,
            embedder,
        }
    }

    /// Sends the height of the figure to the embedder, now and whenever it changes.
    pub(super) fn send_heights(&self) {
        self.embedder.iter().for_each(Embedder::send_heights);
    }

    /// Sends the report of a run to the embedder. One without an origin gets only
    /// what is no secret: the report of a simulated run.
    pub(super) fn send_report(&self, run: &Run) {
        if let Some(embedder) = &self.embedder
            && let Some(comparison) = &run.comparison
            && let Some(environment) = run.environment.clone()
            && (embedder.has_origin() || comparison.settings.is_simulated())
        {
            embedder.send_report(&Report::new(comparison, environment).json());
        }
    }
}

/// Loads the settings in the address after a step back or forward in the
/// browser's history.
fn history_steps(dispatch: &Dispatch) -> Option<EventListener> {
    let dispatch = dispatch.clone();
    document::on_history_step(move || dispatch.emit(Message::AddressChanged))
}

/// Publishes `window.inflight`, which does the same as the buttons.
fn publish(session: &Rc<Session>, dispatch: &Dispatch) -> Option<WindowApi> {
    let (started, stopped) = (Rc::clone(session), Rc::clone(session));
    let run = move |pairs| report(Rc::clone(&started), pairs).boxed_local();
    let open = own::get().map(|own| (own.open)(dispatch));
    WindowApi::publish(run, move || stopped.stop(Phase::Cancelled), open)
}

/// Runs the settings with these names and values. Returns the report as JSON, or
/// a message why there is none.
async fn report(session: Rc<Session>, pairs: Vec<(String, String)>) -> Result<String, String> {
    let (settings, refusals) = Settings::read(pairs);
    if let Some(refusal) = refusals.first() {
        return Err(refusal.to_string());
    }
    let report = session.start(settings, Plan::Rounds);
    let report = report.map_err(|why| why.to_string())?;
    let report = report
        .await
        .map_err(|_| "the run did not come to its end")?;
    // After 10,000 requests, creating the report and writing it are two long pieces of work.
    clock::next_task().await;
    report
        .map(|report| report.json())
        .map_err(|why| why.to_string())
}
