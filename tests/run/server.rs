//! A server in virtual time that answers by a script.

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
    run::{self, Event},
    strategy::Strategy::{self, Batched, Sequential, Streamed, Windowed},
    world::{
        Clock, Http, Screen,
        answer::{Failure, Response, TodoFields},
        network::Fate,
        skip_reason::SkipReason,
        virtual_time::VirtualTime,
    },
};

use crate::helpers::settings;

/// The answer to the n-th request that arrives, counted from 0.
pub(crate) type Script = dyn Fn(usize) -> Result<Response, Failure>;

/// A server in virtual time, and when requests arrived there.
struct Server<'a> {
    time: VirtualTime,
    latency: Duration,
    script: &'a Script,
    arrivals: RefCell<Vec<Duration>>,
    /// The numbers in the URLs, in the order of arrival.
    numbers: RefCell<Vec<usize>>,
    /// The network is gone after this number of arrivals.
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
        url: &'a str,
        _: &'a Cell<Option<u16>>,
    ) -> LocalBoxFuture<'a, Result<Response, Failure>> {
        let number = url
            .trim_matches(|c: char| !c.is_ascii_digit())
            .parse::<usize>();
        self.numbers.borrow_mut().extend(number.ok());
        let answer = self.answer();
        let answered = self.time.sleep(self.latency).map(move |()| answer);
        answered.boxed_local()
    }

    fn fetch_blocking(&self, _: &str) -> Result<Response, Failure> {
        self.time.spin(self.latency);
        self.answer()
    }

    fn obstacle(&self, _: Strategy) -> Option<SkipReason> {
        let gone = self.arrivals.borrow().len() > self.offline_after;
        gone.then_some(SkipReason::Offline)
    }
}

impl Screen for Server<'_> {}

pub(crate) fn response(status: u16, retry_after: Option<Duration>, size: usize) -> Response {
    Response {
        status,
        body: format!("\"{}\"", "x".repeat(size)).into_bytes(),
        retry_after,
        todo: TodoFields::default(),
    }
}

/// A round against a server, and when its requests arrived there.
pub(crate) struct Round {
    pub(crate) timeline: Timeline,
    pub(crate) arrivals: Vec<Duration>,
    /// The numbers in their URLs, in the same order, but for `blocking`.
    pub(crate) numbers: Vec<usize>,
}

pub(crate) fn round(strategy: Strategy, query: &str, latency: Duration, script: &Script) -> Round {
    round_until(usize::MAX, strategy, query, latency, script)
}

pub(crate) fn round_until(
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
        numbers: RefCell::default(),
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
        numbers: server.numbers.take(),
    }
}

pub(crate) const IN_TURN: [Strategy; 4] = [Sequential, Batched, Windowed, Streamed];
