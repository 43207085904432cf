//! Rounds of functions that are written by hand here: a script says what a function
//! asks for first, and after each answer.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::Rc,
    time::Duration,
};

use futures::{
    future::{FutureExt, LocalBoxFuture, poll_fn},
    task::{Poll, Waker},
};
use inflight::{
    analysis::{
        comparison::Comparison,
        environment::Environment,
        timeline::{Span, Timeline, Try},
    },
    report::{Report, read, transfer::replay_own},
    run::{Event, yours},
    settings::Settings,
    strategy::Strategy,
    world::{
        answer::{Answer, Outcome},
        function::{
            Ask::{self, Abort, Deliver, End, Note, Send},
            Ending, Fault, Function,
        },
        transport::Transport,
    },
};
use proptest::{prelude::any, prop_assert, prop_assert_eq, proptest};

use crate::helpers::{compare, events, ms, settings};

/// What a function asks for after an answer to a sending: the second argument is its
/// outcome. Before the first one, `None`.
type Script = dyn Fn(Option<(u32, Outcome)>) -> Vec<Ask>;

/// A function that does what a script says.
struct Running {
    script: Rc<Script>,
    asks: RefCell<VecDeque<Ask>>,
    waker: Cell<Option<Waker>>,
}

impl Running {
    fn hear(&self, what: Option<(u32, Outcome)>) {
        self.asks.borrow_mut().extend((self.script)(what));
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }
}

impl Function for Running {
    fn call(&self) {
        self.hear(None);
    }

    fn next(&self) -> LocalBoxFuture<'_, Ask> {
        poll_fn(|context| {
            if let Some(ask) = self.asks.borrow_mut().pop_front() {
                return Poll::Ready(ask);
            }
            self.waker.set(Some(context.waker().clone()));
            Poll::Pending
        })
        .boxed_local()
    }

    fn answer(&self, sending: u32, answer: &Answer) {
        if answer.outcome != Outcome::Cancelled {
            self.hear(Some((sending, answer.outcome)));
        }
    }
}

/// The settings of a run of `yours` alone.
fn alone(query: &str) -> Settings {
    let mut settings = settings(&format!("strategies=yours&{query}"));
    settings.code = "function of the script".into();
    settings
}

/// The comparison of a run, and what the reader was told.
fn run(
    settings: &Settings,
    script: impl Fn(Option<(u32, Outcome)>) -> Vec<Ask> + 'static,
) -> (Comparison, Vec<Fault>) {
    let script: Rc<Script> = Rc::new(script);
    yours::enable(Rc::new(move |code, _, _| {
        let running = Running {
            script: Rc::clone(&script),
            asks: RefCell::default(),
            waker: Cell::default(),
        };
        let loaded: Result<Box<dyn Function>, _> = match code {
            "broken" => Err(Fault::new("no function found")),
            _ => Ok(Box::new(running)),
        };
        async { loaded }.boxed_local()
    }));
    let events = events(settings);
    let mut comparison = Comparison::new(settings.clone());
    let mut told = Vec::new();
    for event in events {
        if let Event::Noted(fault) = &event {
            told.push(fault.clone());
        }
        comparison.apply(event);
    }
    assert_opens_again(&comparison);
    (comparison, told)
}

/// A report of it is read as what it is, and crosses to the other program as that.
fn assert_opens_again(comparison: &Comparison) {
    let environment = Environment {
        transport: Transport::InPage,
        protocol: None,
        user_agent: String::new(),
        clock_resolution: Duration::from_micros(1),
        was_hidden: false,
        went_offline: false,
        worker_lost: false,
    };
    let json = Report::new(comparison, environment.clone()).json();
    let (again, environment) = read(&json).expect("a report of ours");
    assert_eq!(Report::new(&again, environment.clone()).json(), json);
    let text = inflight::report::transfer::write(&again, &environment);
    let mut replay =
        inflight::report::transfer::Replay::begin(&text, replay_own).expect("its first line");
    while !replay.is_over() {
        replay.step().expect("its lines");
    }
    let (replayed, environment) = replay.end();
    let rounds = |json: &str| json[json.find("\"rounds\":[").expect("rounds")..].to_owned();
    let replayed = Report::new(&replayed, environment).json();
    let (replayed, json) = (rounds(&replayed), rounds(&json));
    let same = replayed
        .bytes()
        .zip(json.bytes())
        .take_while(|(a, b)| a == b);
    let differs = same.count().saturating_sub(120);
    let part = |json: &str| json.chars().skip(differs).take(240).collect::<String>();
    assert_eq!(part(&replayed), part(&json));
}

fn timeline(comparison: &Comparison) -> &Timeline {
    &comparison.rounds(Strategy::YOURS)[0].timeline
}

fn send(sending: u32) -> Ask {
    Send {
        sending,
        index: sending as usize,
    }
}

fn returned() -> Ask {
    End(Ending::Returned)
}

/// A window over all requests, which delivers at once.
fn window(width: u32, requests: u32) -> impl Fn(Option<(u32, Outcome)>) -> Vec<Ask> {
    let (next, ended) = (Cell::new(0), Cell::new(0));
    move |heard| {
        let mut asks = Vec::new();
        if let Some((sending, _)) = heard {
            ended.set(ended.get() + 1);
            asks.push(Deliver {
                index: sending as usize,
            });
        }
        let places = if heard.is_some() { 1 } else { width };
        for _ in 0..places {
            if next.get() < requests {
                asks.push(send(next.replace(next.get() + 1)));
            }
        }
        if ended.get() == requests {
            asks.push(returned());
        }
        asks
    }
}

proptest! {
    #[test]
    fn a_window_by_hand_takes_exactly_what_ours_takes(seed in any::<u16>(), width in 1..30_u32, requests in 1..60_u32) {
        let query = format!("requests={requests}&concurrency={width}&seed={seed}");
        let (yours, _) = run(&alone(&query), window(width, requests));
        let ours = compare(&settings(&format!("strategies=windowed&{query}")));
        let ours = &ours.rounds(Strategy::SWEPT[1])[0];
        let yours = &yours.rounds(Strategy::YOURS)[0];
        prop_assert_eq!(yours.timeline.spans(), ours.timeline.spans());
        prop_assert_eq!(yours.ideal, ours.ideal);
        prop_assert!(yours.is_ranked());
    }
}

#[test]
fn what_has_come_at_the_return_is_delivered_then_in_request_order() {
    let settings = alone("requests=3&spread=0&latency=10");
    let script = |heard: Option<(u32, Outcome)>| match heard {
        None => vec![send(2), send(0), send(1)],
        Some((1, _)) => vec![returned()],
        Some(_) => vec![],
    };
    let (comparison, _) = run(&settings, script);
    let timeline = timeline(&comparison);
    assert!(
        timeline
            .spans()
            .iter()
            .all(|span| span.delivered == Some(ms(10)))
    );
    assert_eq!(timeline.inversions(), 0);
    assert_eq!(timeline.returned(), Some(&(ms(10), Ending::Returned)));
    assert!(comparison.rounds(Strategy::YOURS)[0].is_ranked());
}

#[test]
fn what_is_in_flight_at_the_return_is_waited_for_and_never_delivered() {
    let settings = alone("requests=2&spread=0&latency=10");
    let script = |heard: Option<(u32, Outcome)>| match heard {
        None => vec![send(0), returned(), send(1)],
        Some(_) => vec![send(1)],
    };
    let (comparison, _) = run(&settings, script);
    let spans = timeline(&comparison).spans();
    let first = &spans[0];
    assert_eq!((first.finished, first.delivered), (Some(ms(10)), None));
    // What is asked for after the return is never sent.
    assert!(spans[1].is_skipped());
    assert!(!comparison.rounds(Strategy::YOURS)[0].is_ranked());
    assert_eq!(timeline(&comparison).total(), None);
}

#[test]
fn a_function_that_throws_loses_what_was_not_delivered() {
    let settings = alone("requests=3&spread=0&latency=10");
    let fault = Fault {
        words: "Error: five".into(),
        line: 7,
    };
    let thrown = End(Ending::Threw(fault.clone()));
    let script = move |heard: Option<(u32, Outcome)>| match heard {
        None => vec![send(0), send(1), send(2)],
        Some((0, _)) => vec![Deliver { index: 0 }, thrown.clone()],
        Some(_) => vec![],
    };
    let (comparison, _) = run(&settings, script);
    let delivered = |span: &Span| span.delivered.is_some();
    let delivered: Vec<_> = timeline(&comparison)
        .spans()
        .iter()
        .map(delivered)
        .collect();
    assert_eq!(delivered, [true, false, false]);
    assert_eq!(timeline(&comparison).count(Outcome::Ok), 3);
    let (_, ending) = timeline(&comparison).returned().expect("an end");
    assert_eq!(ending, &Ending::Threw(fault));
}

#[test]
fn an_abort_ends_a_sending_at_once_and_its_answer_never_comes() {
    let settings = alone("requests=2&spread=0&latency=10");
    let script = |heard: Option<(u32, Outcome)>| match heard {
        None => vec![send(0), send(1), Abort { sending: 0 }],
        Some((sending, _)) => {
            assert_eq!(sending, 1);
            // What was aborted cannot be delivered, and neither can it be aborted again.
            vec![Deliver { index: 0 }, Abort { sending: 0 }, returned()]
        }
    };
    let (comparison, _) = run(&settings, script);
    let first = &timeline(&comparison).spans()[0];
    assert_eq!((first.finished, first.delivered), (Some(ms(0)), None));
    assert_eq!(timeline(&comparison).count(Outcome::Cancelled), 1);
    assert_eq!(timeline(&comparison).count(Outcome::Ok), 1);
}

#[test]
fn a_request_that_is_sent_again_has_the_outcome_of_the_last_sending() {
    let settings = alone("requests=1&spread=0&latency=10&failures=0");
    let again = Send {
        sending: 1,
        index: 0,
    };
    let script = move |heard: Option<(u32, Outcome)>| match heard {
        None => vec![send(0)],
        Some((0, _)) => vec![again.clone()],
        Some(_) => vec![returned()],
    };
    let (comparison, _) = run(&settings, script);
    let span = &timeline(&comparison).spans()[0];
    let tries: Vec<_> = span
        .tries
        .iter()
        .map(|one| (one.started, one.finished, one.status))
        .collect();
    assert_eq!(
        tries,
        [
            (ms(0), Some(ms(10)), Some(200)),
            (ms(10), Some(ms(20)), Some(200))
        ]
    );
    assert_eq!((span.attempts, span.finished), (2, Some(ms(20))));
    assert_eq!(timeline(&comparison).count(Outcome::Ok), 1);
    assert_eq!(timeline(&comparison).peak_in_flight(), 1);
}

#[test]
fn two_sendings_of_one_request_may_be_in_flight_together() {
    let settings = alone("requests=1&spread=0.7&latency=100&seed=3");
    for last in [0, 1] {
        let again = Send {
            sending: 1,
            index: 0,
        };
        let ended = Cell::new(0);
        let script = move |heard: Option<(u32, Outcome)>| match heard {
            None => vec![send(0), again.clone()],
            Some((sending, _)) => {
                ended.set(ended.get() + 1);
                let deliver = (sending == last).then_some(Deliver { index: 0 });
                let end = (ended.get() == 2).then(returned);
                deliver.into_iter().chain(end).collect()
            }
        };
        let (comparison, _) = run(&settings, script);
        assert_eq!(timeline(&comparison).peak_in_flight(), 2);
        assert_eq!(timeline(&comparison).count(Outcome::Ok), 1);
        let span = &timeline(&comparison).spans()[0];
        assert!(span.delivered >= span.finished && span.delivered.is_some());
        assert!(span.tries.iter().all(|one| one.finished.is_some()));
    }
}

#[test]
fn the_first_success_of_a_hedged_request_is_its_answer() {
    for aborts in [false, true] {
        let query = "requests=1&spread=0.7&latency=100&seed=3";
        let again = Send {
            sending: 1,
            index: 0,
        };
        let won = Rc::new(Cell::new(None));
        let winner = Rc::clone(&won);
        let script = move |heard: Option<(u32, Outcome)>| match heard {
            None => vec![send(0), again.clone()],
            // The other one goes on when the function returns, or is aborted then.
            Some((sending, _)) if winner.get().is_none() => {
                winner.set(Some(sending));
                let abort = Abort {
                    sending: 1 - sending,
                };
                let abort = aborts.then_some(abort);
                abort.into_iter().chain([returned()]).collect()
            }
            Some(_) => vec![],
        };
        let (comparison, _) = run(&alone(query), script);
        let timeline = timeline(&comparison);
        let span = &timeline.spans()[0];
        let first = span.tries.iter().filter_map(|one| one.finished).min();
        assert!(won.get().is_some());
        assert_eq!((span.finished, span.delivered), (first, first));
        assert_eq!(timeline.count(Outcome::Ok), 1);
        assert!(comparison.rounds(Strategy::YOURS)[0].is_ranked());
        assert_eq!(timeline.in_flight().last().map(|(_, live)| *live), Some(0));
    }
}

#[test]
fn the_failure_of_one_sending_does_not_end_a_request_whose_other_one_goes_on() {
    // Some seed fails the first sending alone, and some the second.
    let mut seen = [false; 2];
    for seed in 0..40 {
        let query = format!("requests=1&spread=0.7&latency=100&failures=40&seed={seed}");
        let again = Send {
            sending: 1,
            index: 0,
        };
        let heard = Rc::new(Cell::new(0));
        let count = Rc::clone(&heard);
        let script = move |heard: Option<(u32, Outcome)>| match heard {
            None => vec![send(0), again.clone()],
            Some((_, outcome)) => {
                count.set(count.get() + 1);
                let over = outcome == Outcome::Ok || count.get() == 2;
                over.then(returned).into_iter().collect()
            }
        };
        let (comparison, _) = run(&alone(&query), script);
        let timeline = timeline(&comparison);
        let span = &timeline.spans()[0];
        let ok = |one: &Try| one.status == Some(200);
        if span.tries.iter().any(ok) {
            assert_eq!(timeline.count(Outcome::Ok), 1, "seed {seed}");
            assert!(span.delivered.is_some() && span.delivered == span.finished);
        }
        for (place, one) in span.tries.iter().enumerate() {
            seen[place] |= !ok(one);
        }
    }
    assert_eq!(seen, [true; 2]);
}

#[test]
fn a_request_that_was_delivered_keeps_its_answer_when_it_is_sent_again() {
    let settings = alone("requests=1&spread=0&latency=10");
    let again = Send {
        sending: 1,
        index: 0,
    };
    let script = move |heard: Option<(u32, Outcome)>| match heard {
        None => vec![send(0)],
        Some((0, _)) => vec![Deliver { index: 0 }, again.clone()],
        Some(_) => vec![Deliver { index: 0 }, returned()],
    };
    let (comparison, _) = run(&settings, script);
    let span = &timeline(&comparison).spans()[0];
    assert_eq!(
        (span.finished, span.delivered),
        (Some(ms(10)), Some(ms(10)))
    );
    assert_eq!((span.tries.len(), span.attempts), (2, 2));
    assert_eq!(timeline(&comparison).count(Outcome::Ok), 1);
    assert!(comparison.rounds(Strategy::YOURS)[0].is_ranked());
}

#[test]
fn a_function_that_waits_for_nothing_is_ended_after_ten_seconds() {
    let settings = alone("requests=2&spread=0&latency=10");
    let script = |heard: Option<(u32, Outcome)>| match heard {
        None => vec![send(0)],
        Some(_) => vec![],
    };
    let (comparison, _) = run(&settings, script);
    let (at, ending) = timeline(&comparison).returned().expect("an end");
    let Ending::Stopped(fault) = ending else {
        panic!("{ending:?}")
    };
    assert!(
        fault.words.contains("10 s with nothing in flight"),
        "{fault}"
    );
    assert!(*at >= ms(10_010) && *at < ms(20_000), "{at:?}");
    assert!(timeline(&comparison).spans()[1].is_skipped());
}

#[test]
fn a_request_that_takes_longer_than_that_is_waited_for() {
    let settings = alone("requests=1&spread=0&latency=10000&timeout=60000&steps=3");
    let (comparison, _) = run(&settings, window(1, 1));
    let span = &timeline(&comparison).spans()[0];
    assert_eq!(span.delivered, Some(ms(30_000)));
}

#[test]
fn a_flood_of_messages_is_ended() {
    let settings = alone("requests=2&spread=0&latency=10");
    let script = |heard: Option<(u32, Outcome)>| match heard {
        None => vec![Deliver { index: 1 }; 2_000],
        Some(_) => vec![],
    };
    let (comparison, _) = run(&settings, script);
    let (_, ending) = timeline(&comparison).returned().expect("an end");
    assert!(
        ending
            .fault()
            .expect("words")
            .words
            .contains("too many messages")
    );
    // 20 for each request and 1,000 are not too many.
    let script = |heard: Option<(u32, Outcome)>| match heard {
        None => [vec![Deliver { index: 1 }; 1_039], vec![returned()]].concat(),
        Some(_) => vec![],
    };
    let (comparison, _) = run(&settings, script);
    let (_, ending) = timeline(&comparison).returned().expect("an end");
    assert_eq!(ending, &Ending::Returned);
}

#[test]
fn code_that_cannot_be_loaded_sends_nothing_and_says_why() {
    let mut settings = alone("requests=2");
    settings.code = "broken".into();
    let (comparison, _) = run(&settings, |_| vec![]);
    let (at, ending) = timeline(&comparison).returned().expect("an end");
    assert_eq!(*at, ms(0));
    assert_eq!(
        ending.fault().expect("words").to_string(),
        "Your code: no function found."
    );
    assert!(timeline(&comparison).spans().iter().all(Span::is_skipped));
}

#[test]
fn a_note_reaches_the_reader_and_the_round_goes_on() {
    let settings = alone("requests=1&spread=0&latency=10");
    let note = Fault::new("fetch: not in the list of urls");
    let noted = note.clone();
    let script = move |heard: Option<(u32, Outcome)>| match heard {
        None => vec![Note(noted.clone()), send(0)],
        Some(_) => vec![returned()],
    };
    let (comparison, told) = run(&settings, script);
    assert_eq!(told, [note]);
    assert!(comparison.rounds(Strategy::YOURS)[0].is_ranked());
}

#[test]
fn the_breaker_the_quota_and_the_faults_are_those_of_the_other_rows() {
    let settings = alone("requests=40&failures=100&concurrency=4");
    let (comparison, _) = run(&settings, window(4, 40));
    let timeline = timeline(&comparison);
    let ours = compare(&self::settings(
        "strategies=windowed&requests=40&failures=100&concurrency=4",
    ));
    let ours = &ours.rounds(Strategy::SWEPT[1])[0].timeline;
    for outcome in [Outcome::Http, Outcome::Skipped] {
        assert_eq!(timeline.count(outcome), ours.count(outcome), "{outcome:?}");
    }
    assert!(timeline.count(Outcome::Skipped) > 0);
}

proptest! {
    /// Whatever a function asks for, in whatever order, the round ends, each request
    /// has one outcome, and its report opens again.
    #[test]
    fn whatever_a_function_asks_for_the_round_is_whole(
        orders in proptest::collection::vec((0..4_u8, 0..5_usize), 0..40),
        seed in any::<u16>(),
        throws in any::<bool>(),
    ) {
        let settings = alone(&format!("requests=5&concurrency=2&latency=20&failures=30&seed={seed}"));
        let remaining = RefCell::new(orders.into_iter().enumerate());
        let script = move |_: Option<(u32, Outcome)>| {
            let mut asks = Vec::new();
            for (number, (kind, index)) in remaining.borrow_mut().by_ref().take(3) {
                let sending = u32::try_from(number).expect("a small number");
                asks.push(match kind {
                    0 | 1 => Send { sending, index },
                    2 => Deliver { index },
                    _ => Abort { sending: sending.saturating_sub(1) },
                });
            }
            if asks.is_empty() {
                let fault = Fault::new("Error: enough");
                asks.push(End(if throws { Ending::Threw(fault) } else { Ending::Returned }));
            }
            asks
        };
        let (comparison, _) = run(&settings, script);
        let timeline = timeline(&comparison);
        let ended: usize = Outcome::ALL.into_iter().map(|outcome| timeline.count(outcome)).sum();
        prop_assert_eq!(ended, 5);
        prop_assert_eq!(timeline.in_flight().last().map(|(_, live)| *live), Some(0));
        for span in timeline.spans() {
            prop_assert!(span.delivered.is_none() || span.delivered >= span.finished);
        }
    }
}
