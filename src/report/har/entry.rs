//! The entries of a round.

use std::time::Duration;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde::Serialize;
use serde_json::Number;

use super::{
    Placed, UNKNOWN,
    date::date,
    sending::{Sending, of_span, rounded},
};
use crate::{analysis::timeline::Span, report::ms, settings::Settings, world::answer::Outcome};

/// The characters that no URI contains, besides those that are not ASCII.
const NOT_IN_A_URI: AsciiSet = CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Entry<'a> {
    pageref: &'a str,
    started_date_time: String,
    time: Number,
    request: Request<'a>,
    response: Response<'a>,
    cache: Cache,
    timings: Timings,
    #[serde(skip_serializing_if = "Option::is_none")]
    comment: Option<&'static str>,
    #[serde(rename = "_strategy")]
    strategy: &'static str,
    #[serde(rename = "_round")]
    round: usize,
    #[serde(rename = "_index")]
    index: usize,
    #[serde(rename = "_attempt")]
    attempt: Option<u32>,
    #[serde(rename = "_outcome")]
    outcome: Option<&'static str>,
    /// When the answer was delivered; of the sending with which the request ended.
    #[serde(rename = "_deliveredMs", skip_serializing_if = "Option::is_none")]
    delivered: Option<Number>,
    /// How long all sendings of the request waited for a connection, if there are
    /// several; of the sending with which it ended.
    #[serde(rename = "_queuedMs", skip_serializing_if = "Option::is_none")]
    queued: Option<Number>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Request<'a> {
    method: &'static str,
    url: String,
    http_version: &'a str,
    cookies: [(); 0],
    headers: [(); 0],
    query_string: Vec<Pair>,
    headers_size: i8,
    body_size: i8,
}

#[derive(Serialize)]
struct Pair {
    name: String,
    value: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Response<'a> {
    /// 0 if there was no answer.
    status: u16,
    status_text: &'static str,
    http_version: &'a str,
    cookies: [(); 0],
    headers: [(); 0],
    content: Content,
    #[serde(rename = "redirectURL")]
    redirect_url: &'static str,
    headers_size: i8,
    body_size: i8,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Content {
    size: i8,
    mime_type: &'static str,
}

#[derive(Serialize)]
struct Cache {}

#[derive(Serialize)]
struct Timings {
    blocked: Number,
    dns: i8,
    connect: i8,
    ssl: i8,
    send: u8,
    wait: Number,
    receive: u8,
}

/// The entries of a round, from the earliest to the latest.
pub(super) fn of_round<'a>(
    settings: &Settings,
    placed: &'a Placed,
    protocol: &'a str,
) -> Vec<Entry<'a>> {
    let timeline = &placed.round.timeline;
    let spans = timeline.spans().iter().enumerate();
    let sendings = spans.flat_map(|(index, span)| {
        let sendings = of_span(timeline, span).into_iter();
        sendings.map(move |sending| (index, span, sending))
    });
    let mut sendings: Vec<_> = sendings.collect();
    sendings.sort_by_key(|(.., sending)| sending.started);
    let entries = sendings.into_iter();
    let entries = entries.map(|(index, span, sending)| {
        let request = request(&settings.endpoint.absolute_url(index + 1), protocol);
        entry(placed, (index, span), &sending, request)
    });
    entries.collect()
}

fn entry<'a>(
    placed: &'a Placed,
    (index, span): (usize, &Span),
    sending: &Sending,
    request: Request<'a>,
) -> Entry<'a> {
    let took = sending.finished.saturating_sub(sending.started);
    let queued = span.queued.map(rounded);
    // Of several sendings, only the sum of their waits is known.
    let is_only = span.tries.is_empty();
    let blocked = queued.filter(|_| is_only).map(|queued| queued.min(took));
    let wait = took.saturating_sub(blocked.unwrap_or_default());
    let of_request = |time: Option<Duration>| time.filter(|_| sending.is_decisive).map(ms);
    Entry {
        pageref: &placed.id,
        started_date_time: date(placed.start.saturating_add(sending.started)),
        time: ms(took),
        response: response(sending.status, request.http_version),
        request,
        cache: Cache {},
        timings: Timings {
            blocked: blocked.map_or_else(|| UNKNOWN.into(), ms),
            dns: UNKNOWN,
            connect: UNKNOWN,
            ssl: UNKNOWN,
            send: 0,
            wait: ms(wait),
            receive: 0,
        },
        comment: (!sending.is_over).then_some("It was still in flight when the round was over."),
        strategy: placed.strategy.key(),
        round: placed.round.number + 1,
        index,
        attempt: sending.attempt,
        outcome: sending.outcome.map(Outcome::word),
        delivered: of_request(span.delivered),
        queued: of_request(queued.filter(|_| !is_only)),
    }
}

fn request<'a>(url: &str, protocol: &'a str) -> Request<'a> {
    // An archive has URLs without their fragments.
    let url = url.split('#').next().unwrap_or_default();
    let query = url.split_once('?').map_or("", |(_, query)| query);
    let pairs = form_urlencoded::parse(query.as_bytes()).into_owned();
    Request {
        method: "GET",
        url: utf8_percent_encode(url, &NOT_IN_A_URI).to_string(),
        http_version: protocol,
        cookies: [],
        headers: [],
        query_string: pairs.map(|(name, value)| Pair { name, value }).collect(),
        headers_size: UNKNOWN,
        body_size: UNKNOWN,
    }
}

fn response(status: Option<u16>, protocol: &str) -> Response<'_> {
    Response {
        status: status.unwrap_or(0),
        status_text: "",
        http_version: protocol,
        cookies: [],
        headers: [],
        content: Content {
            size: UNKNOWN,
            mime_type: "x-unknown",
        },
        redirect_url: "",
        headers_size: UNKNOWN,
        body_size: UNKNOWN,
    }
}
