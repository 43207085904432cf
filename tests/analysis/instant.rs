//! A timeline at an instant: what is told of it follows from the three instants of each request alone.

use std::time::Duration;

use inflight::{
    analysis::{
        prediction::predict,
        timeline::{Timeline, Whereabouts},
    },
    run::Event,
};
use proptest::{prop_assert, prop_assert_eq, proptest, test_runner::Config};

use crate::helpers::{any_settings, ms};

/// How many requests are in flight, delivered and not sent, by their spans alone.
fn recomputed(timeline: &Timeline, at: Duration) -> [usize; 3] {
    let has = |instant: Option<Duration>| instant.is_some_and(|instant| instant <= at);
    let spans = timeline.spans();
    let in_flight = spans.iter().map(|span| {
        let sendings = span.in_flight();
        sendings
            .filter(|(from, to)| *from <= at && !has(*to))
            .count()
    });
    [
        in_flight.sum(),
        spans.iter().filter(|span| has(span.delivered)).count(),
        spans.iter().filter(|span| !has(span.started)).count(),
    ]
}

proptest! {
    #![proptest_config(Config::with_cases(64))]

    #[test]
    fn counts_are_those_of_the_spans_at_each_instant(settings in any_settings()) {
        for strategy in settings.strategies.iter().copied() {
            let timeline = predict(&settings, strategy, 0);
            let spans = timeline.spans().iter();
            let instants = spans.flat_map(|span| [span.started, span.finished, span.delivered]);
            let instants: Vec<_> = instants.flatten().collect();
            for instant in instants.iter().copied().chain([Duration::ZERO, timeline.end()]) {
                // At the instant itself, and just before and after it.
                let near = Duration::from_micros(1);
                for at in [instant.saturating_sub(near), instant, instant + near] {
                    let counts = timeline.counts(at);
                    let found = [counts.in_flight, counts.delivered, counts.not_sent];
                    prop_assert_eq!(found, recomputed(&timeline, at));
                }
            }
            let end = timeline.counts(timeline.end());
            prop_assert_eq!(end.in_flight, 0);
            prop_assert_eq!(end.delivered, timeline.list().iter().flatten().count());
        }
    }

    #[test]
    fn a_request_is_in_one_place_at_a_time_and_goes_only_forward(settings in any_settings()) {
        for strategy in settings.strategies.iter().copied() {
            let timeline = predict(&settings, strategy, 0);
            for span in timeline.spans() {
                let end = timeline.end() + Duration::from_millis(1);
                let mut before = 0.0;
                for part in 0..=20 {
                    let place = match span.whereabouts(end * part / 20) {
                        Whereabouts::NotSent => 0.0,
                        Whereabouts::InFlight(share) => 1.0 + share,
                        Whereabouts::Answered => 2.5,
                        Whereabouts::Delivered => 3.0,
                    };
                    prop_assert!(place >= before, "{before} → {place}");
                    before = place;
                }
            }
        }
    }
}

#[test]
fn what_was_cancelled_is_in_flight_until_the_last_thing_that_happened() {
    let mut timeline = Timeline::new(2);
    for (index, at) in [(0, ms(0)), (1, ms(10))] {
        timeline.apply(Event::Started { index, at });
    }
    timeline.cancel();
    let in_flight = |at| timeline.counts(ms(at)).in_flight;
    assert_eq!([in_flight(9), in_flight(10), in_flight(11)], [1, 2, 0]);
}
