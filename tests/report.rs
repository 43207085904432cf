//! Reports as files: read back, refused, and in their other forms.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used)] // a test that cannot go on has failed

#[path = "report/damage.rs"]
mod damage;
#[path = "report/forms.rs"]
mod forms;
#[path = "report/reading.rs"]
mod reading;
#[path = "report/refusals.rs"]
mod refusals;
mod virtual_time_support;

use std::{pin::pin, time::Duration};

use futures::StreamExt;
use inflight::{
    analysis::{comparison::Comparison, environment::Environment},
    report::{self, Report, Unreadable},
    run::{self, Event},
    settings::Settings,
    strategy::Strategy,
    world::{
        answer::{Answer, Response, TodoFields},
        transport::Transport,
        virtual_time::VirtualTime,
    },
};
use proptest::strategy::Strategy as Generator;
use virtual_time_support::{any_settings, ms, settings};

fn environment(was_hidden: bool) -> Environment {
    Environment {
        transport: Transport::Network,
        protocol: Some("h2".into()),
        user_agent: "A browser/1.0 (\"quoted\" <b>, `ticks` | and = more)".into(),
        clock_resolution: Duration::from_micros(5),
        was_hidden,
        went_offline: false,
        worker_lost: false,
    }
}

fn json(comparison: &Comparison, environment: &Environment) -> String {
    Report::new(comparison, environment.clone()).json()
}

/// Reads a report and writes it again.
fn again(text: &str) -> Result<String, Unreadable> {
    let (comparison, environment) = report::read(text)?;
    Ok(json(&comparison, &environment))
}

/// Small runs whose settings can be written down: a link has six decimal places.
fn any_run() -> impl Generator<Value = Settings> {
    any_settings().prop_map(|any| settings(&any.to_query()))
}

/// A run in virtual time that is cut after so many events, if it has as many.
fn cut_after(events: usize, settings: &Settings) -> Comparison {
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

/// What a server answers.
fn reply(status: u16, title: &str) -> Response {
    Response {
        status,
        body: b"{}".to_vec(),
        retry_after: None,
        todo: TodoFields {
            title: Some(title.into()),
            id: None,
        },
    }
}

/// A round of one request against a real server, which answers with this title.
fn titled(title: &str) -> Comparison {
    answered(Answer::judge(Ok(reply(200, title)), None))
}

/// A round of one request against a real server.
fn answered(answer: Answer) -> Comparison {
    let query = "requests=1&strategies=joined&endpoint=https://example.org/<script>|{id}";
    let mut comparison = Comparison::new(settings(query));
    for event in [
        Event::Announced {
            round: 0,
            strategy: Strategy::Joined,
        },
        Event::Started {
            index: 0,
            at: ms(0),
        },
        Event::Finished {
            index: 0,
            at: ms(7),
            answer,
            queued: Some(Duration::from_micros(1_500)),
        },
        Event::Delivered {
            index: 0,
            slot: 0,
            at: ms(9),
        },
        Event::Ended,
    ] {
        comparison.apply(event);
    }
    comparison
}
