//! What a figure listens to outside of itself, and whom it informs: the page's
//! life, the address, `window.inflight`, the embedder.

use std::rc::Rc;

use futures::FutureExt;
use gloo_events::EventListener;

use super::Role;
use crate::{
    browser::{clock, document, embedder::Embedder, window_api::WindowApi},
    page::{
        session::Session,
        state::{Action, Phase, Run},
        view::message::{Dispatch, Message},
    },
    report::Report,
    settings::{Plan, Refusal, Settings},
};

/// The subscriptions of a figure; they end when this is dropped.
pub(super) struct Subscriptions {
    _leave: Option<EventListener>,
    _steps: Option<EventListener>,
    _theme: Option<EventListener>,
    _api: Option<WindowApi>,
    embedder: Option<Embedder>,
}

impl Subscriptions {
    /// The subscriptions of a figure with this role.
    pub(super) fn new(role: Role, session: &Rc<Session>, dispatch: &Dispatch) -> Self {
        let leaving = Rc::clone(session);
        let leave = document::on_leave(move || leaving.stop(Phase::Interrupted));
        let (embedder, steps, api) = match role {
            Role::Main => (Embedder::find(), steps(dispatch), publish(session)),
            Role::Inline => (None, None, None),
        };
        let theme = dispatch.clone();
        let on_theme = move |word| theme.emit(Message::act(Action::Set("theme", word)));
        Self {
            _leave: leave,
            _steps: steps,
            _theme: embedder
                .as_ref()
                .and_then(|embedder| embedder.on_theme(on_theme)),
            _api: api,
            embedder,
        }
    }

    /// Sends the height of the figure to the embedder.
    pub(super) fn send_height(&self) {
        self.embedder.iter().for_each(Embedder::send_height);
    }

    /// Sends the report of a run to the embedder.
    pub(super) fn send_report(&self, run: &Run) {
        let measured = run.comparison.as_ref().zip(run.environment.clone());
        if let (Some(embedder), Some((comparison, environment))) = (&self.embedder, measured) {
            embedder.send_report(&Report::new(comparison, environment).json());
        }
    }
}

/// Steps back and forward in the browser's history load their settings.
fn steps(dispatch: &Dispatch) -> Option<EventListener> {
    let dispatch = dispatch.clone();
    document::on_history_step(move || {
        let (settings, refusals) = Settings::from_query(&document::query());
        dispatch.emit(Message::act(Action::Load(settings)));
        let refusals = refusals.iter().map(Refusal::to_string).collect();
        dispatch.emit(Message::act(Action::Refuse(refusals)));
    })
}

/// `window.inflight` does what the buttons do.
fn publish(session: &Rc<Session>) -> Option<WindowApi> {
    let (running, stopping) = (Rc::clone(session), Rc::clone(session));
    let run = move |pairs| report(Rc::clone(&running), pairs).boxed_local();
    WindowApi::publish(run, move || stopping.stop(Phase::Cancelled))
}

/// Runs the settings that a script gives as names and values; the report as
/// JSON, or why there is none.
async fn report(session: Rc<Session>, pairs: Vec<(String, String)>) -> Result<String, String> {
    let (settings, refusals) = Settings::read(pairs);
    if let Some(refusal) = refusals.first() {
        return Err(refusal.to_string());
    }
    let report = session.start(settings, Plan::Rounds);
    let report = report.map_err(|why| why.to_string())?;
    let report = report.await.map_err(|_| "the run came to no end")?;
    // After 10,000 requests, making the report and writing it are two long pieces of work.
    clock::next_task().await;
    report
        .map(|report| report.json())
        .map_err(|why| why.to_string())
}
