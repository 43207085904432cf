//! Recordings: what follows from starts and latencies.

use std::time::Duration;

use inflight::{
    analysis::recording::{Recorded, Recording},
    world::answer::Outcome,
};
use proptest::{collection::vec, prelude::any, prop_assert, prop_assert_eq, proptest};

use crate::helpers::ms;

fn at(started: u64, latency: u64) -> Recorded {
    Recorded {
        started: Some(ms(started)),
        latency: ms(latency),
        status: Some(200),
    }
}

fn list(latencies: &[u64]) -> Recording {
    let requests = latencies.iter().map(|latency| Recorded {
        started: None,
        ..at(0, *latency)
    });
    Recording::new(requests.collect())
}

#[test]
fn a_recording_begins_with_its_first_start_and_is_in_the_order_of_the_starts() {
    let recording = Recording::new(vec![at(900, 10), at(500, 30), at(700, 20)]);
    let starts: Vec<_> = recording.requests().iter().map(|one| one.started).collect();
    assert_eq!(starts, [Some(ms(0)), Some(ms(200)), Some(ms(400))]);
    assert_eq!(recording.latencies(), [ms(30), ms(20), ms(10)]);
    assert_eq!(recording.total(), Some(ms(410)));
}

#[test]
fn requests_that_start_together_keep_their_order() {
    let recording = Recording::new(vec![at(5, 30), at(5, 10), at(5, 20)]);
    assert_eq!(recording.latencies(), [ms(30), ms(10), ms(20)]);
}

#[test]
fn a_bare_list_has_latencies_in_their_order_and_nothing_else() {
    let recording = list(&[30, 10, 20]);
    assert_eq!(recording.latencies(), [ms(30), ms(10), ms(20)]);
    assert_eq!(
        (recording.timeline(), recording.peak(), recording.total()),
        (None, None, None)
    );
}

#[test]
fn where_one_start_is_missing_there_is_none() {
    let one = Recorded {
        started: None,
        ..at(0, 7)
    };
    let recording = Recording::new(vec![at(20, 5), one]);
    assert_eq!(recording.latencies(), [ms(5), ms(7)]);
    assert!(recording.requests().iter().all(|one| one.started.is_none()));
}

#[test]
fn an_end_one_millisecond_after_a_start_is_no_overlap_and_a_later_one_is() {
    let touching = |end| Recording::new(vec![at(0, end), at(99, 100)]).peak();
    assert_eq!([touching(99), touching(100)], [Some(1), Some(1)]);
    assert_eq!([touching(101), touching(150)], [Some(2), Some(2)]);
}

#[test]
fn requests_of_a_millisecond_that_start_together_overlap() {
    assert_eq!(Recording::new(vec![at(0, 1); 4]).peak(), Some(4));
}

#[test]
fn an_empty_recording_has_neither_a_timeline_nor_a_total() {
    let recording = Recording::new(Vec::new());
    assert_eq!((recording.peak(), recording.total()), (None, None));
}

#[test]
fn the_timeline_has_the_starts_and_ends_of_the_recording() {
    let failed = Recorded {
        status: Some(503),
        ..at(10, 80)
    };
    let recording = Recording::new(vec![at(0, 100), failed, at(20, 30)]);
    let timeline = recording.timeline().expect("starts");
    for (span, request) in timeline.spans().iter().zip(recording.requests()) {
        let finished = request.started.map(|at| at + request.latency);
        assert_eq!((span.started, span.finished), (request.started, finished));
        assert_eq!(span.delivered, finished);
    }
    assert_eq!(timeline.total(), recording.total());
    assert_eq!(Some(timeline.peak_in_flight()), recording.peak());
    assert_eq!(
        (timeline.count(Outcome::Ok), timeline.count(Outcome::Http)),
        (2, 1)
    );
    assert_eq!(timeline.list(), [Some(0), Some(1), Some(2)]);
    assert!(timeline.is_delivered() && !timeline.was_cancelled());
    // The third ends first, then the second, then the first.
    assert_eq!(timeline.inversions(), 2);
}

proptest! {
    #[test]
    fn bounds_hold_for_every_recording(
        requests in vec((0_u64..100_000, 3_u64..5_000), 1..60),
        shift in any::<u32>(),
    ) {
        let requests = requests.iter().map(|(start, latency)| at(*start, *latency));
        let requests: Vec<_> = requests.collect();
        let recording = Recording::new(requests.clone());
        let (total, peak) = (recording.total().expect("starts"), recording.peak().expect("starts"));
        let latencies = recording.latencies();
        let sum: Duration = latencies.iter().sum();
        prop_assert!(total >= *latencies.iter().max().expect("one"));
        prop_assert!((1..=latencies.len()).contains(&peak));
        // What is never more than `peak` at once, but for a millisecond each, takes so long.
        let lost = ms(1) * u32::try_from(latencies.len()).expect("few");
        prop_assert!(sum <= total * u32::try_from(peak).expect("few") + lost);
        // Where a recording stands in time does not matter.
        let later = requests.iter().map(|one| Recorded {
            started: one.started.map(|at| at + Duration::from_secs(shift.into())),
            ..*one
        });
        prop_assert_eq!(Recording::new(later.collect()), recording);
    }
}
