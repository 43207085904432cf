//! Promises of the strategies about the instants of their requests.

use crate::report::request::Request;

/// Checks the requests of a round against the promise of their strategy, if all requests have finished.
pub(crate) fn check(strategy: &str, requests: &[Request], concurrency: usize) {
    if requests.iter().any(|request| request.finished.is_none()) {
        return;
    }
    match strategy {
        "blocking" | "sequential" => one_by_one(requests),
        "joined" => all_at_the_end(requests),
        "batched" => batch_by_batch(requests, concurrency),
        "streamed" => in_order(requests),
        _ => {}
    }
}

fn one_by_one(requests: &[Request]) {
    in_order(requests);
    for pair in requests.windows(2) {
        let message = "a request is sent before its predecessor is delivered";
        assert!(pair[0].delivered <= pair[1].started, "{message}: {pair:?}");
    }
}

fn all_at_the_end(requests: &[Request]) {
    let end = last_finish(requests);
    let late = requests.iter().all(|request| request.delivered >= end);
    assert!(late, "something is delivered before all have finished");
}

fn batch_by_batch(requests: &[Request], concurrency: usize) {
    let batches: Vec<&[Request]> = requests.chunks(concurrency).collect();
    for pair in batches.windows(2) {
        let end = last_finish(pair[0]);
        let late = pair[1].iter().all(|request| request.started >= end);
        assert!(late, "a batch starts before the last one has finished");
    }
}

fn in_order(requests: &[Request]) {
    let deliveries = requests.iter().filter_map(|request| request.delivered);
    assert!(deliveries.is_sorted(), "deliveries are out of order");
}

fn last_finish(requests: &[Request]) -> Option<f64> {
    requests
        .iter()
        .filter_map(|request| request.finished)
        .reduce(f64::max)
}
