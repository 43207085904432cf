//! Rounds made by hand: when each request ended, and with which status.

use std::time::Duration;

use inflight::{
    analysis::comparison::Comparison,
    run::Event,
    strategy::Strategy,
    world::{answer::Answer, todo},
};

use super::{ms, settings};

/// A request of a round made by hand: when it ended, and with which status.
pub(crate) type Request = (Duration, u16);

/// A round that is not ranked.
pub(crate) const FAILED: &[Request] = &[(ms(1), 503)];

/// A round of requests that all start at once.
pub(crate) fn add_round(
    comparison: &mut Comparison,
    number: usize,
    strategy: Strategy,
    requests: &[Request],
) {
    begin_round(comparison, number, strategy, requests);
    comparison.apply(Event::Ended);
}

pub(crate) fn begin_round(
    comparison: &mut Comparison,
    round: usize,
    strategy: Strategy,
    requests: &[Request],
) {
    comparison.apply(Event::Announced { round, strategy });
    for index in 0..requests.len() {
        comparison.apply(Event::Started {
            index,
            at: Duration::ZERO,
        });
    }
    for (index, (at, status)) in requests.iter().copied().enumerate() {
        let answer = Answer::judge(Ok(todo::response(index + 1, status)), None);
        comparison.apply(Event::Finished {
            index,
            at,
            answer,
            queued: None,
        });
        comparison.apply(Event::Delivered {
            index,
            slot: index,
            at,
        });
    }
}

/// A comparison whose rounds have one request each, all `ok`. For each strategy:
/// the totals of its rounds, in milliseconds.
pub(crate) fn totals(strategies: &[(Strategy, &[u64])]) -> Comparison {
    let keys: Vec<_> = strategies
        .iter()
        .map(|(strategy, _)| strategy.key())
        .collect();
    let query = format!("requests=1&strategies={}", keys.join(","));
    let mut comparison = Comparison::new(settings(&query));
    for (strategy, totals) in strategies {
        for (number, total) in totals.iter().enumerate() {
            add_round(&mut comparison, number, *strategy, &[(ms(*total), 200)]);
        }
    }
    comparison
}
