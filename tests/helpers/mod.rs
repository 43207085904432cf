//! What the native tests share: settings, plain jobs and whole runs in virtual
//! time, rounds made by hand, sweeps.

#![allow(dead_code)] // every test file uses a part of it
#![allow(clippy::expect_used)] // a test that cannot go on has failed

pub(crate) mod by_hand;
pub(crate) mod closed_form;
pub(crate) mod counting;
pub(crate) mod sweeps;

use std::{
    cell::RefCell,
    num::{NonZeroU32, NonZeroUsize},
    pin::pin,
    time::Duration,
};

use futures::StreamExt;
use inflight::{
    analysis::{
        comparison::{Comparison, Round},
        environment::Environment,
        timeline::Timeline,
    },
    report::Report,
    run::{self, Event},
    settings::{Period, Rate, Settings},
    strategy::Strategy,
    world::{Clock, transport::Transport, virtual_time::VirtualTime},
};
use proptest::{prelude::Just, prop_oneof, strategy::Strategy as Generator};
use roxmltree::Document;
use serde_json::Value;

pub(crate) const fn ms(number: u64) -> Duration {
    Duration::from_millis(number)
}

pub(crate) fn milliseconds(numbers: &[u64]) -> Vec<Duration> {
    numbers.iter().copied().map(ms).collect()
}

/// The settings that a link describes.
pub(crate) fn settings(query: &str) -> Settings {
    let (settings, refusals) = Settings::from_query(query);
    assert_eq!(refusals, [], "in {query}");
    settings
}

/// All of ours, as the value of the setting `strategies`.
pub(crate) fn every_strategy() -> Vec<Strategy> {
    Strategy::ours().collect()
}

/// The strategies whose times depend on latencies alone.
pub(crate) fn every_unpaced() -> Vec<Strategy> {
    let mut strategies = every_strategy();
    strategies.retain(|strategy| !strategy.is_paced());
    strategies
}

/// The events of a whole run in virtual time.
pub(crate) fn events(settings: &Settings) -> Vec<Event> {
    let time = VirtualTime::default();
    let events = time.run(run::run(settings, &time).collect());
    events.expect("a run comes to its end")
}

/// A whole run in virtual time.
pub(crate) fn compare(settings: &Settings) -> Comparison {
    let mut comparison = Comparison::new(settings.clone());
    for event in events(settings) {
        comparison.apply(event);
    }
    comparison
}

/// Every round of a run, with its strategy.
pub(crate) fn rounds(comparison: &Comparison) -> Vec<(Strategy, Round)> {
    let rounds = |strategy| {
        comparison
            .rounds(strategy)
            .iter()
            .map(move |round| (strategy, Round::clone(round)))
    };
    comparison.begun().flat_map(rounds).collect()
}

/// What a strategy did with plain jobs.
#[derive(Debug, PartialEq)]
pub(crate) struct Trace {
    /// When each job was polled for the first time.
    pub(crate) started: Vec<Duration>,
    /// The deliveries in their order: the slot, the job, the instant.
    pub(crate) delivered: Vec<(usize, usize, Duration)>,
    /// When the strategy itself came to its end.
    pub(crate) total: Duration,
    /// The most jobs at once.
    pub(crate) peak: usize,
    live: usize,
}

/// Lets a strategy await jobs that only take these times.
pub(crate) fn trace(strategy: Strategy, latencies: &[Duration], concurrency: usize) -> Trace {
    let time = VirtualTime::default();
    let trace = RefCell::new(Trace::before(latencies.len()));
    let job = async |index: usize| {
        trace.borrow_mut().start(index, time.now());
        match strategy {
            Strategy::Blocking => time.spin(latencies[index]),
            _ => time.sleep(latencies[index]).await,
        }
        trace.borrow_mut().live -= 1;
        index
    };
    let jobs = (0..latencies.len()).map(&job);
    let concurrency = NonZeroUsize::new(concurrency).expect("a width is at least 1");
    let all = strategy.start(
        jobs,
        concurrency,
        async || {},
        |slot, index| {
            let delivery = (slot, index, time.now());
            trace.borrow_mut().delivered.push(delivery);
        },
    );
    time.run(all).expect("a strategy comes to its end");
    let total = time.now();
    Trace {
        total,
        ..trace.into_inner()
    }
}

impl Trace {
    fn before(jobs: usize) -> Self {
        Self {
            started: vec![Duration::MAX; jobs],
            delivered: Vec::new(),
            total: Duration::ZERO,
            peak: 0,
            live: 0,
        }
    }

    fn start(&mut self, index: usize, now: Duration) {
        self.started[index] = now;
        self.live += 1;
        self.peak = self.peak.max(self.live);
    }
}

/// Small runs of all strategies on any simulated network.
pub(crate) fn any_settings() -> impl Generator<Value = Settings> {
    let load = (1_usize..=60, 1_usize..=12, 1_usize..=2, 0_u64..1 << 53);
    let limits = (optional(8_usize), optional(8_usize), optional(100_u32));
    let rate = || prop_oneof![2 => Just(None), 1 => (5_u32..=200).prop_map(Some)];
    let rates = (rate(), 0_usize..=20, rate());
    let network = (1_u64..=300, 0.0..=2.0_f64, limits, rates);
    let policy = (prop_oneof![Just(60_000), 1_u64..=600], optional(3_u32));
    let job = (1_u32..=3, optional(20_u64), policy);
    (load, network, job).prop_map(|(load, network, job)| {
        let (latency, spread, (cap, capacity, failures), (quota, burst, pace)) = network;
        let a_second = |requests: Option<u32>| {
            let requests = requests.and_then(NonZeroU32::new)?;
            let per = Period::Second;
            Some(Rate { requests, per })
        };
        let (steps, work, (timeout, retries)) = job;
        Settings {
            strategies: every_strategy(),
            requests: load.0,
            concurrency: NonZeroUsize::MIN.saturating_add(load.1 - 1),
            rounds: load.2,
            seed: load.3,
            latency: ms(latency),
            work: ms(work),
            timeout: ms(timeout),
            spread,
            cap,
            capacity,
            failures,
            quota: a_second(quota),
            burst,
            pace: a_second(pace),
            steps,
            retries,
            ..Settings::default()
        }
    })
}

/// Zero in half of the cases, else a value up to `most`.
fn optional<T>(most: T) -> impl Generator<Value = T>
where
    T: Clone + Default + std::fmt::Debug + 'static,
    std::ops::RangeInclusive<T>: Generator<Value = T>,
{
    prop_oneof![Just(T::default()), T::default()..=most]
}

/// The report of a comparison, as another program reads it.
pub(crate) fn report(comparison: &Comparison) -> Value {
    let environment = Environment {
        transport: Transport::InPage,
        protocol: None,
        user_agent: "virtual".into(),
        clock_resolution: Duration::from_micros(100),
        was_hidden: false,
        went_offline: false,
        worker_lost: false,
    };
    let json = Report::new(comparison, environment).json();
    as_numbers(serde_json::from_str(&json).expect("a report is JSON"))
}

/// A value as a program reads it that has one kind of number: 1 and 1.0 are
/// equal.
pub(crate) fn as_numbers(value: Value) -> Value {
    match value {
        Value::Number(number) => number.as_f64().into(),
        Value::Array(values) => values.into_iter().map(as_numbers).collect(),
        Value::Object(fields) => {
            let fields = fields.into_iter();
            fields
                .map(|(name, value)| (name, as_numbers(value)))
                .collect()
        }
        other => other,
    }
}

/// How long each request took, from its first start to its end.
pub(crate) fn durations(timeline: &Timeline) -> Vec<Duration> {
    let spans = timeline.spans().iter();
    spans
        .filter_map(|span| span.finished?.checked_sub(span.started?))
        .collect()
}

/// Small runs whose settings survive a link, which has six decimal places.
pub(crate) fn any_run() -> impl Generator<Value = Settings> {
    any_settings().prop_map(|any| settings(&any.to_query()))
}

/// A run in virtual time that is cancelled after a number of events, or at its
/// end.
pub(crate) fn cut_after(events: usize, settings: &Settings) -> Comparison {
    let time = VirtualTime::default();
    let mut comparison = Comparison::new(settings.clone());
    let mut run = pin!(run::run(settings, &time));
    for _ in 0..events {
        match time.run(run.next()).flatten() {
            Some(event) => comparison.apply(event),
            None => break,
        }
    }
    comparison.cancel();
    comparison
}

/// All texts of a drawing.
pub(crate) fn texts(svg: &str) -> String {
    let document = Document::parse(svg).expect("XML");
    let nodes = document
        .descendants()
        .filter(|node| node.has_tag_name("text"));
    nodes.filter_map(|node| node.text()).collect()
}
