//! What ties the page's own figure to the address and to other scripts.

use std::rc::Rc;

use futures::FutureExt;
use gloo_events::EventListener;

use crate::{
    browser::{clock, document, window_api::WindowApi},
    components::message::{Message, Tell},
    session::Session,
    settings::{Plan, Refusal, Settings},
    state::{Action, Phase},
};

/// What ties the page's own figure to the address and to `window.inflight`.
pub(super) fn tied(
    session: &Rc<Session>,
    tell: &Tell,
) -> (Option<EventListener>, Option<WindowApi>) {
    let tell = tell.clone();
    let steps = document::on_step(move || {
        let (settings, refusals) = Settings::from_query(&document::query());
        tell.emit(Message::act(Action::Load(settings)));
        let refusals = refusals.iter().map(Refusal::to_string).collect();
        tell.emit(Message::act(Action::Refuse(refusals)));
    });
    let (running, stopping) = (Rc::clone(session), Rc::clone(session));
    // Exactly what the button does.
    let run = move |pairs| report(Rc::clone(&running), pairs).boxed_local();
    let api = WindowApi::publish(run, move || stopping.stop(Phase::Cancelled));
    (steps, api)
}

async fn report(session: Rc<Session>, pairs: Vec<(String, String)>) -> Result<String, String> {
    let (settings, refusals) = Settings::read(pairs);
    if let Some(refusal) = refusals.first().map(Refusal::to_string) {
        return Err(refusal);
    }
    let report = session
        .start(settings, Plan::Rounds)
        .map_err(|busy| busy.to_string())?;
    let report = report.await.map_err(|_| "the run came to no end")?;
    // Of ten thousand, writing it takes its time as gathering it did: two tasks.
    clock::next_task().await;
    report
        .map(|report| report.json())
        .map_err(|why| why.to_string())
}
