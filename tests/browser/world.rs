//! Which transport a run gets, and what happens when the service worker is lost.

use inflight::{
    browser::world::{Browser, choose_transport},
    settings::Endpoint,
    world::{Http, todo, transport::Transport},
};
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
        let browser = Browser::new(began_with);
        assert!(!browser.worker_lost());
        let response = browser.simulate(7, fate(1, 200)).await;
        assert_eq!(response, Ok(todo::response(7, 200)));
        assert_eq!(browser.worker_lost(), lost, "{began_with:?}");
        assert_eq!(browser.transport(), began_with, "what the run began with");
    }
}
