//! What is foretold of recorded latencies: closed forms, and words.

use std::{num::NonZeroUsize, time::Duration};

use inflight::{
    analysis::{
        foretold::{caveat, foretell},
        recording::{Recorded, Recording},
    },
    format::time,
    settings::Settings,
    strategy::Strategy,
};

use crate::helpers::{
    closed_form::{in_order, list_schedule, longest},
    ms, settings,
};

/// Forty latencies by hand, in milliseconds.
const LATENCIES: [u64; 40] = [
    130, 942, 310, 505, 88, 1_204, 640, 333, 402, 915, 77, 250, 1_600, 480, 390, 610, 721, 144,
    2_042, 530, 365, 810, 95, 1_010, 275, 660, 580, 430, 199, 1_333, 512, 720, 318, 845, 402, 150,
    990, 1_120, 610, 405,
];

/// These latencies one after the other, with 5 ms between an end and the next start.
fn one_after_the_other() -> Recording {
    let mut start = Duration::ZERO;
    let requests = LATENCIES.map(|latency| {
        let started = Some(start);
        start += ms(latency + 5);
        Recorded {
            started,
            latency: ms(latency),
            status: Some(200),
        }
    });
    Recording::new(requests.to_vec())
}

fn recorded(query: &str) -> Settings {
    let all = LATENCIES.map(|one| one.to_string()).join(",");
    settings(&format!("latencies={all}&{query}"))
}

#[test]
fn every_strategy_takes_what_its_closed_form_says_to_the_millisecond() {
    let latencies: Vec<_> = LATENCIES.map(ms).to_vec();
    let (foretold, _) = foretell(&recorded("concurrency=8"));
    let sum: Duration = latencies.iter().sum();
    let batches = latencies.chunks(8).map(longest).sum::<Duration>();
    let (_, window) = list_schedule(&latencies, 8);
    let (_, streamed) = in_order(&latencies, 8);
    // One starts each 100 ms.
    let paced = latencies.iter().enumerate();
    let paced = paced
        .map(|(place, one)| ms(100 * place as u64) + *one)
        .max();
    let expected = [
        ("blocking", Some(sum)),
        ("sequential", Some(sum)),
        ("joined", Some(longest(&latencies))),
        ("ordered", Some(longest(&latencies))),
        ("as-completed", Some(longest(&latencies))),
        ("batched", Some(batches)),
        ("windowed", Some(window)),
        ("streamed", streamed.last().copied()),
        ("paced", paced),
    ];
    for (key, total) in expected {
        let strategy = Strategy::from_key(key).expect(key);
        assert_eq!(foretold.total(strategy), total, "{key}");
    }
    assert_eq!(foretold.totals.len(), Strategy::ours().count());
    assert_eq!(foretold.total(Strategy::YOURS), None);
}

#[test]
fn the_width_that_is_enough_takes_hardly_longer_than_any_other_and_a_narrower_one_does() {
    let latencies: Vec<_> = LATENCIES.map(ms).to_vec();
    let (foretold, sweep) = foretell(&recorded(""));
    let total = |width: usize| list_schedule(&latencies, width).1;
    let best = (1..=40).map(total).min().expect("a width").mul_f64(1.01);
    let enough = foretold.enough.get();
    assert!(
        total(enough) <= best && total(enough - 1) > best,
        "{enough}"
    );
    assert!(sweep.is_over());
    let widths: Vec<_> = sweep.points.iter().map(|(width, _)| width.get()).collect();
    assert_eq!(widths, [1, 2, 4, 8, 16, 32, 40]);
}

#[test]
fn the_verdict_reads_as_a_sentence_for_each_kind_of_recording() {
    let recording = one_after_the_other();
    let settings = recorded("concurrency=8");
    let (foretold, _) = foretell(&settings);
    // Each request ends 5 ms before the next one starts.
    let total = LATENCIES.iter().sum::<u64>() + 5 * 39;
    let window = foretold.total(Strategy::SWEPT[1]).expect("a total");
    assert_eq!(
        foretold.verdict(&settings, &recording),
        format!(
            "40 requests, never 2 at once: {}. Through a window of 8: {}. Wider than {} gains nothing.",
            time(ms(total)),
            time(window),
            foretold.enough
        )
    );
    assert!(caveat(&recording).starts_with("Recorded one at a time: wider is a guess"));
    // Two at once.
    let two = LATENCIES.map(|latency| Recorded {
        started: Some(Duration::ZERO),
        latency: ms(latency),
        status: None,
    });
    let two = Recording::new(two[..2].to_vec());
    assert!(
        foretold
            .verdict(&settings, &two)
            .starts_with("2 requests, up to 2 at once: ")
    );
    assert!(caveat(&two).starts_with("Recorded with up to 2 in flight: wider is a guess"));
    let list = LATENCIES.map(|latency| Recorded {
        started: None,
        latency: ms(latency),
        status: None,
    });
    let list = Recording::new(list.to_vec());
    assert!(
        foretold
            .verdict(&settings, &list)
            .starts_with("40 requests, one after the other: ")
    );
    assert!(caveat(&list).contains("every width is a guess"));
}

#[test]
fn where_each_width_gains_the_verdict_says_so() {
    let verdict = |query: &str| {
        let settings = settings(query);
        let requests = settings.latencies.all().iter().map(|latency| Recorded {
            started: None,
            latency: *latency,
            status: None,
        });
        let (foretold, _) = foretell(&settings);
        foretold.verdict(&settings, &Recording::new(requests.collect()))
    };
    assert!(verdict("latencies=50,50,50").ends_with("It gains until all 3 are in flight."));
    let many = vec!["50"; 2_000].join(",");
    let many = verdict(&format!("latencies={many}"));
    assert!(
        many.ends_with("A window of 256, the widest there is, still gains."),
        "{many}"
    );
    assert!(verdict("latencies=900,100,100,100").ends_with("Wider than 2 gains nothing."));
    assert!(verdict("latencies=7").ends_with("Every way takes the same."));
    let one = NonZeroUsize::MIN;
    assert_eq!(foretell(&settings("latencies=7")).0.enough, one);
}
