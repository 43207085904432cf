//! A run as an HTTP archive, HAR 1.2, for viewers that others wrote: a page for
//! each strategy and round, an entry for each sending of a request.
//!
//! A report has no date. The first round begins at a fixed one, and each
//! round soon after the round before it, in the order in which they ran. The
//! fields whose names begin with `_` are our own.

mod date;
mod entry;
mod sending;

use std::time::Duration;

use serde::Serialize;
use serde_json::Number;

use super::{environment::sentence, ms};
use crate::{
    analysis::{
        comparison::{Comparison, Round},
        environment::Environment,
    },
    run::order,
    strategy::Strategy,
    world::transport::Transport,
};
use date::date;
use entry::Entry;

/// The value of a time that is not known.
const UNKNOWN: i8 = -1;

const ABOUT: &str = "A report has no date: the first round begins with the year 2000, each \
    other round after the one before. A wait is the time in flight, without the time that the \
    request waited in the browser for a connection, which is in blocked if it is known.";

#[derive(Serialize)]
struct Archive<'a> {
    log: Log<'a>,
}

#[derive(Serialize)]
struct Log<'a> {
    version: &'static str,
    creator: Creator,
    pages: Vec<Page<'a>>,
    entries: Vec<Entry<'a>>,
    comment: String,
}

#[derive(Serialize)]
struct Creator {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Page<'a> {
    started_date_time: String,
    id: &'a str,
    title: String,
    #[serde(rename = "pageTimings")]
    timings: PageTimings,
    #[serde(rename = "_strategy")]
    strategy: &'static str,
    #[serde(rename = "_round")]
    round: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PageTimings {
    on_content_load: i8,
    /// The time of the strategy: until its last answer was delivered.
    on_load: Number,
}

/// A round, and when it begins, as the time since the beginning of the first one.
struct Placed<'a> {
    id: String,
    start: Duration,
    strategy: Strategy,
    round: &'a Round,
}

/// The run as JSON, without line breaks. Requests that were never sent are left
/// out, and so are the texts of all answers.
#[must_use]
pub fn har(comparison: &Comparison, environment: &Environment) -> String {
    let settings = &comparison.settings;
    let rounds = one_after_another(comparison);
    let protocol = protocol(environment);
    let entries = |placed| entry::of_round(settings, placed, protocol);
    let about = [&*settings.summary(), &sentence(environment), ABOUT];
    let log = Log {
        version: "1.2",
        creator: Creator {
            name: "Inflight",
            version: env!("CARGO_PKG_VERSION"),
        },
        pages: rounds.iter().map(page).collect(),
        entries: rounds.iter().flat_map(entries).collect(),
        comment: about.join(". "),
    };
    serde_json::to_string(&Archive { log }).unwrap_or_default()
}

/// All rounds. Each begins at a whole second, one to two seconds after the end of
/// the round before it.
fn one_after_another(comparison: &Comparison) -> Vec<Placed<'_>> {
    let mut next = Duration::ZERO;
    let placed = in_order(comparison).map(|(strategy, round)| {
        let start = next;
        let seconds = sending::rounded(round.timeline.end()).as_secs() + 2;
        next = start.saturating_add(Duration::from_secs(seconds));
        Placed {
            id: format!("{}-{}", strategy.key(), round.number + 1),
            start,
            strategy,
            round,
        }
    });
    placed.collect()
}

/// The rounds of all strategies, in the order in which they ran.
fn in_order(comparison: &Comparison) -> impl Iterator<Item = (Strategy, &Round)> {
    let rounds = |strategy| comparison.rounds(strategy);
    let last = comparison.begun().filter_map(|one| rounds(one).last());
    let count = last.map(|round| round.number + 1).max().unwrap_or(0);
    (0..count).flat_map(move |number| {
        let strategies = order(&comparison.settings, number).into_iter();
        strategies.filter_map(move |strategy| {
            let mut rounds = rounds(strategy).iter();
            let round = rounds.find(|round| round.number == number)?;
            Some((strategy, &**round))
        })
    })
}

fn page<'a>(placed: &'a Placed) -> Page<'a> {
    let (strategy, round) = (placed.strategy, placed.round);
    let number = round.number + 1;
    let total = round.timeline.total().filter(|_| round.ended);
    Page {
        started_date_time: date(placed.start),
        id: &placed.id,
        title: format!("{}, round {number}", strategy.name()),
        timings: PageTimings {
            on_content_load: UNKNOWN,
            on_load: total.map_or_else(|| UNKNOWN.into(), ms),
        },
        strategy: strategy.key(),
        round: number,
    }
}

/// The version of HTTP, as the browser tells it.
fn protocol(environment: &Environment) -> &str {
    let measured = environment.transport == Transport::Network;
    let protocol = environment.protocol.as_deref().filter(|_| measured);
    protocol.unwrap_or("unknown")
}
