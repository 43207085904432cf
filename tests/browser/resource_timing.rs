//! How long requests to a server waited for a connection, as the browser tells.

use std::time::Duration;

use inflight::{
    analysis::{comparison::Category, timeline::Span},
    settings::Settings,
    strategy::Strategy,
};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::runner::{breakdown, run};

/// The server speaks HTTP/1.1: of 24 requests at once, six are let out. (What
/// the browser tells only after the round stays unknown.)
#[wasm_bindgen_test]
async fn what_a_request_to_a_server_waited_for_is_told_by_the_browser() {
    let origin = web_sys::window().unwrap().location().origin().unwrap();
    let query = "requests=24&concurrency=2&strategies=sequential,joined,windowed";
    let mut settings = Settings::from_query(query).0;
    let endpoint = format!("{origin}/static/./todos/{{id}}.json#top");
    settings.set("endpoint", &endpoint).unwrap();
    for (strategy, round, breakdown) in breakdown(&run(settings).await) {
        for Span {
            started,
            finished,
            queued,
            ..
        } in round.timeline.spans()
        {
            let span = finished.unwrap().saturating_sub(started.unwrap());
            assert!(
                *queued <= Some(span),
                "{strategy:?}: {queued:?} of {span:?}"
            );
        }
        let told = round.timeline.spans().iter();
        let told = told.filter(|span| span.queued.is_some()).count();
        assert!(told > 12, "{strategy:?}: the browser told of {told}");
        let queues = breakdown.on(Category::Queued) > Duration::from_millis(1);
        assert!(queues || strategy != Strategy::Joined, "{breakdown:?}");
    }
}

/// By default a browser keeps the times of 250 fetches.
#[wasm_bindgen_test]
async fn of_many_requests_the_browser_tells_as_of_few() {
    let origin = web_sys::window().unwrap().location().origin().unwrap();
    let mut settings = Settings::from_query("requests=600&strategies=windowed").0;
    let endpoint = format!("{origin}/static/todos/7.json?request={{id}}");
    settings.set("endpoint", &endpoint).unwrap();
    for (_, round, _) in breakdown(&run(settings).await) {
        let told = round.timeline.spans().iter();
        let told = told.filter(|span| span.queued.is_some()).count();
        assert!(told > 500, "the browser told of {told} of 600");
    }
}
