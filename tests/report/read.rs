//! A report that was written and read shows the same as before.

mod damage;
mod refusals;

use inflight::{
    analysis::{
        comparison::{Cells, Comparison},
        verdict::verdict,
    },
    report::{self, csv::csv},
    run::Event,
    strategy::Strategy,
    world::answer::{Answer, Failure},
};
use proptest::{
    arbitrary::any, prop_assert_eq, prop_assume, proptest, sample::Index, test_runner::Config,
};
use serde_json::Value;

use crate::{
    helpers::{any_run, as_numbers, compare, cut_after, events, ms, settings},
    samples::{again, answered, environment, json, reply, titled},
};

/// A comparison as it is after it was written and read.
fn read(comparison: &Comparison, hidden: bool) -> Comparison {
    let read = report::read(&json(comparison, &environment(hidden)));
    read.expect("it was written by ourselves").0
}

/// What the page shows of a strategy, except the order of simultaneous
/// deliveries.
fn seen(comparison: &Comparison, strategy: Strategy) -> impl PartialEq + std::fmt::Debug {
    let rounds = comparison.rounds(strategy).iter();
    let rounds: Vec<_> = rounds
        .map(|round| {
            let timeline = &round.timeline;
            let kept = (round.ended, round.hidden, round.ideal, round.number);
            let steps = timeline.in_flight().to_vec();
            (kept, steps, timeline.total(), timeline.answered())
        })
        .collect();
    (rounds, Cells::new(Some(comparison), strategy, None))
}

proptest! {
    // Each case runs up to sixteen rounds of up to 60 requests.
    #![proptest_config(Config::with_cases(64))]

    #[test]
    fn a_report_that_was_read_is_written_as_it_was(settings in any_run()) {
        let text = json(&compare(&settings), &environment(false));
        prop_assert_eq!(again(&text), Ok(text));
    }

    #[test]
    fn a_comparison_that_was_read_shows_as_it_showed(settings in any_run()) {
        let comparison = compare(&settings);
        let read = read(&comparison, false);
        for strategy in comparison.begun() {
            prop_assert_eq!(seen(&read, strategy), seen(&comparison, strategy));
        }
        prop_assert_eq!(verdict(&read), verdict(&comparison));
        prop_assert_eq!(csv(&read), csv(&comparison));
    }

    /// Except a run that was cancelled just before its last event, the end of a
    /// round: a report does not say whether it came.
    #[test]
    fn a_run_that_was_cut_is_read_as_cut(settings in any_run(), step in any::<Index>()) {
        let events = events(&settings);
        let step = step.index(events.len());
        let comparison = cut_after(step, &settings);
        let text = json(&comparison, &environment(false));
        prop_assert_eq!(again(&text), Ok(text));
        prop_assume!(events[step] != Event::Ended);
        let read = read(&comparison, false);
        for strategy in comparison.begun() {
            prop_assert_eq!(seen(&read, strategy), seen(&comparison, strategy));
        }
        prop_assert_eq!(verdict(&read), verdict(&comparison));
    }
}

/// Every number with a fraction and an exponent, as some programs write them.
fn spelled(value: Value) -> Value {
    match value {
        Value::Number(number) => {
            let digits = number.to_string();
            let fraction = if digits.contains('.') { "0" } else { ".0" };
            let spelled = format!("{digits}{fraction}e+0");
            serde_json::from_str(&spelled).expect("a number")
        }
        Value::Array(values) => values.into_iter().map(spelled).collect(),
        Value::Object(fields) => {
            let fields = fields.into_iter();
            fields.map(|(name, value)| (name, spelled(value))).collect()
        }
        other => other,
    }
}

#[test]
fn numbers_are_read_however_they_are_spelled() {
    let settings = settings("requests=9&rounds=6&failures=20&spread=0.5");
    let text = json(&compare(&settings), &environment(false));
    let value: Value = serde_json::from_str(&text).expect("JSON");
    for other in [spelled(value.clone()), as_numbers(value)] {
        assert_eq!(again(&other.to_string()), Ok(text.clone()));
    }
}

#[test]
fn the_titles_of_the_simulated_network_are_made_again() {
    let comparison = compare(&settings("requests=5&steps=3&strategies=as-completed"));
    let read = read(&comparison, false);
    let [one, other] = [&read, &comparison].map(|it| it.rounds(Strategy::AsCompleted)[0].clone());
    assert_eq!(one, other);
}

#[test]
fn the_titles_of_a_real_server_are_empty_and_the_rest_is_as_it_was() {
    let comparison = titled("a title");
    let read = read(&comparison, false);
    let span = |comparison: &Comparison| {
        comparison.rounds(Strategy::Joined)[0].timeline.spans()[0].clone()
    };
    let (one, other) = (span(&read), span(&comparison));
    assert_eq!((one.queued, one.delivered), (other.queued, other.delivered));
    assert_eq!(
        one.answer.map(|answer| answer.title.to_string()),
        Some(String::new())
    );
}

#[test]
fn whatever_a_real_server_does_is_read_as_it_was() {
    let broken = || Failure::Broken("reset".into());
    for (came, seen) in [
        (Ok(reply(204, "")), None),
        (Ok(reply(299, "")), None),
        (Ok(reply(404, "")), None),
        (Ok(reply(503, "")), None),
        (Err(Failure::Network("offline".into())), None),
        (Err(Failure::Timeout(ms(10_000))), None),
        (Err(Failure::Timeout(ms(10_000))), Some(200)),
        (Err(broken()), Some(200)),
        (Err(Failure::TooLarge), Some(404)),
    ] {
        let comparison = answered(Answer::judge(came, seen));
        let text = json(&comparison, &environment(false));
        assert_eq!(again(&text), Ok(text.clone()));
        assert_eq!(verdict(&read(&comparison, false)), verdict(&comparison));
    }
}

#[test]
fn a_round_that_was_hidden_and_one_that_was_interrupted_are_told_apart() {
    let settings = settings("requests=3&strategies=joined");
    let run = events(&settings);
    let mut hidden = Comparison::new(settings.clone());
    for event in run.clone() {
        if let Some(round) = hidden.current_round() {
            round.hidden = true;
        }
        hidden.apply(event);
    }
    let interrupted = cut_after(run.len() - 1, &settings);
    for (comparison, was_hidden) in [(hidden, true), (interrupted, false)] {
        let read = read(&comparison, was_hidden);
        assert_eq!(verdict(&read), verdict(&comparison));
        assert_eq!(
            seen(&read, Strategy::Joined),
            seen(&comparison, Strategy::Joined)
        );
    }
}
