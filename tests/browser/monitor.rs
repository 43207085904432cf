//! The watch over the page during a run.

use std::time::Duration;

use inflight::{
    browser::{clock, document, fetch, monitor::Monitor, redirects::Redirects, world::Browser},
    settings::Endpoint,
    world::{Http, transport::Transport},
};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{fetch::get, helpers::until};

#[wasm_bindgen_test]
async fn a_freeze_is_seen_and_forgotten_with_its_round() {
    let monitor = Monitor::start(&Endpoint::Simulated).unwrap();
    monitor.begin_round();
    let freeze = Duration::from_millis(400);
    clock::spin(freeze);
    Browser::new(Transport::InPage, &Endpoint::Simulated)
        .drain()
        .await;
    assert!(
        monitor.longest_freeze() >= freeze.mul_f64(0.9),
        "{:?}",
        monitor.longest_freeze()
    );
    monitor.begin_round();
    // The browser may still report the freeze of the round before.
    for _ in 0..10 {
        clock::frame().await;
        let seen = monitor.longest_freeze();
        assert!(seen < freeze / 2, "{seen:?} in a round where nothing froze");
    }
}

#[wasm_bindgen_test]
async fn the_protocol_is_that_of_an_answer_from_a_server() {
    let monitor = Monitor::start(&Endpoint::Site).unwrap();
    let get = async |url: &str| get(url).await.unwrap();
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
    let here = Redirects::within(document::origin());
    fetch::get("static/todos/7.json", &seen, &here)
        .await
        .unwrap();
    until("the fetch's times", || kept() > 0).await;
    drop(monitor); // as in a run that is cancelled
    assert_eq!(kept(), 0);
}
