//! A run on the event loop: where the time of its rounds went.

use std::{cell::RefCell, rc::Rc, time::Duration};

use inflight::{
    analysis::comparison::{Category, Comparison, Round, TimeBreakdown},
    page::{session::Session, shared::Shared, state::Action},
    settings::{Plan, Settings},
    strategy::Strategy,
};
use wasm_bindgen_test::wasm_bindgen_test;

/// A run to its end.
pub(crate) async fn run(settings: Settings) -> Comparison {
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
pub(crate) fn breakdown(comparison: &Comparison) -> Vec<(Strategy, Rc<Round>, TimeBreakdown)> {
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
        settings.strategies = Strategy::ours().collect();
        for (strategy, _, breakdown) in breakdown(&run(settings).await) {
            assert!(
                breakdown.on(Category::Network) > Duration::ZERO,
                "{strategy:?}"
            );
            assert!(
                breakdown.on(Category::Work) >= Duration::from_millis(7),
                "{strategy:?}"
            );
            // Ten a second of 20 ms each do not queue.
            let queues = cap == "2" && breakdown.slots > 2 && !strategy.is_paced();
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
