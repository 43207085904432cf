//! Answers of a run that is read from a report.

use std::rc::Rc;

use crate::{
    settings::Settings,
    world::{
        answer::{Answer, Failure, Outcome, Response, TodoFields},
        todo,
    },
};

/// The answer to a request with this outcome and status. A report contains
/// neither the answers of real servers nor the browser's messages about
/// failures; titles that would show them are empty.
pub(in crate::report) fn answer(
    settings: &Settings,
    index: usize,
    outcome: Outcome,
    status: Option<u16>,
) -> Answer {
    let failure = match (outcome, status) {
        (Outcome::Ok | Outcome::Http, Some(status)) => {
            return Answer::judge(Ok(response(settings, index, status)), None);
        }
        (Outcome::Cancelled, _) => return Answer::cancelled(),
        (Outcome::Timeout, _) => {
            return Answer::judge(Err(Failure::Timeout(settings.timeout)), status);
        }
        (Outcome::Body, _) => Failure::Broken(String::new()),
        _ => Failure::Network(String::new()),
    };
    Answer {
        title: Rc::default(),
        ..Answer::judge(Err(failure), status)
    }
}

fn response(settings: &Settings, index: usize, status: u16) -> Response {
    if settings.is_simulated() {
        // A step asks for the todo that lies `requests` after that of the step before it.
        let steps_before = settings.steps.saturating_sub(1) as usize;
        return todo::response(index + 1 + steps_before * settings.requests, status);
    }
    let title = Some(String::new());
    Response {
        status,
        body: b"null".to_vec(),
        retry_after: None,
        todo: TodoFields { title, id: None },
    }
}
