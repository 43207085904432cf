//! API with options: it answers with a todo, after the delay and with the fault that the query names.
//!
//! `GET /api/todos/7?delay=20&status=200&answer=todo&pieces=1&gap=0&last=7&redirect=/&retry_after=120&quota=5`; every option
//! may be left out. Pages of any origin may read the answers and their times.

use crate::origin::record::{Ledger, Serving};
use axum::{
    body::{Body, Bytes},
    extract::{OriginalUri, Path, Query, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use futures::{future, stream};
use serde::Deserialize;
use serde_json::json;
use std::{collections::VecDeque, convert::Infallible, time::Duration};
use tokio::time::sleep;

/// The options of a query.
#[derive(Debug, Deserialize)]
#[serde(default)]
pub struct Options {
    /// Milliseconds before the answer begins.
    delay: u64,
    status: u16,
    answer: Answer,
    /// The number of pieces in which the body is sent.
    pieces: usize,
    /// Milliseconds before each piece.
    gap: u64,
    /// Requests for todos after this one get no answer.
    last: Option<u32>,
    /// The answer is a redirect to this address, in which `*` stands for the id.
    redirect: Option<String>,
    /// The first request is refused at once with 429 and this `Retry-After`, or without one if this is empty.
    retry_after: Option<String>,
    /// A token bucket of this size, which gets as many tokens a second: without one, the answer is 429.
    quota: Option<u32>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            delay: 0,
            status: 200,
            answer: Answer::Todo,
            pieces: 1,
            gap: 0,
            last: None,
            redirect: None,
            retry_after: None,
            quota: None,
        }
    }
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Answer {
    Todo,
    /// JSON that is cut off, with the right `Content-Length`.
    Truncated,
    Html,
    Empty,
    /// JSON in UTF-16, with a byte order mark.
    Utf16,
    /// JSON in UTF-8, with a byte order mark.
    Marked,
    /// A todo whose title is what the request tells about the reader and the cache.
    Headers,
}

impl Answer {
    fn bytes(self, id: u32, headers: &HeaderMap) -> Vec<u8> {
        let title = match self {
            Self::Headers => told(headers),
            _ => title(id),
        };
        let todo = json!({ "userId": 1, "id": id, "title": title, "completed": false }).to_string();
        match self {
            Self::Todo | Self::Headers => todo.into(),
            Self::Truncated => todo[..todo.len() / 2].into(),
            Self::Html => format!("<!doctype html><title>{id}</title>").into(),
            Self::Empty => vec![],
            Self::Utf16 => {
                let units = [0xfeff_u16].into_iter().chain(todo.encode_utf16());
                units.flat_map(u16::to_le_bytes).collect()
            }
            Self::Marked => format!("\u{feff}{todo}").into(),
        }
    }
}

/// The headers that a request should not have, or that say whether it goes past the cache.
fn told(headers: &HeaderMap) -> String {
    let names = [
        "referer",
        "cookie",
        "authorization",
        "cache-control",
        "pragma",
        "if-none-match",
    ];
    let told = names.into_iter().filter_map(|name| {
        let value = headers.get(name)?.to_str().ok()?;
        Some(format!("{name}: {value}"))
    });
    told.collect::<Vec<_>>().join("; ")
}

/// The title of a todo of this API.
pub fn title(id: u32) -> String {
    format!("todo {id} of the origin")
}

/// Answers `GET /api/todos/{id}`.
pub async fn todo(
    State(ledger): State<Ledger>,
    Path(id): Path<u32>,
    Query(options): Query<Options>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Response {
    let serving = ledger.serve(uri.to_string());
    if let Some(after) = &options.retry_after
        && ledger.read().is_first(&uri.to_string())
    {
        return too_many_requests(after);
    }
    if options.quota.is_some_and(|quota| !ledger.take(quota)) {
        return too_many_requests("1");
    }
    if let Some(to) = &options.redirect {
        serving.complete();
        let location = [(header::LOCATION, to.replace('*', &id.to_string()))];
        let shared = [(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")];
        return (StatusCode::FOUND, location, shared).into_response();
    }
    sleep(Duration::from_millis(options.delay)).await;
    if options.last.is_some_and(|last| id > last) {
        future::pending::<()>().await;
    }
    let text = options.answer.bytes(id, &headers);
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
    let status = StatusCode::from_u16(options.status).expect("a status from 100 to 999");
    (status, headers, body(&text, &options, serving)).into_response()
}

/// The answer 429, which says when the next request may come. Pages of any origin may read that.
fn too_many_requests(after: &str) -> Response {
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

/// A body in pieces. Its request is in flight until the last piece is sent.
fn body(text: &[u8], options: &Options, serving: Serving) -> Body {
    let length = text.len().div_ceil(options.pieces.max(1)).max(1);
    let pieces: VecDeque<Bytes> = text.chunks(length).map(Bytes::copy_from_slice).collect();
    if pieces.is_empty() {
        serving.complete();
        return Body::empty();
    }
    let gap = Duration::from_millis(options.gap);
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
