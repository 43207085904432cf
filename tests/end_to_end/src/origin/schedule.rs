//! Schedule: the order in which a program must start and deliver its requests.
//!
//! `+1 +2 -2 =2 +3 -1 =1 -3 =3` reads: the first two requests arrive at the origin; the origin answers the second;
//! the program delivers that answer and starts the third request; and so on. The origin follows the schedule too: it
//! sends an answer as soon as every event before it has happened. Events between two answers may happen in any order,
//! because they arrive over several connections; [`Schedule::check`] makes sure that there are no others. An answer
//! that the schedule does not contain is sent after all its events.
//!
//! `+1 +2 !1 ~2` reads: the origin refuses the first request, with the status 404, and the program gives the second one
//! up. The origin never answers a request that is to be given up.

use crate::origin::{api::title, record::Ledger};
use axum::{
    Json, Router,
    extract::{Path, Query, State},
    http::{StatusCode, header},
    response::{AppendHeaders, IntoResponse, Response},
    routing::get,
};
use futures::future;
use serde::Deserialize;
use serde_json::json;
use std::{fmt, num::ParseIntError, str::FromStr, time::Duration};

/// Where no event may follow an answer, the next answer waits for this long, so that a wrong event has time to happen.
pub const SILENCE: Duration = Duration::from_millis(100);

/// An event of a request, with the id of its todo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Event {
    /// The request arrived at the origin.
    Started(u32),
    /// The origin answered.
    Answered(u32),
    /// The origin answered with the status 404.
    Refused(u32),
    /// The program delivered the answer.
    Delivered(u32),
    /// The program closed the connection before the origin answered.
    GivenUp(u32),
}

impl FromStr for Event {
    type Err = ParseIntError;

    fn from_str(text: &str) -> Result<Self, ParseIntError> {
        let kind = match text.chars().next() {
            Some('+') => Self::Started,
            Some('=') => Self::Delivered,
            Some('!') => Self::Refused,
            Some('~') => Self::GivenUp,
            _ => Self::Answered,
        };
        let id = text.trim_start_matches(['+', '-', '=', '!', '~']);
        id.parse().map(kind)
    }
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Started(id) => write!(f, "+{id}"),
            Self::Answered(id) => write!(f, "-{id}"),
            Self::Refused(id) => write!(f, "!{id}"),
            Self::Delivered(id) => write!(f, "={id}"),
            Self::GivenUp(id) => write!(f, "~{id}"),
        }
    }
}

/// The events of a run, in order.
#[derive(Clone, Debug)]
pub struct Schedule(Vec<Event>);

impl fmt::Display for Schedule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&text(&self.0))
    }
}

impl Schedule {
    /// Reads a schedule such as `+1 -1 =1`.
    pub fn read(text: &str) -> Self {
        let events = text.split_whitespace().map(str::parse);
        Self(events.collect::<Result<_, _>>().expect("a schedule"))
    }

    /// The number of requests.
    pub fn requests(&self) -> usize {
        let starts = self.0.iter();
        starts
            .filter(|one| matches!(one, Event::Started(_)))
            .count()
    }

    /// The ids, in the order of delivery.
    pub fn deliveries(&self) -> Vec<u32> {
        deliveries(&self.0)
    }

    /// Fails the test unless these events follow the schedule.
    pub fn check(&self, events: &[Event], program: &str) {
        let follows = stages(events) == stages(&self.0) && deliveries(events) == self.deliveries();
        assert!(
            follows,
            "{program}\nshould do {self}\nand did     {}",
            text(events)
        );
    }

    /// Whether these events include all of the schedule.
    pub fn happened(&self, events: &[Event]) -> bool {
        self.0.iter().all(|event| events.contains(event))
    }

    /// Waits until every event before the answer to this request has happened, and returns that answer.
    async fn turn(&self, id: u32, ledger: &Ledger) -> Event {
        if self.0.contains(&Event::GivenUp(id)) {
            future::pending::<()>().await;
        }
        let own = [Event::Answered(id), Event::Refused(id)];
        let events = self.0.iter().copied();
        let before: Vec<Event> = events.take_while(|event| !own.contains(event)).collect();
        let what = format!("the events before the answer to {id} in {self}");
        ledger
            .until(&what, |record| {
                before.iter().all(|event| record.events.contains(event))
            })
            .await;
        if before.last().copied().is_some_and(is_answer) {
            tokio::time::sleep(SILENCE).await;
        }
        own.into_iter()
            .find(|event| self.0.contains(event))
            .unwrap_or(Event::Answered(id))
    }
}

fn is_answer(event: Event) -> bool {
    matches!(event, Event::Answered(_) | Event::Refused(_))
}

/// The events from each answer to the next, sorted, so that their order in time does not matter.
fn stages(events: &[Event]) -> Vec<Vec<Event>> {
    let stages = events.chunk_by(|_, next| !is_answer(*next));
    stages
        .map(|stage| {
            let mut stage = stage.to_vec();
            stage.sort_unstable();
            stage
        })
        .collect()
}

fn deliveries(events: &[Event]) -> Vec<u32> {
    let delivered = |event: &Event| match event {
        Event::Delivered(id) => Some(*id),
        _ => None,
    };
    events.iter().filter_map(delivered).collect()
}

fn text(events: &[Event]) -> String {
    let events: Vec<String> = events.iter().map(ToString::to_string).collect();
    events.join(" ")
}

/// `GET /scheduled/7?schedule=…` answers with a todo when the schedule says so; with `GET /delivered/7` a page reports a
/// delivery.
pub(crate) fn routes() -> Router<Ledger> {
    Router::new()
        .route("/scheduled/{id}", get(todo))
        .route("/delivered/{id}", get(delivered))
}

#[derive(Deserialize)]
struct Options {
    schedule: String,
}

async fn todo(
    State(ledger): State<Ledger>,
    Path(id): Path<u32>,
    Query(options): Query<Options>,
) -> Response {
    ledger.note(Event::Started(id));
    let mut ends = End {
        ledger: ledger.clone(),
        event: Event::GivenUp(id),
    };
    ends.event = Schedule::read(&options.schedule).turn(id, &ledger).await;
    match ends.event {
        Event::Refused(_) => (StatusCode::NOT_FOUND, "not found").into_response(),
        _ => Json(json!({ "userId": 1, "id": id, "title": title(id), "completed": false }))
            .into_response(),
    }
}

/// The end of a request: its answer, or that the program gave it up, in which case the server drops its handler early.
struct End {
    ledger: Ledger,
    event: Event,
}

impl Drop for End {
    fn drop(&mut self) {
        self.ledger.note(self.event);
    }
}

async fn delivered(State(ledger): State<Ledger>, Path(id): Path<u32>) -> impl IntoResponse {
    ledger.note(Event::Delivered(id));
    AppendHeaders([(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")])
}
