//! The simulated network's two transports, against its plan.

use std::cell::RefCell;

use futures::future;
use inflight::{
    browser::simulated_fetch,
    world::{
        answer::{Answer, Failure, Response},
        network::Fate,
        todo,
    },
};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::helpers::{ms, spy};

/// Ids whose todos differ, and every status that the network answers with.
const PLANS: [(usize, u16); 5] = [(1, 200), (7, 200), (9_999, 200), (7, 500), (8, 503)];

/// An answer as a run judges it.
fn judged(response: Result<Response, Failure>) -> Answer {
    Answer::judge(response, None)
}

#[wasm_bindgen_test]
async fn answers_in_the_page_are_the_planned_ones() {
    for (id, status) in PLANS {
        let response = simulated_fetch::in_page(id, fate(1, status)).await.unwrap();
        let planned = todo::response(id, status);
        assert_eq!(
            (response.status, &response.body),
            (planned.status, &planned.body)
        );
        assert_eq!(judged(Ok(response)), judged(Ok(planned)));
    }
}

#[wasm_bindgen_test]
async fn the_service_workers_answers_are_the_same_as_those_in_the_page() {
    spy::open_worker().await.unwrap();
    for (id, status) in PLANS {
        let (by_worker, in_page) = future::join(
            simulated_fetch::by_worker(id, fate(1, status)),
            simulated_fetch::in_page(id, fate(1, status)),
        )
        .await;
        let by_worker = by_worker.map(|answered| answered.expect("an answer of the worker's"));
        assert_eq!(by_worker, in_page, "todo {id}, status {status}");
    }
}

#[wasm_bindgen_test]
async fn either_way_the_one_with_the_shorter_latency_is_answered_first() {
    spy::open_worker().await.unwrap();
    let order = RefCell::new(Vec::new());
    future::join4(
        note(
            &order,
            "late",
            simulated_fetch::by_worker(1, fate(200, 200)),
        ),
        note(&order, "soon", simulated_fetch::by_worker(2, fate(1, 200))),
        note(&order, "late", simulated_fetch::in_page(3, fate(200, 200))),
        note(&order, "soon", simulated_fetch::in_page(4, fate(1, 200))),
    )
    .await;
    assert_eq!(order.into_inner(), ["soon", "soon", "late", "late"]);
}

/// A plan for one request.
pub(crate) fn fate(milliseconds: u64, status: u16) -> Fate {
    let latency = ms(milliseconds);
    Fate {
        latency,
        status,
        retry_after: None,
    }
}

/// Notes the name when the answer has come.
async fn note<T>(
    order: &RefCell<Vec<&'static str>>,
    who: &'static str,
    answer: impl Future<Output = Result<T, Failure>>,
) {
    answer.await.unwrap();
    order.borrow_mut().push(who);
}
