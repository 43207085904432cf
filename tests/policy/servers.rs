//! Manners towards a real server: pauses, limits, and a network that goes away.

use std::{
    cell::{Cell, RefCell},
    time::Duration,
};

use futures::{
    StreamExt,
    future::{FutureExt, LocalBoxFuture},
};
use inflight::{
    analysis::timeline::Timeline,
    run::{
        self, Event,
        limits::{LARGEST_ROUND, LONGEST_ROUND},
    },
    strategy::Strategy::{self, Batched, Blocking, Joined, Sequential, Streamed, Windowed},
    world::{
        Clock, Http, Screen,
        answer::{Failure, Outcome, Response, TodoFields},
        network::Fate,
        virtual_time::VirtualTime,
    },
};

use crate::virtual_time_support::{ms, settings};

/// Answers the n-th request that arrives, from 0.
type Script = dyn Fn(usize) -> Result<Response, Failure>;

/// A server in virtual time, and when requests arrived there.
struct Server<'a> {
    time: VirtualTime,
    latency: Duration,
    script: &'a Script,
    arrivals: RefCell<Vec<Duration>>,
    /// After so many arrivals there is no network any more.
    offline_after: usize,
}

impl Server<'_> {
    fn answer(&self) -> Result<Response, Failure> {
        let place = self.arrivals.borrow().len();
        self.arrivals.borrow_mut().push(self.time.now());
        (self.script)(place)
    }
}

impl Clock for Server<'_> {
    fn now(&self) -> Duration {
        self.time.now()
    }

    fn sleep(&self, duration: Duration) -> LocalBoxFuture<'_, ()> {
        self.time.sleep(duration).boxed_local()
    }

    fn spin(&self, duration: Duration) {
        self.time.spin(duration);
    }
}

impl Http for Server<'_> {
    fn simulate(&self, _: usize, _: Fate) -> LocalBoxFuture<'_, Result<Response, Failure>> {
        unreachable!("this network is not simulated")
    }

    fn fetch<'a>(
        &'a self,
        _: &'a str,
        _: &'a Cell<Option<u16>>,
    ) -> LocalBoxFuture<'a, Result<Response, Failure>> {
        let answer = self.answer();
        let answered = self.time.sleep(self.latency).map(move |()| answer);
        answered.boxed_local()
    }

    fn fetch_blocking(&self, _: &str) -> Result<Response, Failure> {
        self.time.spin(self.latency);
        self.answer()
    }

    fn is_online(&self) -> bool {
        self.arrivals.borrow().len() <= self.offline_after
    }
}

impl Screen for Server<'_> {}

fn response(status: u16, retry_after: Option<Duration>, size: usize) -> Response {
    Response {
        status,
        body: format!("\"{}\"", "x".repeat(size)).into_bytes(),
        retry_after,
        todo: TodoFields::default(),
    }
}

/// A round against a server, and when its requests arrived there.
struct Round {
    timeline: Timeline,
    arrivals: Vec<Duration>,
}

fn round(strategy: Strategy, query: &str, latency: Duration, script: &Script) -> Round {
    round_until(usize::MAX, strategy, query, latency, script)
}

fn round_until(
    offline_after: usize,
    strategy: Strategy,
    query: &str,
    latency: Duration,
    script: &Script,
) -> Round {
    let settings = settings(&format!(
        "endpoint=site&strategies={}&{query}",
        strategy.key()
    ));
    let server = Server {
        time: VirtualTime::default(),
        latency,
        script,
        arrivals: RefCell::default(),
        offline_after,
    };
    let events = server
        .time
        .run(run::run(&settings, &server).collect::<Vec<Event>>());
    let mut timeline = Timeline::new(settings.requests);
    for event in events.expect("a run comes to its end") {
        timeline.apply(event);
    }
    Round {
        timeline,
        arrivals: server.arrivals.take(),
    }
}

/// Refuses the third request that arrives.
fn third_refused(retry_after: Option<Duration>) -> impl Fn(usize) -> Result<Response, Failure> {
    move |place| Ok(response(if place == 2 { 429 } else { 200 }, retry_after, 1))
}

const IN_TURN: [Strategy; 4] = [Sequential, Batched, Windowed, Streamed];

#[test]
fn a_429_holds_up_every_later_request_for_as_long_as_the_server_asked() {
    for strategy in IN_TURN {
        let script = third_refused(Some(ms(2_000)));
        let round = round(strategy, "requests=9&concurrency=3", ms(10), &script);
        let told = round.arrivals[2] + ms(10);
        // At the very instant of the 429, others may have gone before it was read.
        let later = round.arrivals.iter().filter(|at| **at > told);
        assert!(later.clone().count() >= 4, "{strategy:?}");
        assert!(
            later.clone().all(|at| *at >= told + ms(2_000)),
            "{strategy:?}: {:?}",
            round.arrivals
        );
        assert_eq!(round.timeline.count(Outcome::Ok), 8, "{strategy:?}");
    }
}

#[test]
fn no_server_is_waited_for_longer_than_half_a_minute() {
    let script = third_refused(Some(ms(3_600_000)));
    let round = round(Sequential, "requests=4", ms(10), &script);
    assert_eq!(round.arrivals[3], round.arrivals[2] + ms(10) + ms(30_000));
}

#[test]
fn a_429_that_does_not_say_how_long_is_given_a_drawn_time_that_grows() {
    let pauses = |seed: u64| {
        let script = |_: usize| Ok(response(429, None, 1));
        let round = round(
            Sequential,
            &format!("requests=8&seed={seed}"),
            ms(10),
            &script,
        );
        let gaps = round
            .arrivals
            .windows(2)
            .map(|pair| pair[1].saturating_sub(pair[0] + ms(10)));
        gaps.collect::<Vec<_>>()
    };
    let all: Vec<_> = (0..50).map(pauses).collect();
    for (nth, longest) in [200, 400, 800, 1_600, 3_200, 5_000, 5_000]
        .into_iter()
        .enumerate()
    {
        let drawn: Vec<_> = all.iter().map(|pauses| pauses[nth]).collect();
        assert!(
            drawn.iter().all(|pause| *pause <= ms(longest)),
            "{nth}: {drawn:?}"
        );
        assert!(
            drawn.iter().any(|pause| *pause > ms(longest / 2)),
            "{nth}: {drawn:?}"
        );
    }
}

#[test]
fn what_is_in_flight_is_not_touched_and_a_page_does_not_stand_still_for_a_pause() {
    let script = third_refused(Some(ms(2_000)));
    let all_at_once = round(Joined, "requests=9", ms(10), &script);
    assert_eq!(all_at_once.timeline.total(), Some(ms(10)));
    let blocking = round(Blocking, "requests=9", ms(10), &script);
    assert_eq!(blocking.timeline.count(Outcome::Skipped), 6);
}

#[test]
fn a_round_sends_nothing_more_after_two_minutes() {
    let script = |_: usize| Ok(response(200, None, 1));
    for strategy in IN_TURN {
        let round = round(
            strategy,
            "requests=60&concurrency=2&timeout=60000",
            ms(25_000),
            &script,
        );
        assert!(
            round.arrivals.iter().all(|at| *at <= LONGEST_ROUND),
            "{strategy:?}"
        );
        let (ok, skipped) = (
            round.timeline.count(Outcome::Ok),
            round.timeline.count(Outcome::Skipped),
        );
        assert_eq!(
            (ok, ok + skipped),
            (round.arrivals.len(), 60),
            "{strategy:?}"
        );
        assert!(skipped > 0, "{strategy:?}");
    }
}

#[test]
fn a_round_asks_for_nothing_more_when_it_has_brought_32_mib() {
    let size = 1 << 20;
    let script = move |_: usize| Ok(response(200, None, size - 2));
    for strategy in IN_TURN {
        let round = round(strategy, "requests=60&concurrency=4", ms(10), &script);
        let most = LARGEST_ROUND / size + 4;
        assert!(
            round.arrivals.len() <= most,
            "{strategy:?}: {}",
            round.arrivals.len()
        );
        assert!(round.arrivals.len() * size > LARGEST_ROUND, "{strategy:?}");
        assert!(round.timeline.count(Outcome::Skipped) > 0, "{strategy:?}");
    }
}

#[test]
fn where_the_network_goes_away_the_rest_is_skipped_and_no_repetition_is_used_up() {
    let script = |place: usize| match place {
        0..6 => Ok(response(200, None, 1)),
        _ => Err(Failure::Network("gone".into())),
    };
    for strategy in IN_TURN {
        let round = round_until(
            6,
            strategy,
            "requests=20&concurrency=3&retries=5",
            ms(10),
            &script,
        );
        let counts =
            [Outcome::Ok, Outcome::Network, Outcome::Skipped].map(|one| round.timeline.count(one));
        assert_eq!(counts.iter().sum::<usize>(), 20, "{strategy:?}");
        assert!((1..=3).contains(&counts[1]), "{strategy:?}: {counts:?}");
        assert_eq!(
            counts[0] + counts[1],
            round.arrivals.len(),
            "{strategy:?}: each was sent once"
        );
    }
}

#[test]
fn an_answer_that_names_the_highest_id_there_is_ends_no_chain() {
    let script = |_: usize| {
        Ok(Response {
            todo: TodoFields {
                title: None,
                id: Some(usize::MAX),
            },
            ..response(200, None, 1)
        })
    };
    for strategy in IN_TURN {
        let round = round(strategy, "requests=3&steps=4", ms(10), &script);
        let ok = round.timeline.count(Outcome::Ok);
        assert_eq!((ok, round.arrivals.len()), (3, 12), "{strategy:?}");
    }
}
