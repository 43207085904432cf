//! A score: what a program does with its requests, and when, as far as it promises that.
//!
//! `+1 +2 -2 =2 +3 -1 =1 -3 =3` reads: the origin sees the first two arrive; it answers the second, which the
//! program delivers, and starts the third; and so on. The origin plays its own part of the score: an answer goes
//! out as soon as all has happened that stands before it. What stands between two answers may come in any order,
//! for it comes over several connections; that it is all that comes is what [`Score::check`] is for. An answer
//! that is not written comes when all that is written has happened.

use crate::origin::{api::title, record::Ledger};
use axum::{
    Json, Router,
    extract::{Path, Query, State},
    http::header,
    response::{AppendHeaders, IntoResponse},
    routing::get,
};
use serde::Deserialize;
use serde_json::json;
use std::{fmt, num::ParseIntError, str::FromStr, time::Duration};

/// Where nothing may follow an answer, this is how long the next one gives something else the time to.
const SILENCE: Duration = Duration::from_millis(100);

/// What can happen to a request, which is known by the id of its todo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Moment {
    /// It has arrived at the origin.
    Started(u32),
    /// The origin has answered it.
    Answered(u32),
    /// The program has put the answer where it is used.
    Delivered(u32),
}

impl FromStr for Moment {
    type Err = ParseIntError;

    fn from_str(text: &str) -> Result<Self, ParseIntError> {
        let kind = match text.chars().next() {
            Some('+') => Self::Started,
            Some('=') => Self::Delivered,
            _ => Self::Answered,
        };
        text.trim_start_matches(['+', '-', '=']).parse().map(kind)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Started(id) => write!(f, "+{id}"),
            Self::Answered(id) => write!(f, "-{id}"),
            Self::Delivered(id) => write!(f, "={id}"),
        }
    }
}

/// The moments of a run, in their order.
#[derive(Clone, Debug)]
pub struct Score(Vec<Moment>);

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&text(&self.0))
    }
}

impl Score {
    pub fn read(text: &str) -> Self {
        let moments = text.split_whitespace().map(str::parse);
        Self(moments.collect::<Result<_, _>>().expect("a score"))
    }

    /// How many requests it is for.
    pub fn requests(&self) -> usize {
        let starts = self.0.iter();
        starts
            .filter(|one| matches!(one, Moment::Started(_)))
            .count()
    }

    /// The ids in the order of their deliveries.
    pub fn deliveries(&self) -> Vec<u32> {
        deliveries(&self.0)
    }

    /// Fails the test if it was not played as it is written.
    pub fn check(&self, played: &[Moment], who: &str) {
        let right = stages(played) == stages(&self.0) && deliveries(played) == self.deliveries();
        assert!(
            right,
            "{who}\nis to play {self}\nand played {}",
            text(played)
        );
    }

    /// Waits until it is this answer's turn.
    async fn turn(&self, id: u32, ledger: &Ledger) {
        let mut moments = self.0.iter();
        let before: Vec<Moment> = moments
            .by_ref()
            .take_while(|moment| **moment != Moment::Answered(id))
            .copied()
            .collect();
        let what = format!("what stands before -{id} in {self}");
        ledger
            .until(&what, |record| {
                before.iter().all(|moment| record.moments.contains(moment))
            })
            .await;
        if matches!(before.last(), Some(Moment::Answered(_))) {
            tokio::time::sleep(SILENCE).await;
        }
    }
}

/// What happened from each answer to the next, in an order that does not depend on when it was seen.
fn stages(moments: &[Moment]) -> Vec<Vec<Moment>> {
    let is_answer = |moment: &Moment| matches!(moment, Moment::Answered(_));
    let stages = moments.chunk_by(|_, next| !is_answer(next));
    stages
        .map(|stage| {
            let mut stage = stage.to_vec();
            stage.sort_unstable();
            stage
        })
        .collect()
}

fn deliveries(moments: &[Moment]) -> Vec<u32> {
    let delivered = |moment: &Moment| match moment {
        Moment::Delivered(id) => Some(*id),
        _ => None,
    };
    moments.iter().filter_map(delivered).collect()
}

fn text(moments: &[Moment]) -> String {
    let moments: Vec<String> = moments.iter().map(ToString::to_string).collect();
    moments.join(" ")
}

/// `GET /scored/7?score=…` is a todo, answered when its turn has come; `GET /delivered/7` is how a page says that
/// it has delivered one.
pub(crate) fn routes() -> Router<Ledger> {
    Router::new()
        .route("/scored/{id}", get(todo))
        .route("/delivered/{id}", get(delivered))
}

#[derive(Deserialize)]
struct Task {
    score: String,
}

async fn todo(
    State(ledger): State<Ledger>,
    Path(id): Path<u32>,
    Query(wish): Query<Task>,
) -> impl IntoResponse {
    ledger.note(Moment::Started(id));
    Score::read(&wish.score).turn(id, &ledger).await;
    ledger.note(Moment::Answered(id));
    Json(json!({ "userId": 1, "id": id, "title": title(id), "completed": false }))
}

async fn delivered(State(ledger): State<Ledger>, Path(id): Path<u32>) -> impl IntoResponse {
    ledger.note(Moment::Delivered(id));
    AppendHeaders([(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")])
}
