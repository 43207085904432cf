//! The list of answers.

use inflight::{
    strategy::Strategy,
    world::{answer::Outcome, todo::Todo},
};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::helpers::stage::Stage;

/// How many requests a row accounts for: “21 ok, 3 × 503” are 24.
pub(crate) fn accounted(outcomes: &str) -> usize {
    let counts = outcomes.split(", ").map(|outcome| {
        let (count, word) = outcome.split_once(' ').unwrap();
        let is_known = Outcome::ALL.iter().any(|outcome| outcome.phrase() == word);
        assert!(is_known || word.starts_with("× "), "{word}");
        count.parse::<usize>().unwrap()
    });
    counts.sum()
}

fn todos(count: usize) -> Vec<String> {
    (1..=count).map(|id| Todo::new(id).title).collect()
}

#[wasm_bindgen_test]
async fn lists_fill_in_request_order_or_in_the_order_of_completion() {
    let stage = Stage::open("requests=8&strategies=ordered,joined,as-completed&spread=2").await;
    stage.run().await;
    for strategy in [Strategy::Ordered, Strategy::Joined] {
        stage.choose(strategy);
        stage
            .until("its list", |stage| stage.titles() == todos(8))
            .await;
    }
    stage.choose(Strategy::AsCompleted);
    stage
        .until("another list", |stage| stage.titles() != todos(8))
        .await;
    let (mut came, mut asked) = (stage.titles(), todos(8));
    came.sort();
    asked.sort();
    assert_eq!(came, asked, "the same answers in another order");
}

#[wasm_bindgen_test]
async fn failures_are_counted_and_shown_in_their_own_slots() {
    let stage = Stage::open("requests=12&latency=1&failures=50&strategies=ordered,streamed").await;
    stage.run().await;
    for strategy in [Strategy::Ordered, Strategy::Streamed] {
        let outcomes = stage.cell(strategy, "outcomes");
        assert_eq!(accounted(&outcomes), 12, "{outcomes}");
        assert!(
            outcomes.contains("ok") && outcomes.contains("× 500"),
            "{outcomes}"
        );
        stage.choose(strategy);
        stage
            .until("its list", |stage| !stage.titles().contains(&String::new()))
            .await;
        for (title, todo) in stage.titles().into_iter().zip(todos(12)) {
            assert!(title == todo || title == "status 500", "{title} for {todo}");
        }
    }
}
