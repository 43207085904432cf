//! Reports, and runs whose answers are made by hand.

use std::time::Duration;

use inflight::{
    analysis::{comparison::Comparison, environment::Environment},
    report::{self, Report, Unreadable},
    run::Event,
    strategy::Strategy,
    world::{
        answer::{Answer, Response, TodoFields},
        transport::Transport,
    },
};

use crate::helpers::{ms, settings};

pub(crate) fn environment(was_hidden: bool) -> Environment {
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

pub(crate) fn json(comparison: &Comparison, environment: &Environment) -> String {
    Report::new(comparison, environment.clone()).json()
}

/// Reads a report and writes it again.
pub(crate) fn again(text: &str) -> Result<String, Unreadable> {
    let (comparison, environment) = report::read(text)?;
    Ok(json(&comparison, &environment))
}

/// What a server answers.
pub(crate) fn reply(status: u16, title: &str) -> Response {
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
pub(crate) fn titled(title: &str) -> Comparison {
    answered(Answer::judge(Ok(reply(200, title)), None))
}

/// A round of one request against a real server.
pub(crate) fn answered(answer: Answer) -> Comparison {
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
