//! A HAR read in another way: the whole file as a value, dates by hand, the peak by
//! looking at each start. The reader must agree.

use std::collections::BTreeMap;

use serde_json::Value;

/// What a HAR says of the requests of a page to a host.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Expected {
    pub(super) requests: usize,
    pub(super) peak: usize,
    pub(super) total_ms: f64,
}

/// By page and host.
pub(super) fn expected(har: &str) -> BTreeMap<(Option<String>, String), Expected> {
    let har = har.trim_start_matches('\u{feff}');
    let har: Value = serde_json::from_str(har).expect("JSON");
    let mut spans = BTreeMap::<_, Vec<(f64, f64)>>::new();
    for entry in har["log"]["entries"].as_array().expect("entries") {
        if let Some((pair, span)) = span(entry) {
            spans.entry(pair).or_default().push(span);
        }
    }
    let summaries = spans
        .into_iter()
        .map(|(pair, spans)| (pair, summary(&spans)));
    summaries.collect()
}

fn summary(spans: &[(f64, f64)]) -> Expected {
    let at = |instant: f64| {
        let over = |(start, end): &&(f64, f64)| *start <= instant && instant < end - 1.0005;
        spans.iter().filter(over).count()
    };
    let first = spans.iter().map(|one| one.0).fold(f64::INFINITY, f64::min);
    let last = spans.iter().map(|one| one.1).fold(0.0, f64::max);
    let peak = spans.iter().map(|one| at(one.0)).max().unwrap_or(0);
    Expected {
        requests: spans.len(),
        peak: peak.max(1),
        total_ms: last - first,
    }
}

type Pair = (Option<String>, String);

/// The page and host of an entry that was sent and answered, its start and its end.
fn span(entry: &Value) -> Option<(Pair, (f64, f64))> {
    let url = entry["request"]["url"].as_str()?;
    let (scheme, rest) = url.split_once("://")?;
    let authority = rest.split('/').next()?;
    let host = authority.split('@').next_back()?.to_lowercase();
    let port = if scheme == "http" { ":80" } else { ":443" };
    let host = host.trim_end_matches(port).to_owned();
    let cached = ["_fromCache", "_fetchType"].iter().any(|name| {
        let text = entry[name].as_str().unwrap_or("network");
        !text.to_lowercase().contains("network")
    });
    let status = number(&entry["response"]["status"]);
    if cached || status < 100.0 || (status - 101.0).abs() < 0.5 {
        return None;
    }
    let timings = |names: &[&str]| -> f64 {
        let known = names.iter().map(|name| number(&entry["timings"][*name]));
        known.filter(|time| *time > 0.0).sum()
    };
    let queue = timings(&["blocked", "dns", "connect"]);
    let latency = if number(&entry["timings"]["wait"]) >= 0.0 {
        timings(&["send", "wait", "receive"])
    } else {
        Some(number(&entry["time"]) - queue).filter(|rest| *rest > 0.0)?
    };
    let start = instant(entry["startedDateTime"].as_str()?) + queue;
    let page = entry["pageref"].as_str().map(str::to_owned);
    Some(((page, host), (start, start + latency)))
}

fn number(value: &Value) -> f64 {
    let number = value.as_number().map(|number| number.as_str().parse());
    number.map_or(-1.0, |number| number.expect("a number"))
}

/// The milliseconds from the start of January 2026 to a date in it.
fn instant(date: &str) -> f64 {
    let date = date.strip_prefix("2026-01-").expect("January 2026");
    let digits = |from: usize| -> f64 { date[from..from + 2].parse().expect("two digits") };
    let zone = date[5..].find(['Z', '+', '-']).expect("a zone") + 5;
    let seconds: f64 = date[9..zone].parse().expect("seconds");
    let zone = date[zone..].replace([':', 'Z'], "");
    let offset: f64 = if zone.is_empty() {
        0.0
    } else {
        let hours: f64 = zone[..3].parse().expect("hours");
        hours * 60.0 + zone[3..].parse::<f64>().expect("minutes")
    };
    ((digits(0) * 24.0 + digits(3)) * 60.0 + digits(6) - offset) * 6e4 + seconds * 1e3
}
