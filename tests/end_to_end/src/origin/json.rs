//! JSON of other kinds than a todo, as APIs send it.

use crate::origin::{Origin, record::Ledger};
use axum::{
    Router,
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};

/// An answer that a program must be able to read.
#[derive(Debug)]
pub struct Kind {
    status: StatusCode,
    content_type: &'static str,
    /// The JSON in the body; without one, there is no body.
    pub value: Option<&'static str>,
    /// Whether a byte order mark comes before it.
    marked: bool,
}

const fn kind(content_type: &'static str, value: &'static str) -> Kind {
    Kind {
        status: StatusCode::OK,
        content_type,
        value: Some(value),
        marked: false,
    }
}

/// The kinds, in the order of their ids, which begin at 1.
pub const KINDS: [Kind; 10] = [
    kind("application/json", r#"{"name": "no title"}"#),
    kind("application/json", "[1, 2]"),
    kind("application/json", "[]"),
    kind("application/json", "0"),
    kind("application/json", "null"),
    kind("text/plain", r#"{"type": "plain"}"#),
    kind("application/problem+json; charset=utf-8", r#"["é"]"#),
    Kind {
        marked: true,
        ..kind("application/json", r#"{"mark": 1}"#)
    },
    Kind {
        status: StatusCode::NO_CONTENT,
        value: None,
        ..kind("", "")
    },
    Kind {
        status: StatusCode::ACCEPTED,
        value: None,
        ..kind("application/json", "")
    },
];

/// An address with `{id}` for the requests for these kinds.
pub fn endpoint(origin: &Origin) -> String {
    format!("{}/json/{{id}}", origin.root())
}

/// `GET /json/7` answers with the seventh kind.
pub(crate) fn routes() -> Router<Ledger> {
    Router::new().route("/json/{id}", get(answer))
}

async fn answer(Path(id): Path<usize>) -> Response {
    let Some(kind) = id.checked_sub(1).and_then(|index| KINDS.get(index)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mark = if kind.marked { "\u{feff}" } else { "" };
    let body = format!("{mark}{}", kind.value.unwrap_or_default());
    let mut response = (kind.status, body).into_response();
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_TYPE);
    if let Ok(value) = kind.content_type.parse()
        && !kind.content_type.is_empty()
    {
        headers.insert(header::CONTENT_TYPE, value);
    }
    response
}
