//! Where the time of real rounds went.

use std::{cell::RefCell, rc::Rc, time::Duration};

use inflight::{
    analysis::{
        comparison::{Category, Comparison, Round, TimeBreakdown},
        timeline::Span,
    },
    page::{session::Session, shared::Shared, state::Action},
    settings::{Plan, Settings},
    strategy::Strategy,
};
use wasm_bindgen_test::wasm_bindgen_test;

/// A run to its end.
async fn run(settings: Settings) -> Comparison {
    let over = Rc::new(RefCell::new(None));
    let telling = Rc::clone(&over);
    let session = Session::new(Shared::default(), move |action| {
        if let Action::Finished { comparison, .. } = action {
            telling.replace(comparison);
        }
    });
    session
        .start(settings, Plan::Rounds)
        .unwrap()
        .await
        .unwrap()
        .unwrap();
    over.take().unwrap()
}

/// Each round with where its time went; the parts are the whole.
fn breakdown(comparison: &Comparison) -> Vec<(Strategy, Rc<Round>, TimeBreakdown)> {
    let of = |strategy| {
        let round = Rc::clone(&comparison.rounds(strategy)[0]);
        let breakdown = comparison.breakdown(strategy, &round).unwrap();
        let sum: Duration = breakdown.parts.iter().sum();
        assert_eq!(sum, breakdown.total * breakdown.slots, "{strategy:?}");
        (strategy, round, breakdown)
    };
    comparison.begun().map(of).collect()
}

#[wasm_bindgen_test]
async fn the_parts_of_a_simulated_round_add_up_for_every_strategy() {
    for cap in ["0", "2"] {
        let query = "requests=7&latency=20&concurrency=3&work=1&cap=";
        let mut settings = Settings::from_query(&format!("{query}{cap}")).0;
        settings.strategies = Strategy::all().collect();
        for (strategy, _, breakdown) in breakdown(&run(settings).await) {
            assert!(
                breakdown.on(Category::Network) > Duration::ZERO,
                "{strategy:?}"
            );
            assert!(
                breakdown.on(Category::Work) >= Duration::from_millis(7),
                "{strategy:?}"
            );
            let queues = cap == "2" && breakdown.slots > 2;
            assert_eq!(
                breakdown.on(Category::Queued) > Duration::ZERO,
                queues,
                "{strategy:?}"
            );
            assert_eq!(
                breakdown.on(Category::Unknown),
                Duration::ZERO,
                "{strategy:?}"
            );
        }
    }
}

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

/// A browser that is not asked for more keeps 250 fetches' times.
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
