//! What a timeline says of a round, on rounds of any simulated network.

use inflight::{
    analysis::{
        comparison::Round,
        timeline::{Span, Timeline},
    },
    run::{self, Event},
    settings::Settings,
    strategy::Strategy::{self, AsCompleted, Blocking, Joined, Sequential, Streamed},
    world::{answer::Answer, todo},
};
use proptest::{prop_assert, prop_assert_eq, proptest, test_runner::Config};

use crate::helpers::{any_settings, compare, events, ms, rounds, settings};

proptest! {
    // Each case is eight to sixteen rounds of up to 60 requests.
    #![proptest_config(Config::with_cases(64))]

    #[test]
    fn the_readers_list_is_in_request_order_or_for_as_completed_in_that_of_completion(
        settings in any_settings(),
    ) {
        for (strategy, Round { timeline, .. }) in rounds(&compare(&settings)) {
            if strategy == AsCompleted {
                let list = timeline.list().iter().flatten();
                // A request that waited in vain to be sent again is delivered later than it finished.
                let delivered = list.map(|index| timeline.spans()[*index].delivered);
                prop_assert!(delivered.is_sorted());
            } else {
                for (slot, span) in timeline.spans().iter().enumerate() {
                    prop_assert_eq!(timeline.list()[slot], (!span.is_skipped()).then_some(slot));
                }
            }
        }
    }

    #[test]
    fn a_request_is_started_then_finished_then_delivered_unless_it_is_skipped(
        settings in any_settings(),
    ) {
        for (strategy, Round { timeline, .. }) in rounds(&compare(&settings)) {
            for span in timeline.spans() {
                let instants = [span.started, span.finished, span.delivered];
                prop_assert!(instants.is_sorted(), "{strategy:?}: {instants:?}");
                prop_assert!(instants.iter().all(|instant| instant.is_none() == span.is_skipped()));
            }
            let delivered = || timeline.spans().iter().filter_map(|span| span.delivered);
            prop_assert_eq!(timeline.total(), delivered().max());
            prop_assert_eq!(timeline.first_delivered(), delivered().min());
        }
    }

    #[test]
    fn inversions_are_deliveries_after_one_with_a_higher_index(settings in any_settings()) {
        let mut delivered = Vec::new();
        let mut counts = Vec::new();
        for event in events(&settings) {
            match event {
                Event::Announced { .. } => delivered.clear(),
                Event::Delivered { index, .. } => delivered.push(index),
                Event::Ended => counts.push(inversions(&delivered)),
                _ => {}
            }
        }
        let comparison = compare(&settings);
        for ((strategy, round), count) in rounds_as_they_ran(&settings).zip(counts) {
            prop_assert_eq!(comparison.rounds(strategy)[round].timeline.inversions(), count);
            let keeps_order = matches!(strategy, Blocking | Sequential | Joined | Streamed);
            prop_assert!(!keeps_order || count == 0, "{strategy:?}");
        }
    }

    #[test]
    fn the_peak_is_the_one_in_the_spans_and_within_the_promise(settings in any_settings()) {
        for (strategy, Round { timeline, .. }) in rounds(&compare(&settings)) {
            let peak = timeline.peak_in_flight();
            prop_assert_eq!(peak, peak_of_spans(&timeline), "{:?}", strategy);
            prop_assert!(peak <= strategy.width(settings.requests, settings.concurrency));
            let steps = timeline.in_flight();
            prop_assert!(steps.is_sorted_by(|one, next| one.0 < next.0));
            prop_assert_eq!(steps.iter().map(|(_, count)| *count).max(), Some(peak));
            prop_assert_eq!(steps.last().map(|(_, count)| *count), Some(0));
        }
    }
}

fn rounds_as_they_ran(settings: &Settings) -> impl Iterator<Item = (Strategy, usize)> {
    let order = |round| {
        run::order(settings, round)
            .into_iter()
            .map(move |one| (one, round))
    };
    (0..settings.rounds).flat_map(order)
}

fn inversions(delivered: &[usize]) -> usize {
    let after_a_higher = |place: &usize| {
        delivered[..*place]
            .iter()
            .any(|earlier| *earlier > delivered[*place])
    };
    (0..delivered.len()).filter(after_a_higher).count()
}

/// The most spans that hold one instant, each from its start up to but not
/// including its end.
fn peak_of_spans(timeline: &Timeline) -> usize {
    let spans = || {
        let sendings = timeline.spans().iter().flat_map(Span::in_flight);
        sendings.filter_map(|(started, finished)| Some((started, finished?)))
    };
    let at = |now| {
        spans()
            .filter(|(started, finished)| *started <= now && now < *finished)
            .count()
    };
    spans().map(|(started, _)| at(started)).max().unwrap_or(0)
}

#[test]
fn requests_that_take_no_time_are_in_flight_one_at_a_time() {
    let settings = settings("latency=0&strategies=joined,windowed,as-completed");
    for (strategy, round) in rounds(&compare(&settings)) {
        assert_eq!(round.timeline.peak_in_flight(), 1, "{strategy:?}");
    }
}

#[test]
fn the_peak_may_come_late() {
    let mut timeline = Timeline::new(4);
    let started = |index| Event::Started { index, at: ms(0) };
    let answer = Answer::judge(Ok(todo::response(1, 200)), None);
    timeline.apply(started(0));
    timeline.apply(started(1));
    timeline.apply(Event::Finished {
        index: 0,
        at: ms(0),
        answer,
        queued: None,
    });
    timeline.apply(started(2));
    timeline.apply(started(3));
    assert_eq!(timeline.peak_in_flight(), 3);
}

#[test]
fn it_says_how_requests_ended_and_which_statuses_the_server_gave() {
    let ends = |statuses: &[u16]| {
        let mut timeline = Timeline::new(statuses.len() + 1);
        for (index, status) in statuses.iter().copied().enumerate() {
            timeline.apply(Event::Started { index, at: ms(0) });
            let answer = Answer::judge(Ok(todo::response(index + 1, status)), None);
            timeline.apply(Event::Finished {
                index,
                at: ms(1),
                answer,
                queued: None,
            });
        }
        let ends: Vec<_> = timeline.ends().into_iter().map(|(_, end)| end).collect();
        ends.join(", ")
    };
    assert_eq!(ends(&[]), "");
    assert_eq!(ends(&[200, 503, 503, 200, 200]), "3 ok, 2 × 503");
    assert_eq!(ends(&[429, 503, 503]), "2 × 503, 1 × 429");
    assert_eq!(
        ends(&[404, 401, 503, 503, 302, 404]),
        "2 × 404, 2 × 503, 2 other statuses"
    );
}
