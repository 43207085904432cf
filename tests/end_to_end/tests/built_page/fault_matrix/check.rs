//! Checks of a row: in the report, in the page, at the server.

use super::row::{Cell, Hits, Row};
use end_to_end::{
    browser::engine::read_ahead,
    origin::record::Record,
    report::{
        self,
        json::{list as entries, number, optional, text},
        request::{Request, requests},
    },
};
use serde_json::{Value, json};
use std::time::Duration;

/// Milliseconds by which a timeout may be late while the page's thread is free.
const TOLERANCE: f64 = 100.0;

/// Script that returns the list of a strategy, and signs that an answer became more than text.
pub(super) const LIST: &str = r#"
    document.querySelector(`[data-testid="row-${args}"] th button`).click();
    await eventually("the strategy's list", () =>
        document.querySelector(`[data-testid="row-${args}"] th button`).getAttribute("aria-pressed") !== "false");
    await new Promise(requestAnimationFrame);
    const list = find("responses");
    const slots = [...list.children].map((slot) => ({
        index: slot.querySelector(".index").textContent, text: slot.textContent.slice(0, 300),
    }));
    return {
        slots, elements: list.querySelectorAll("img, script, iframe, a").length,
        wide: list.scrollWidth > list.clientWidth, hurt: "hurt" in window,
        stopped: !document.getElementById("stopped").hidden,
    };"#;

pub(super) fn that(holds: bool, otherwise: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(otherwise()) }
}

/// Checks the outcome and the duration of each request.
pub(super) fn round(run: &Value, strategy: &str, cell: Cell, row: &Row) -> Result<(), String> {
    let (outcome, status) = match cell {
        Cell::Ends(outcome, status) | Cell::Differs(outcome, status, _) => (outcome, status),
        Cell::Stops(outcome) => (outcome, None),
        Cell::Skipped(_) => return Err("was not to be tried".to_owned()),
    };
    let stops = matches!(cell, Cell::Stops(_));
    let round = report::first_round(run, strategy);
    for request in entries(round, "requests") {
        let ends = request["outcome"] == outcome && request["status"] == json!(status);
        that(ends || stops && request["outcome"] == "skipped", || {
            format!("{request}")
        })?;
    }
    let median = optional(report::entry(run, strategy), "medianMs");
    that(median.is_some() == (outcome == "ok"), || {
        format!("ranked with {outcome}: {median:?}")
    })?;
    let Some(timeout) = row.timeout else {
        return Ok(());
    };
    let limit = f64::from(timeout) + TOLERANCE + number(round, "longestFreezeMs");
    for Request {
        started, finished, ..
    } in requests(round)
    {
        let took = finished
            .zip(started)
            .map(|(finished, started)| finished - started);
        that(took.is_some_and(|took| took <= limit), || {
            format!("ended after {took:?} ms, of {limit}")
        })?;
    }
    Ok(())
}

/// Checks that the page shows each request in its place, with its reason, and as text.
pub(super) fn list(run: &Value, strategy: &str, list: &Value, row: &Row) -> Result<(), String> {
    let slots = entries(list, "slots");
    let mut requests = requests(report::first_round(run, strategy));
    if strategy == "as-completed" {
        requests.sort_by(|a, b| a.delivered.partial_cmp(&b.delivered).expect("no NaN"));
    }
    let shown = slots.iter().map(|slot| text(slot, "index").to_owned());
    let simultaneous = requests
        .windows(2)
        .any(|pair| pair[0].delivered == pair[1].delivered);
    let mut expected: Vec<_> = requests
        .iter()
        .map(|one| (one.index + 1).to_string())
        .collect();
    let mut shown: Vec<_> = shown.collect();
    if strategy == "as-completed" && simultaneous {
        // The report does not say which of two simultaneous deliveries came first.
        expected.sort();
        shown.sort();
    }
    that(shown == expected, || {
        format!("in the list: {shown:?}, not {expected:?}")
    })?;
    for slot in slots {
        let words = text(slot, "text");
        let mut outcomes = requests.iter().map(|one| &*one.outcome);
        that(
            words.contains(row.says) && outcomes.any(|one| one == "ok" || words.contains(one)),
            || format!("the page says “{words}”"),
        )?;
    }
    let tame = ["wide", "hurt", "stopped"]
        .iter()
        .all(|key| list[key] == false);
    that(tame && list["elements"] == 0, || {
        format!("more than text: {list}")
    })
}

/// Checks what the server saw, and that the connections ended in time.
pub(super) fn record(record: &Record, requests: usize, row: &Row) -> Result<(), String> {
    let hits = record.hits.len();
    let expected = match row.hits {
        Hits::None => hits == 0,
        Hits::Once => hits == requests,
        Hits::Some => hits > 0,
        Hits::More => hits >= requests,
    };
    that(expected, || format!("{hits} hits of {requests} requests"))?;
    if let Some(timeout) = row.timeout {
        let deadline = Duration::from_millis(timeout.into());
        let grace = Duration::from_secs(if row.in_body { 6 } else { 1 });
        let held = record
            .abandoned_after
            .iter()
            .max()
            .copied()
            .unwrap_or_default();
        println!(
            "    the last connection ended {:?} after the deadline",
            held.saturating_sub(deadline)
        );
        that(
            record.abandoned_after.len() == requests && held <= deadline + grace,
            || {
                format!(
                    "connections ended {held:?} after the request: {}",
                    record.abandoned_after.len()
                )
            },
        )?;
    }
    if row.name == "100 MB body" {
        let each = record.written / requests;
        println!("    {each} bytes were taken of each body");
        that((1 << 20..read_ahead()).contains(&each), || {
            format!("{each} bytes of a body")
        })?;
    }
    Ok(())
}
