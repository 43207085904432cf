//! The browser's times of fetches, matched to the requests of a round.

use std::time::Duration;

use inflight::{
    analysis::{
        connection_waits::{FetchTiming, assign},
        timeline::Timeline,
    },
    run::Event,
    world::{answer::Answer, todo},
};
use proptest::{
    collection::vec,
    prelude::{Just, any},
    prop_assert_eq, proptest,
    strategy::Strategy as _,
};

use crate::helpers::{ms, settings};

/// A round whose requests start one millisecond after another.
fn round(requests: usize) -> Timeline {
    let mut timeline = Timeline::new(requests);
    for index in 0..requests {
        start(&mut timeline, index);
    }
    for index in 0..requests {
        finish(&mut timeline, index);
    }
    timeline
}

fn start(timeline: &mut Timeline, index: usize) {
    timeline.apply(Event::Started {
        index,
        at: ms(index as u64),
    });
}

fn finish(timeline: &mut Timeline, index: usize) {
    timeline.apply(Event::Finished {
        index,
        at: ms(60_000),
        answer: Answer::judge(Ok(todo::response(index + 1, 200)), None),
        queued: None,
    });
}

/// The fetch of a request: it starts a little after the request, and its wait
/// tells which one it is.
fn fetch(index: usize, number: usize) -> FetchTiming {
    FetchTiming {
        number,
        start: ms(index as u64) + Duration::from_micros(200),
        wait: Some(wait(index)),
    }
}

fn wait(index: usize) -> Duration {
    ms(1_000 + index as u64)
}

/// What each request of the round has waited, by its index, after the fetches
/// have been matched to it.
fn waits(query: &str, fetches: &[FetchTiming], mut timeline: Timeline) -> Vec<Option<Duration>> {
    assign(fetches, &settings(query), &mut timeline);
    let spans = timeline.spans().iter();
    spans.map(|span| span.queued).collect()
}

/// Every request of a round against a server whose URLs all differ.
const OWN_URLS: &str = "endpoint=https://example.org/{id}&requests=";

fn own_fetches(requests: usize) -> Vec<FetchTiming> {
    (0..requests).map(|index| fetch(index, index + 1)).collect()
}

/// The request is refused at once and sent again.
fn send_again(timeline: &mut Timeline, index: usize) {
    let at = timeline.spans()[index].started.expect("a start");
    let status = Some(503);
    timeline.apply(Event::Refused { index, at, status });
    timeline.apply(Event::SentAgain { index, at });
}

#[test]
fn a_request_gets_the_wait_of_its_fetch() {
    let waits = waits(&format!("{OWN_URLS}3"), &own_fetches(3), round(3));
    assert_eq!(waits, [0, 1, 2].map(wait).map(Some));
}

/// Ids of the page's own server end at 200: requests 0, 200 and 400 ask for
/// the same URL.
#[test]
fn of_the_requests_for_one_url_the_nth_gets_the_wait_of_the_nth_fetch() {
    let fetches: Vec<_> = (0..401)
        .map(|index| fetch(index, index % 200 + 1))
        .collect();
    let waits = waits("endpoint=site&requests=401", &fetches, round(401));
    let expected: Vec<_> = (0..401).map(wait).map(Some).collect();
    assert_eq!(waits, expected);
}

#[test]
fn without_the_entry_of_a_fetch_all_requests_for_its_url_and_no_others_have_no_wait() {
    let mut fetches: Vec<_> = (0..202)
        .map(|index| fetch(index, index % 200 + 1))
        .collect();
    fetches.remove(1);
    let waits = waits("endpoint=site&requests=202", &fetches, round(202));
    for (index, found) in waits.into_iter().enumerate() {
        let shares_the_url = index % 200 == 1;
        let expected = (!shares_the_url).then(|| wait(index));
        assert_eq!(found, expected, "request {index}");
    }
}

#[test]
fn a_request_that_was_sent_again_has_no_wait_and_the_others_have_theirs() {
    let mut timeline = Timeline::new(3);
    for index in 0..3 {
        start(&mut timeline, index);
    }
    send_again(&mut timeline, 1);
    for index in 0..3 {
        finish(&mut timeline, index);
    }
    let second_attempt = FetchTiming {
        start: ms(900),
        ..fetch(1, 2)
    };
    // The browser may have told of one attempt only.
    for attempts in [&[][..], &[second_attempt]] {
        let fetches = [&own_fetches(3), attempts].concat();
        let waits = waits(&format!("{OWN_URLS}3"), &fetches, timeline.clone());
        assert_eq!(waits, [Some(wait(0)), None, Some(wait(2))]);
    }
}

/// Two attempts are two fetches: nobody knows which of three fetches belongs
/// to the request that was sent once.
#[test]
fn a_request_that_shares_its_url_with_one_that_was_sent_again_has_no_wait() {
    let mut timeline = Timeline::new(201);
    for index in 0..201 {
        start(&mut timeline, index);
    }
    send_again(&mut timeline, 0);
    for index in 0..201 {
        finish(&mut timeline, index);
    }
    let mut fetches: Vec<_> = (0..201)
        .map(|index| fetch(index, index % 200 + 1))
        .collect();
    fetches.push(FetchTiming {
        start: ms(900),
        ..fetch(0, 1)
    });
    let waits = waits("endpoint=site&requests=201", &fetches, timeline);
    let known: Vec<_> = (0..201).filter(|index| waits[*index].is_some()).collect();
    assert_eq!(known, (1..200).collect::<Vec<_>>());
}

#[test]
fn a_request_that_has_not_ended_has_no_wait() {
    let mut timeline = Timeline::new(3);
    for index in 0..2 {
        start(&mut timeline, index);
    }
    finish(&mut timeline, 0);
    let waits = waits(&format!("{OWN_URLS}3"), &own_fetches(2), timeline);
    assert_eq!(waits, [Some(wait(0)), None, None]);
}

#[test]
fn with_dependent_steps_no_request_has_a_wait() {
    let query = format!("{OWN_URLS}3");
    assert_eq!(
        waits(&format!("{query}&steps=2"), &own_fetches(3), round(3)),
        [None; 3]
    );
    assert_eq!(
        waits(&format!("{query}&steps=1"), &own_fetches(3), round(3)),
        [0, 1, 2].map(wait).map(Some)
    );
}

#[test]
fn a_wait_that_the_browser_hides_stays_unknown() {
    let mut fetches = own_fetches(3);
    fetches[1].wait = None;
    let waits = waits(&format!("{OWN_URLS}3"), &fetches, round(3));
    assert_eq!(waits, [Some(wait(0)), None, Some(wait(2))]);
}

#[test]
fn fetches_for_other_urls_change_nothing() {
    let mut fetches = own_fetches(3);
    fetches.extend([0, 4, 77].map(|number| fetch(1, number)));
    let waits = waits(&format!("{OWN_URLS}3"), &fetches, round(3));
    assert_eq!(waits, [0, 1, 2].map(wait).map(Some));
}

/// The fetches of 450 requests to the page's own server, some hidden, some
/// missing, in any order; and the same in the order of the requests.
fn any_order() -> impl proptest::strategy::Strategy<Value = [Vec<FetchTiming>; 2]> {
    let fates = vec((any::<bool>(), 0_u8..20), 450);
    let sorted = fates.prop_map(|fates| {
        let fetches = (0..).zip(fates).filter(|(_, (_, lost))| *lost > 0);
        let fetches = fetches.map(|(index, (hidden, _))| FetchTiming {
            wait: (!hidden).then(|| wait(index)),
            ..fetch(index, index % 200 + 1)
        });
        fetches.collect::<Vec<_>>()
    });
    sorted.prop_flat_map(|sorted| {
        (Just(sorted.clone()).prop_shuffle(), Just(sorted)).prop_map(|(any, sorted)| [any, sorted])
    })
}

proptest! {
    #[test]
    fn the_order_of_the_entries_does_not_matter(fetches in any_order()) {
        let [shuffled, sorted] = fetches.map(|fetches| waits("endpoint=site&requests=450", &fetches, round(450)));
        prop_assert_eq!(&shuffled, &sorted);
        for (index, found) in sorted.into_iter().enumerate() {
            prop_assert_eq!(found.unwrap_or(wait(index)), wait(index));
        }
    }
}
