//! A run is cancelled by dropping its stream of events, at whatever step.

use std::{
    collections::{BTreeMap, BTreeSet},
    pin::pin,
    time::Duration,
};

use crate::helpers::{any_settings, counting::Counting, events, ms, report, settings};
use futures::{StreamExt, future};
use inflight::{
    analysis::comparison::Comparison,
    run::{self, Event, retry::Retries},
    settings::Settings,
    strategy::Strategy,
    world::{
        Clock,
        answer::{Answer, Failure, Outcome},
    },
};
use proptest::{
    arbitrary::any, prop_assert, prop_assert_eq, proptest, sample::Index, test_runner::Config,
};

/// Takes a number of events from a run, then drops it.
fn cut_after(steps: usize, settings: &Settings, world: &Counting) -> (Vec<Event>, Comparison) {
    let mut comparison = Comparison::new(settings.clone());
    let mut seen = Vec::new();
    let mut run = pin!(run::run(settings, world));
    for _ in 0..steps {
        let event = world.time.run(run.next()).flatten();
        let event = event.expect("a run has as many events in either world");
        seen.push(event.clone());
        comparison.apply(event);
    }
    comparison.cancel();
    (seen, comparison)
}

/// Takes the events of a run until some instant, then drops it.
fn cut_at(instant: Duration, settings: &Settings, world: &Counting) -> Comparison {
    let mut comparison = Comparison::new(settings.clone());
    let taken = run::run(settings, world).for_each(|event| {
        comparison.apply(event);
        future::ready(())
    });
    let mut taken = pin!(taken);
    let until = future::select(taken.as_mut(), world.time.sleep(instant));
    world.time.run(until).map(drop).expect("the alarm rings");
    comparison.cancel();
    comparison
}

/// The last round among these events, if it has not ended: its strategy, and the
/// outcomes of the requests that have ended.
fn unfinished(seen: &[Event]) -> Option<(Strategy, BTreeMap<usize, Outcome>)> {
    let mut current = None;
    for event in seen {
        match (event, &mut current) {
            (Event::Announced { strategy, .. }, _) => current = Some((*strategy, BTreeMap::new())),
            (Event::Finished { index, answer, .. }, Some((_, outcomes))) => {
                outcomes.insert(*index, answer.outcome);
            }
            (Event::Skipped { index, .. }, Some((_, outcomes))) => {
                outcomes.insert(*index, Outcome::Skipped);
            }
            (Event::Ended, _) => current = None,
            _ => {}
        }
    }
    current
}

proptest! {
    // Each case begins up to sixteen rounds of up to 60 requests.
    #![proptest_config(Config::with_cases(64))]

    #[test]
    fn a_run_can_be_dropped_at_any_step(settings in any_settings(), step in any::<Index>()) {
        let world = Counting::default();
        let steps = step.index(events(&settings).len() + 1);
        let (seen, comparison) = cut_after(steps, &settings, &world);

        prop_assert_eq!(seen.len(), steps);
        prop_assert_eq!(world.live.get(), 0, "something is still in flight");
        let now = world.now();
        prop_assert_eq!(world.time.run(future::pending::<()>()), None);
        prop_assert_eq!(world.now(), now, "a timer was left behind");
        prop_assert_eq!(comparison.current(), None);

        for round in comparison.begun().flat_map(|strategy| comparison.rounds(strategy)) {
            let counts = Outcome::ALL.map(|outcome| round.timeline.count(outcome));
            prop_assert_eq!(counts.iter().sum::<usize>(), settings.requests);
            prop_assert!(round.ended || !round.is_ranked());
            prop_assert!(!round.ended || round.timeline.count(Outcome::Cancelled) == 0);
        }
    }

    #[test]
    fn a_run_can_be_dropped_at_any_instant(settings in any_settings(), instant in 0_u64..60_000) {
        let world = Counting::default();
        let comparison = cut_at(ms(instant), &settings, &world);
        prop_assert_eq!(world.live.get(), 0, "something is still in flight");
        for round in comparison.begun().flat_map(|strategy| comparison.rounds(strategy)) {
            let counts = Outcome::ALL.map(|outcome| round.timeline.count(outcome));
            prop_assert_eq!(counts.iter().sum::<usize>(), settings.requests);
        }
    }

    #[test]
    fn in_the_round_that_was_cut_what_had_not_ended_is_cancelled(
        settings in any_settings(), step in any::<Index>(),
    ) {
        let steps = step.index(events(&settings).len() + 1);
        let (seen, comparison) = cut_after(steps, &settings, &Counting::default());
        if let Some((strategy, outcomes)) = unfinished(&seen) {
            let round = comparison.rounds(strategy).last().expect("it was announced");
            for (index, span) in round.timeline.spans().iter().enumerate() {
                let expected = outcomes.get(&index).unwrap_or(&Outcome::Cancelled);
                prop_assert_eq!(round.timeline.outcome(span), Some(*expected));
            }
        }
    }

    #[test]
    fn a_strategy_that_had_not_begun_has_no_rounds(
        settings in any_settings(), step in any::<Index>(),
    ) {
        let steps = step.index(events(&settings).len() + 1);
        let (seen, comparison) = cut_after(steps, &settings, &Counting::default());
        let announced = seen.iter().filter_map(|event| match event {
            Event::Announced { strategy, .. } => Some(*strategy),
            _ => None,
        });
        let begun: BTreeSet<_> = comparison.begun().collect();
        prop_assert_eq!(begun, announced.collect::<BTreeSet<_>>());
    }
}

#[test]
fn a_run_that_is_dropped_before_its_first_event_has_sent_nothing() {
    let (settings, world) = (settings("requests=5"), Counting::default());
    let (_, comparison) = cut_after(0, &settings, &world);
    assert_eq!((comparison.begun().count(), world.live.get()), (0, 0));
}

#[test]
fn to_cut_a_run_that_is_over_changes_nothing() {
    let (settings, world) = (
        settings("requests=5&strategies=joined"),
        Counting::default(),
    );
    let (_, comparison) = cut_after(events(&settings).len(), &settings, &world);
    let round = &comparison.rounds(Strategy::Joined)[0];
    assert!(round.is_ranked());
    assert_eq!(round.timeline.count(Outcome::Ok), 5);
}

#[test]
fn all_that_is_in_flight_is_taken_back_and_what_was_not_sent_never_is() {
    let query = "requests=20&concurrency=4&latency=100&spread=0&strategies=windowed";
    let (settings, world) = (settings(query), Counting::default());
    let first_end = |event: &Event| matches!(event, Event::Finished { .. });
    let step = events(&settings)
        .iter()
        .position(first_end)
        .expect("one ends");
    let (seen, comparison) = cut_after(step + 1, &settings, &world);
    let started = seen
        .iter()
        .filter(|event| matches!(event, Event::Started { .. }));
    assert_eq!((started.count(), world.live.get()), (4, 0));
    let timeline = &comparison.rounds(Strategy::Windowed)[0].timeline;
    assert_eq!(
        [Outcome::Ok, Outcome::Cancelled].map(|outcome| timeline.count(outcome)),
        [1, 19]
    );
}

/// No answer comes within the deadline, so the only request is sent again after
/// the drawn backoff. The run is cancelled 50 ms into the second attempt.
#[test]
fn a_request_that_is_cancelled_while_it_is_sent_again_was_sent_twice() {
    let query = "requests=10&spread=0&latency=200&timeout=100&retries=1&strategies=sequential";
    let (settings, world) = (settings(query), Counting::default());
    let late = Answer::judge(Err(Failure::Timeout(ms(100))), None);
    let wait = Retries::new(settings.seed, 1, 10).next(0, 1, &late);
    let until = ms(150) + wait.expect("a first retry is granted");
    let comparison = cut_at(until, &settings, &world);
    let request = &report(&comparison)["strategies"][0]["rounds"][0]["requests"][0];
    assert_eq!(request["outcome"], "cancelled");
    assert_eq!(request["attempts"].as_f64(), Some(2.0));
}
