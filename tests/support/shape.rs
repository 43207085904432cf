//! What makes a strategy that strategy, as far as the instants of its requests tell.

use super::request::Request;

/// Checks a round's requests against what its strategy promises.
pub(crate) fn check(strategy: &str, requests: &[Request], concurrency: usize) {
    let Some(last_finish) = requests
        .iter()
        .map(|request| request.finished)
        .reduce(|a, b| Some(a?.max(b?)))
        .flatten()
    else {
        return;
    };
    let in_order = requests
        .iter()
        .filter_map(|request| request.delivered)
        .is_sorted();
    match strategy {
        "blocking" | "sequential" => {
            assert!(in_order, "{strategy} delivers in order");
            for pair in requests.windows(2) {
                assert!(
                    pair[0].delivered <= pair[1].started,
                    "{strategy} starts {:?} too early",
                    pair[1]
                );
            }
        }
        "joined" => assert!(
            requests.iter().all(|r| r.delivered >= Some(last_finish)),
            "joined delivers at its end"
        ),
        "streamed" => assert!(in_order, "streamed delivers in order"),
        "batched" => {
            let batches: Vec<&[Request]> = requests.chunks(concurrency).collect();
            for pair in batches.windows(2) {
                let end = pair[0]
                    .iter()
                    .filter_map(|request| request.finished)
                    .fold(0.0, f64::max);
                assert!(
                    pair[1].iter().all(|request| request.started >= Some(end)),
                    "a batch waits for the last one"
                );
            }
        }
        _ => {}
    }
}
