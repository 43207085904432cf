//! An entry of a HAR: what is looked at, and what is kept.

use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;

use super::address::{Address, address};
use crate::report::recordings::{
    entries::{Entry, Found, Reason, status},
    json::digits,
    time::{Unit, instant},
};

/// The fields that are looked at. In real files each may be missing or null, and a time
/// that is not known may be −1.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase", expecting = "an object as an entry")]
pub(super) struct Raw {
    started_date_time: Value,
    time: Value,
    pageref: Value,
    request: Option<Request>,
    response: Option<Response>,
    timings: Option<Timings>,
    /// Chrome's: `memory`, `disk`.
    #[serde(rename = "_fromCache")]
    from_cache: Value,
    /// Safari's: `Memory Cache`, `Disk Cache`, `Network Load`.
    #[serde(rename = "_fetchType")]
    fetch_type: Value,
    /// Chrome's: `websocket`.
    #[serde(rename = "_resourceType")]
    resource_type: Value,
}

#[derive(Default, Deserialize)]
#[serde(default, expecting = "an object as request")]
struct Request {
    url: Value,
}

#[derive(Default, Deserialize)]
#[serde(default, expecting = "an object as response")]
struct Response {
    status: Value,
}

/// `ssl` is missing here because it is a part of `connect`.
#[derive(Default, Deserialize)]
#[serde(default, expecting = "an object as timings")]
struct Timings {
    blocked: Value,
    dns: Value,
    connect: Value,
    send: Value,
    wait: Value,
    receive: Value,
}

/// The longest part of a request that is read: a day.
const LONGEST_PART: Duration = Duration::from_secs(86_400);

impl Raw {
    /// What this entry is, and what is kept of it.
    pub(super) fn found(&self, pages: &mut Pages) -> Result<Found, String> {
        let url = self.request.as_ref().and_then(|one| one.url.as_str());
        let host = match address(url.unwrap_or_default()) {
            Address::Host(host) => Some(host),
            Address::Unknown => None,
            Address::Elsewhere => return Ok(Found::LeftOut(Reason::NotHttp)),
            Address::WebSocket => return Ok(Found::LeftOut(Reason::WebSocket)),
        };
        let status = match self.answered() {
            Ok(status) => status,
            Err(reason) => return Ok(Found::LeftOut(reason)),
        };
        let timings = self.timings.as_ref();
        let (queue, latency) = match timings {
            Some(timings) => (timings.queue()?, timings.latency()?),
            None => (Duration::ZERO, None),
        };
        let latency = match latency {
            None => self.rest(queue)?,
            known => known,
        };
        let Some(latency) = latency else {
            return Ok(Found::LeftOut(Reason::NoDuration));
        };
        let ms = latency.as_secs_f64() * 1e3;
        let latency = Unit::Milliseconds.latency("the latency", &ms.to_string())?;
        if self.started_date_time.is_null() {
            return Ok(Found::LeftOut(Reason::NoStart));
        }
        let sent = instant("startedDateTime", &digits(&self.started_date_time))?;
        Ok(Found::Request(Entry {
            page: pages.name(&self.pageref),
            host,
            started: Some(sent + queue),
            latency,
            status,
        }))
    }

    /// The status, if this was sent and answered.
    fn answered(&self) -> Result<Option<u16>, Reason> {
        let is = |value: &Value, words: &[&str]| {
            value.as_str().is_some_and(|text| words.contains(&text))
        };
        let digits = self.response.as_ref().map(|one| digits(&one.status));
        let digits = digits.unwrap_or_default();
        let from_cache = &self.from_cache;
        if is(from_cache, &["memory", "disk"])
            || from_cache.as_bool().unwrap_or_default()
            || is(&self.fetch_type, &["Memory Cache", "Disk Cache"])
        {
            return Err(Reason::Cached);
        }
        if is(&self.resource_type, &["websocket"]) || digits == "101" {
            return Err(Reason::WebSocket);
        }
        let status = status(&digits)?;
        status.ok_or(Reason::NoAnswer).map(Some)
    }

    /// What `time` leaves for the latency, where the wait is not known.
    fn rest(&self, queue: Duration) -> Result<Option<Duration>, String> {
        let time = part("time", &self.time)?;
        let rest = time.and_then(|time| time.checked_sub(queue));
        Ok(rest.filter(|rest| !rest.is_zero()))
    }
}

impl Timings {
    /// What passed before the request was in flight.
    fn queue(&self) -> Result<Duration, String> {
        let parts = [
            part("blocked", &self.blocked)?,
            part("dns", &self.dns)?,
            part("connect", &self.connect)?,
        ];
        Ok(parts.into_iter().flatten().sum())
    }

    /// How long it was in flight; `None` if the wait is not known.
    fn latency(&self) -> Result<Option<Duration>, String> {
        let send = part("send", &self.send)?.unwrap_or_default();
        let receive = part("receive", &self.receive)?.unwrap_or_default();
        let wait = part("wait", &self.wait)?;
        Ok(wait.map(|wait| send + wait + receive))
    }
}

/// A part of a request; `None` if it is not known: missing, null or negative.
fn part(name: &str, value: &Value) -> Result<Option<Duration>, String> {
    let digits = digits(value);
    let is_unknown = digits.is_empty() || digits.parse().is_ok_and(|number: f64| number < 0.0);
    let part = Unit::Milliseconds.duration(&digits);
    let part = part.filter(|part| *part <= LONGEST_PART);
    match part {
        _ if is_unknown => Ok(None),
        Some(part) => Ok(Some(part)),
        None => Unit::Milliseconds.latency(name, &digits).map(Some),
    }
}

/// The pages of a HAR, by their ids.
#[derive(Default)]
pub(super) struct Pages {
    ids: Vec<String>,
}

impl Pages {
    /// The name of a page: its id, or a number in the place of an id that may tell an
    /// address.
    fn name(&mut self, pageref: &Value) -> Option<String> {
        let id = pageref.as_str().filter(|id| !id.is_empty())?;
        let is_plain = id.len() <= 80
            && id
                .chars()
                .all(|c| c.is_alphanumeric() || "_-. @#".contains(c));
        if is_plain {
            return Some(id.to_owned());
        }
        let known = self.ids.iter().position(|one| one == id);
        let place = known.unwrap_or_else(|| {
            self.ids.push(id.to_owned());
            self.ids.len() - 1
        });
        Some(format!("page {}", place + 1))
    }
}
