//! Redirects, as far as a page can see them.

use std::cell::Cell;

use futures::future::join_all;
use inflight::{
    browser::{document, fetch, redirects::Redirects, world::Browser},
    settings::Endpoint,
    strategy::Strategy,
    world::{Http, answer::Failure, skip_reason::SkipReason, transport::Transport},
};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::helpers::spy;

/// The address of a redirect to another origin.
fn moved(origin: &str) -> String {
    format!("moved/{}", origin.replace(':', "%3A").replace('/', "%2F"))
}

const STRANGER: &str = "https://stranger.example";

#[wasm_bindgen_test]
async fn of_many_redirects_to_a_stranger_one_is_followed() {
    let (redirects, url) = (Redirects::within(document::origin()), moved(STRANGER));
    let status = Cell::new(None);
    let before = spy::redirects_followed();
    let sent = (0..20).map(|_| fetch::get(&url, &status, &redirects));
    for result in join_all(sent).await {
        assert_eq!(result, Err(Failure::Elsewhere(STRANGER.into())));
    }
    assert_eq!(spy::redirects_followed() - before, 1);
    assert_eq!(redirects.elsewhere().as_deref(), Some(STRANGER));
}

#[wasm_bindgen_test]
async fn redirects_that_stay_are_all_followed() {
    let allowed = "https://allowed.example";
    for (server, to) in [
        (allowed.to_owned(), allowed.to_owned()),
        (document::origin(), document::origin()),
        (document::origin(), "http://localhost:3000".into()),
        ("http://127.0.0.1:8000".into(), "http://[::1]".into()),
    ] {
        let (redirects, url) = (Redirects::within(server.clone()), moved(&to));
        let status = Cell::new(None);
        let sent = (0..20).map(|_| fetch::get(&url, &status, &redirects));
        for result in join_all(sent).await {
            assert_eq!(
                result.map(|answer| answer.body),
                Ok(b"{}".to_vec()),
                "{server} to {to}"
            );
        }
        assert_eq!(redirects.elsewhere(), None);
    }
}

/// Neither a stranger nor the reader's machine may be reached from a stranger's server.
#[wasm_bindgen_test]
async fn a_stranger_leads_to_nobody_else() {
    for to in [
        STRANGER,
        "http://localhost:3000",
        "https://allowed.example:8443",
    ] {
        let redirects = Redirects::within("https://allowed.example".into());
        let result = fetch::get(&moved(to), &Cell::new(None), &redirects).await;
        assert_eq!(result, Err(Failure::Elsewhere(to.into())));
    }
}

#[wasm_bindgen_test]
async fn after_a_redirect_to_a_stranger_a_run_sends_nothing_more() {
    let browser = Browser::new(Transport::Network, &Endpoint::Site);
    assert_eq!(browser.obstacle(Strategy::Windowed), None);
    browser
        .fetch(&moved(STRANGER), &Cell::new(None))
        .await
        .unwrap_err();
    assert_eq!(
        browser.obstacle(Strategy::Windowed),
        Some(SkipReason::Elsewhere)
    );
}
