//! A session: when a run may start, and what the page is told of it.

use std::{cell::RefCell, rc::Rc};

use inflight::{
    page::{
        session::{NotStarted, Session},
        shared::Shared,
        state::{Action, Phase},
    },
    settings::{Plan, Settings},
    world::transport::Transport,
};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::helpers::{spy, until};

/// A session, and what it tells the page.
fn session() -> (Rc<Session>, Rc<RefCell<Vec<Action>>>) {
    let told = Rc::new(RefCell::new(Vec::new()));
    let telling = Rc::clone(&told);
    let tell = move |action| telling.borrow_mut().push(action);
    (Session::new(Shared::default(), tell), told)
}

fn settings(query: &str) -> Settings {
    Settings::from_query(query).0
}

#[wasm_bindgen_test]
async fn a_run_is_launched_equipped_and_over_in_this_order() {
    let (session, told) = session();
    let report = session
        .start(
            settings("requests=3&latency=300&spread=0&strategies=joined"),
            Plan::Rounds,
        )
        .unwrap();
    assert!(
        matches!(told.borrow().as_slice(), [Action::Launch(..)]),
        "the page knows before anything is sent"
    );
    report.await.unwrap().unwrap();
    let told = told.take();
    let [
        Action::Launch(..),
        Action::EnvironmentKnown(equipped),
        between @ ..,
        Action::Finished {
            phase, environment, ..
        },
        Action::ShowAllRows,
    ] = &*told
    else {
        panic!("{told:?}");
    };
    assert_eq!(
        (*phase, equipped.transport, environment.transport),
        (Phase::Finished, Transport::InPage, Transport::InPage)
    );
    assert!(!between.is_empty(), "it is drawn while it goes");
    assert!(
        between
            .iter()
            .all(|action| matches!(action, Action::Progress { .. }))
    );
}

#[wasm_bindgen_test]
async fn one_runs_at_a_time_and_the_next_may_begin_when_it_is_over() {
    let (session, _) = session();
    let query = "requests=2&latency=20&strategies=joined";
    let first = session.start(settings(query), Plan::Rounds).unwrap();
    assert_eq!(
        session.start(settings(query), Plan::Rounds).map(drop),
        Err(NotStarted::Busy)
    );
    first.await.unwrap().unwrap();
    session
        .start(settings(query), Plan::Rounds)
        .unwrap()
        .await
        .unwrap()
        .unwrap();
}

#[wasm_bindgen_test]
async fn a_stopped_run_is_over_once_and_takes_back_what_it_had_begun() {
    let (session, told) = session();
    session.stop(Phase::Cancelled); // nothing runs: nothing happens
    let before = spy::timers();
    let report = session
        .start(
            settings("requests=5&latency=10000&strategies=ordered"),
            Plan::Rounds,
        )
        .unwrap();
    until("five timers", || spy::timers() >= before + 5).await;
    session.stop(Phase::Cancelled);
    session.stop(Phase::Interrupted); // too late
    report.await.unwrap().unwrap();
    assert!(spy::timers() <= before, "its timers are gone");
    let over: Vec<Phase> = told
        .take()
        .iter()
        .filter_map(|action| match action {
            Action::Finished { phase, .. } => Some(*phase),
            _ => None,
        })
        .collect();
    assert_eq!(over, [Phase::Cancelled]);
}
