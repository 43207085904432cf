//! A run as the page performs it, and the watch over the page meanwhile.

use std::{cell::RefCell, rc::Rc, time::Duration};

use inflight::{
    browser::{clock, fetch, monitor::Monitor, world::Browser},
    page::{
        session::{NotStarted, Session},
        shared::Shared,
        state::{Action, Phase},
    },
    settings::{Endpoint, Plan, Settings},
    world::{Http, transport::Transport},
};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{spy, waiting::until};

/// A session, and what it tells the page.
fn session() -> (Rc<Session>, Rc<RefCell<Vec<Action>>>) {
    let told = Rc::new(RefCell::new(Vec::new()));
    let telling = Rc::clone(&told);
    (
        Session::new(Shared::default(), move |action| {
            telling.borrow_mut().push(action)
        }),
        told,
    )
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

#[wasm_bindgen_test]
async fn a_freeze_is_seen_and_forgotten_with_its_round() {
    let monitor = Monitor::start(&Endpoint::Simulated).unwrap();
    monitor.begin_round();
    let freeze = Duration::from_millis(400);
    clock::spin(freeze);
    Browser::new(Transport::InPage).drain().await;
    assert!(
        monitor.longest_freeze() >= freeze.mul_f64(0.9),
        "{:?}",
        monitor.longest_freeze()
    );
    monitor.begin_round();
    // Whatever the browser still has to tell of the time before.
    for _ in 0..10 {
        clock::frame().await;
        let seen = monitor.longest_freeze();
        assert!(seen < freeze / 2, "{seen:?} in a round where nothing froze");
    }
}

#[wasm_bindgen_test]
async fn the_protocol_is_that_of_an_answer_from_a_server() {
    let monitor = Monitor::start(&Endpoint::Site).unwrap();
    let get = async |url: &str| fetch::get(url, &std::cell::Cell::new(None)).await.unwrap();
    get("data:,0").await;
    assert_eq!(monitor.protocol(), None, "no server, no protocol");
    get("static/todos/7.json").await;
    until("a protocol", || monitor.protocol().is_some()).await;
    assert_eq!(monitor.protocol().as_deref(), Some("http/1.1"));
    assert!(!monitor.was_hidden() && !monitor.hidden());
}

#[wasm_bindgen_test]
async fn the_times_of_fetches_are_not_kept_beyond_their_run() {
    let performance = web_sys::window().unwrap().performance().unwrap();
    let kept = || performance.get_entries_by_type("resource").length();
    let monitor = Monitor::start(&Endpoint::Site).unwrap();
    monitor.begin_round();
    let seen = std::cell::Cell::new(None);
    fetch::get("static/todos/7.json", &seen).await.unwrap();
    until("the fetch's times", || kept() > 0).await;
    drop(monitor); // as in a run that is cancelled
    assert_eq!(kept(), 0);
}
