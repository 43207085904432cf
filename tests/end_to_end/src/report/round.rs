//! Round of a strategy in the report, calculated once more from its requests.

use crate::report::{
    json::{field, number, optional, text, truth, whole},
    request::{OUTCOMES, Request, requests},
    spans::{inversions, peak_in_flight},
    statistics::as_f64,
};
use serde_json::Value;

/// Times may be rounded to a tenth of a millisecond.
const ROUNDING: f64 = 0.051;

/// Checks a round of a strategy that may have `width` requests in flight.
pub(crate) fn check(round: &Value, settings: &Value, strategy: &str, width: usize) {
    let requests = requests(round);
    let count = whole(settings, "requests");
    let indices: Vec<usize> = requests.iter().map(|request| request.index).collect();
    assert_eq!(
        indices,
        (0..count).collect::<Vec<_>>(),
        "indices are complete and in order"
    );
    let simulated = text(settings, "endpoint") == "simulated";
    let cut = requests
        .iter()
        .any(|request| request.outcome == "cancelled");
    for request in &requests {
        request.check(simulated, cut);
    }
    assert!(number(round, "longestFreezeMs") >= 0.0);
    check_outcomes(round, &requests);
    check_deliveries(round, &requests);
    let peak = whole(round, "peakInFlight");
    let (least, greatest) = peak_in_flight(&requests);
    assert!(
        (least..=greatest).contains(&peak),
        "the peak of the spans is from {least} to {greatest}, not {peak}"
    );
    assert!(
        peak <= width,
        "{peak} requests are in flight, of at most {width}"
    );
    let rates = rates(settings, strategy, requests.len());
    check_ideal(round, &requests, settings, width, rates);
}

fn check_outcomes(round: &Value, requests: &[Request]) {
    let outcomes = field(round, "outcomes");
    for outcome in OUTCOMES {
        let count = requests
            .iter()
            .filter(|request| request.outcome == outcome)
            .count();
        assert_eq!(
            whole(outcomes, outcome),
            count,
            "requests that ended as {outcome}"
        );
    }
    let sum: usize = OUTCOMES
        .iter()
        .map(|outcome| whole(outcomes, outcome))
        .sum();
    assert_eq!(sum, requests.len(), "outcomes add up");
    let all_ok = whole(outcomes, "ok") == requests.len();
    assert_eq!(truth(round, "ranked"), all_ok, "ranked where all are ok");
}

fn check_deliveries(round: &Value, requests: &[Request]) {
    let deliveries: Vec<f64> = requests
        .iter()
        .filter_map(|request| request.delivered)
        .collect();
    let close = |key, expected: Option<f64>| match (optional(round, key), expected) {
        (Some(reported), Some(expected)) => assert!(
            (reported - expected).abs() <= ROUNDING,
            "{key}: {reported}, {expected}"
        ),
        (reported, expected) => assert_eq!(reported, expected, "{key}"),
    };
    close("totalMs", deliveries.iter().copied().reduce(f64::max));
    close(
        "firstDeliveredMs",
        deliveries.iter().copied().reduce(f64::min),
    );
    let (fewest, most) = inversions(requests);
    let reported = whole(round, "inversions");
    assert!(
        (fewest..=most).contains(&reported),
        "{reported} inversions, not {fewest} to {most}"
    );
}

/// The milliseconds that the quota and the pace take for this many requests: (M − burst) / quota and (M − 1) / pace.
fn rates(settings: &Value, strategy: &str, requests: usize) -> Option<f64> {
    let sent = requests * whole(settings, "steps");
    let rate = |name| {
        let (number, period) = text(settings, name).split_once('/')?;
        let number: f64 = number.parse().expect("a number");
        let period = match period {
            "s" => 1e3,
            "min" => 6e4,
            _ => 3.6e6,
        };
        Some((number, period / number))
    };
    let quota = rate("quota");
    let least = quota.map(|(number, interval)| {
        let burst = match whole(settings, "burst") {
            0 => number,
            burst => as_f64(burst),
        };
        (as_f64(sent) - burst).max(0.0) * interval
    });
    let pace = (strategy == "paced").then(|| {
        let interval = rate("pace")
            .or(quota)
            .map_or(100.0, |(_, interval)| interval);
        as_f64(sent - 1) * interval
    });
    least.into_iter().chain(pace).reduce(f64::max)
}

/// Checks the ideal time: max(ΣL/c, max L), if every request has a latency L, and no less than the rates allow.
fn check_ideal(
    round: &Value,
    requests: &[Request],
    settings: &Value,
    width: usize,
    rates: Option<f64>,
) {
    let reported = optional(round, "idealMs");
    if number(settings, "work") > 0.0 || requests.iter().all(|request| request.delivered.is_none())
    {
        return assert_eq!(reported, None, "there is no ideal here");
    }
    if requests.iter().any(|request| request.outcome != "ok") || whole(settings, "capacity") > 0 {
        return;
    }
    let simulated = text(settings, "endpoint") == "simulated";
    let cap = if simulated { whole(settings, "cap") } else { 0 };
    let slots = as_f64(if cap == 0 { width } else { width.min(cap) });
    let latencies: Vec<f64> = requests.iter().map(Request::latency).collect();
    let longest = latencies.iter().copied().fold(0.0, f64::max);
    let expected = longest.max(latencies.iter().sum::<f64>() / slots);
    let expected = expected.max(rates.unwrap_or(0.0));
    let reported = reported.expect("an ideal");
    let rounding = ROUNDING * (1.0 + 2.0 * as_f64(requests.len()) / slots);
    assert!(
        (reported - expected).abs() <= rounding,
        "ideal: {reported}, not {expected}"
    );
}
