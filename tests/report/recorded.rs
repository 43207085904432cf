//! A report with the recording whose latencies it has.

use std::{rc::Rc, time::Duration};

use inflight::{
    analysis::{
        comparison::Comparison,
        recording::{Recorded, Recording},
    },
    report::{
        read,
        transfer::{Replay, replay_own, write},
    },
    strategy::Strategy,
};
use proptest::{collection::vec, prelude::any, prop_assert_eq, proptest, test_runner::Config};
use serde_json::{Value, json};

use crate::{
    helpers::{compare, ms, settings},
    samples::{environment, json},
};

/// A run of the latencies of these requests, each a start, a latency and a status.
fn run(requests: &[(u64, u64, Option<u16>)]) -> Comparison {
    let recorded = |(started, latency, status): &(u64, u64, Option<u16>)| Recorded {
        started: Some(Duration::from_micros(*started)),
        latency: Duration::from_micros(*latency),
        status: *status,
    };
    let recording = Recording::new(requests.iter().map(recorded).collect());
    let micros = |one: Duration| one.as_secs_f64() * 1e3;
    let latencies: Vec<_> = recording
        .latencies()
        .into_iter()
        .map(|one| format!("{:.3}", micros(one)))
        .collect();
    let query = format!(
        "latencies={}&strategies=sequential,windowed",
        latencies.join(",")
    );
    let mut comparison = compare(&settings(&query));
    comparison.set_recording(Rc::new(recording));
    comparison
}

proptest! {
    #![proptest_config(Config::with_cases(64))]

    #[test]
    fn whatever_was_recorded_a_report_and_its_text_for_the_page_keep_it(
        requests in vec((0..9_000_000_u64, 0..9_000_000_u64, any::<Option<u8>>()), 1..30),
    ) {
        let requests: Vec<_> = requests.into_iter()
            .map(|(started, latency, status)| (started, latency, status.map(|one| 200 + u16::from(one))))
            .collect();
        let comparison = run(&requests);
        let text = json(&comparison, &environment(false));
        let (again, environment) = read(&text).expect("it was written by ourselves");
        prop_assert_eq!(again.recording(), comparison.recording());
        prop_assert_eq!(json(&again, &environment), text);
        let told = write(&again, &environment);
        let mut replay = Replay::begin(&told, replay_own).expect("its first line");
        while !replay.is_over() {
            replay.step().expect("its lines");
        }
        prop_assert_eq!(replay.end().0, again);
    }
}

#[test]
fn the_speed_ups_refer_to_the_recording() {
    let comparison = run(&[
        (0, 100_000, None),
        (150_000, 100_000, None),
        (300_000, 200_000, None),
    ]);
    let speedup = |strategy| comparison.speedup(strategy).expect("a speed-up").estimate;
    // 500 ms were recorded; one after the other takes 400, all at once 200.
    assert!((speedup(Strategy::Sequential) - 1.25).abs() < 1e-9);
    assert!((speedup(Strategy::SWEPT[1]) - 2.5).abs() < 1e-9);
    let peak = comparison.recording().and_then(|one| one.peak());
    assert_eq!(peak, Some(1));
}

#[test]
fn a_recording_that_is_not_that_of_the_latencies_is_refused_with_its_place() {
    let comparison = run(&[(0, 100_000, Some(200)), (150_000, 100_000, None)]);
    let report: Value =
        serde_json::from_str(&json(&comparison, &environment(false))).expect("JSON");
    let refused = |pointer: &str, value: Value| {
        let mut report = report.clone();
        *report.pointer_mut(pointer).expect(pointer) = value;
        read(&report.to_string()).expect_err(pointer).to_string()
    };
    let first = "/recorded/requests/0";
    for (pointer, value, words) in [
        ("/recorded", json!({}), "recorded.requests is missing"),
        (
            "/recorded/requests",
            json!([]),
            "recorded.requests must be a list of length 2",
        ),
        (
            &*format!("{first}/finishedMs"),
            json!(99),
            "recorded.requests[0].finishedMs must be its start and its latency",
        ),
        (
            &*format!("{first}/startedMs"),
            json!("soon"),
            "recorded.requests[0].startedMs",
        ),
        (
            &*format!("{first}/status"),
            json!("fine"),
            "recorded.requests[0].status",
        ),
        ("/settings/latencies", json!("100"), "recorded.requests"),
    ] {
        let words_of = refused(pointer, value);
        assert!(words_of.contains(words), "{pointer}: {words_of}");
    }
    // The first start is 0, and the others follow.
    let mut late = report.clone();
    for one in late["recorded"]["requests"].as_array_mut().expect("a list") {
        for instant in ["startedMs", "finishedMs"] {
            one[instant] = json!(one[instant].as_f64().expect("a number") + 7.0);
        }
    }
    let said = read(&late.to_string()).expect_err("late").to_string();
    assert!(said.contains("the first of which is 0"), "{said}");
    assert_eq!(ms(100), comparison.settings.latencies.all()[0]);
}
