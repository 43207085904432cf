//! Which transport a run gets, and what happens when the service worker is lost.

use std::cell::Cell;

use inflight::{
    browser::world::{Browser, choose_transport},
    settings::Endpoint,
    strategy::Strategy::Windowed,
    world::{Http, answer::Failure, skip_reason::SkipReason, todo, transport::Transport},
};
use js_sys::eval;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::simulated_fetch::fate;

#[wasm_bindgen_test]
async fn without_a_service_worker_a_run_is_carried_out_in_the_page() {
    let transport = choose_transport(&Endpoint::Simulated).await;
    assert_eq!(transport, Transport::InPage);
    assert_eq!(choose_transport(&Endpoint::Site).await, Transport::Network);
}

#[wasm_bindgen_test]
async fn a_worker_that_is_lost_is_noticed_and_its_requests_are_answered_in_the_page() {
    for (began_with, lost) in [(Transport::ServiceWorker, true), (Transport::InPage, false)] {
        let browser = Browser::new(began_with, &Endpoint::Simulated);
        assert!(!browser.worker_lost());
        let response = browser.simulate(7, fate(1, 200)).await;
        assert_eq!(response, Ok(todo::response(7, 200)));
        assert_eq!(browser.worker_lost(), lost, "{began_with:?}");
        assert_eq!(browser.transport(), began_with, "what the run began with");
    }
}

/// The browser says that it is offline, until this is dropped.
struct Offline;

impl Offline {
    fn begin() -> Self {
        eval("Object.defineProperty(navigator, 'onLine', { configurable: true, value: false })")
            .unwrap();
        Self
    }
}

impl Drop for Offline {
    fn drop(&mut self) {
        eval("delete navigator.onLine").unwrap();
    }
}

#[wasm_bindgen_test]
async fn offline_a_server_of_the_readers_own_is_tried_until_a_request_to_it_fails() {
    let offline = Offline::begin();
    for near in ["site", "http://127.0.0.1:2/{id}", "http://localhost:2/{id}"] {
        let browser = Browser::new(Transport::Network, &Endpoint::parse(near).unwrap());
        assert_eq!(browser.obstacle(Windowed), None, "{near}");
        let answered = browser.fetch("data:,0", &Cell::new(None)).await;
        assert!(answered.is_ok(), "{answered:?}");
        assert_eq!(browser.obstacle(Windowed), None, "{near}");
        let failed = browser.fetch("http://127.0.0.1:2/", &Cell::new(None)).await;
        assert!(matches!(failed, Err(Failure::Network(_))), "{failed:?}");
        assert_eq!(
            browser.obstacle(Windowed),
            Some(SkipReason::Offline),
            "{near}"
        );
    }
    let far = Endpoint::parse("https://stranger.example/{id}").unwrap();
    let far = Browser::new(Transport::Network, &far);
    assert_eq!(far.obstacle(Windowed), Some(SkipReason::Offline));
    let simulated = Browser::new(Transport::InPage, &Endpoint::Simulated);
    assert_eq!(simulated.obstacle(Windowed), None);
    drop(offline);
    assert_eq!(far.obstacle(Windowed), None);
}

#[wasm_bindgen_test]
async fn a_request_that_fails_while_the_browser_is_online_stops_nothing() {
    let browser = Browser::new(Transport::Network, &Endpoint::Site);
    browser
        .fetch("http://127.0.0.1:2/", &Cell::new(None))
        .await
        .unwrap_err();
    assert_eq!(browser.obstacle(Windowed), None);
}
