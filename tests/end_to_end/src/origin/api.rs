//! The API that custom endpoints talk to: a todo, after the delay and with the fault that its query asks for.
//!
//! `GET /api/todos/7?delay=20&status=200&answer=todo&pieces=1&gap=0&last=7&asking=120`, all optional. Every answer may
//! be read and timed from any origin.

use crate::origin::record::{Ledger, Serving};
use axum::{
    body::{Body, Bytes},
    extract::{OriginalUri, Path, Query, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use futures::{future, stream};
use serde::Deserialize;
use serde_json::json;
use std::{collections::VecDeque, convert::Infallible, time::Duration};
use tokio::time::sleep;

/// What a query may ask for.
#[derive(Debug, Deserialize)]
#[serde(default)]
pub struct Task {
    /// Milliseconds before the answer begins.
    delay: u64,
    status: u16,
    answer: Answer,
    /// The body is sent in so many pieces …
    pieces: usize,
    /// … with so many milliseconds between them.
    gap: u64,
    /// Todos after this one are never answered.
    last: Option<u32>,
    /// The first request of all is answered at once, with 429 and this `Retry-After`, or with none if it is empty.
    asking: Option<String>,
}

impl Default for Task {
    fn default() -> Self {
        Self {
            delay: 0,
            status: 200,
            answer: Answer::Todo,
            pieces: 1,
            gap: 0,
            last: None,
            asking: None,
        }
    }
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Answer {
    Todo,
    /// JSON that ends too early, with a `Content-Length` that is right.
    Truncated,
    Html,
    Empty,
}

impl Answer {
    fn text(self, id: u32) -> String {
        let todo =
            json!({ "userId": 1, "id": id, "title": title(id), "completed": false }).to_string();
        match self {
            Self::Todo => todo,
            Self::Truncated => todo[..todo.len() / 2].to_owned(),
            Self::Html => format!("<!doctype html><title>{id}</title>"),
            Self::Empty => String::new(),
        }
    }
}

/// The title of the todo that the API answers with.
pub fn title(id: u32) -> String {
    format!("todo {id} of the origin")
}

/// Answers `GET /api/todos/{id}`.
pub async fn todo(
    State(ledger): State<Ledger>,
    Path(id): Path<u32>,
    Query(wish): Query<Task>,
    OriginalUri(uri): OriginalUri,
) -> Response {
    let serving = ledger.serve(uri.to_string());
    if let Some(after) = &wish.asking
        && ledger.read().is_first(&uri.to_string())
    {
        return asking(after);
    }
    sleep(Duration::from_millis(wish.delay)).await;
    if wish.last.is_some_and(|last| id > last) {
        future::pending::<()>().await;
    }
    let text = wish.answer.text(id);
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::CONTENT_LENGTH, text.len().to_string()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*".to_owned()),
        (
            HeaderName::from_static("timing-allow-origin"),
            "*".to_owned(),
        ),
    ];
    let status = StatusCode::from_u16(wish.status).expect("a status from 100 to 999");
    (status, headers, body(&text, &wish, serving)).into_response()
}

/// Too many requests, says this answer, and when the next one may come; pages of any origin may read that.
fn asking(after: &str) -> Response {
    let mut response = StatusCode::TOO_MANY_REQUESTS.into_response();
    let mut set = |name, value: &str| {
        let value = HeaderValue::from_str(value).expect("the value of a header");
        response.headers_mut().insert(name, value);
    };
    set(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    set(header::ACCESS_CONTROL_EXPOSE_HEADERS, "retry-after");
    if !after.is_empty() {
        set(header::RETRY_AFTER, after);
    }
    response
}

/// A body in pieces, that counts as in flight until its last piece has been handed over.
fn body(text: &str, wish: &Task, serving: Serving) -> Body {
    let length = text.len().div_ceil(wish.pieces.max(1)).max(1);
    let pieces: VecDeque<Bytes> = text
        .as_bytes()
        .chunks(length)
        .map(Bytes::copy_from_slice)
        .collect();
    if pieces.is_empty() {
        serving.complete();
        return Body::empty();
    }
    let gap = Duration::from_millis(wish.gap);
    Body::from_stream(stream::unfold(
        (pieces, Some(serving)),
        move |(mut pieces, mut serving)| async move {
            let piece = pieces.pop_front()?;
            sleep(gap).await;
            if pieces.is_empty() {
                serving.take().into_iter().for_each(Serving::complete);
            }
            Some((Ok::<_, Infallible>(piece), (pieces, serving)))
        },
    ))
}
