//! The entries of a file by page and host.

use std::{cmp::Reverse, time::Duration};

use super::Entry;
use crate::{
    analysis::recording::{Recorded, Recording},
    report::recordings::{Group, time::rounded},
};

/// The longest recording whose starts are used: 31 days. Some tools write the year 1 for
/// a start that they do not know.
const LONGEST_RECORDING: Duration = Duration::from_secs(31 * 86_400);

type Pair = (Option<String>, Option<String>);

/// The recordings by page and host, the busiest pair first; pairs that are as busy are in
/// the order of the file. Then a note, if there is one.
pub(super) fn groups(entries: Vec<Entry>) -> (Vec<Group>, Option<String>) {
    let mut pairs: Vec<(Pair, Vec<Recorded>)> = Vec::new();
    for entry in entries {
        let recorded = Recorded {
            started: entry.started.map(rounded),
            latency: rounded(entry.latency),
            status: entry.status,
        };
        let pair = (entry.page, entry.host);
        match pairs.iter_mut().find(|(known, _)| *known == pair) {
            Some((_, requests)) => requests.push(recorded),
            None => pairs.push((pair, vec![recorded])),
        }
    }
    pairs.sort_by_key(|(_, requests)| Reverse(requests.len()));
    let mut note = None;
    let group = |((page, host), mut requests): (Pair, Vec<Recorded>)| {
        if length(&requests) > LONGEST_RECORDING {
            note = Some("The starts are more than 31 days apart: they are not used.".into());
            for one in &mut requests {
                one.started = None;
            }
        }
        Group {
            page,
            host,
            recording: Recording::new(requests),
        }
    };
    (pairs.into_iter().map(group).collect(), note)
}

/// From the first start to the last one.
fn length(requests: &[Recorded]) -> Duration {
    let starts = || requests.iter().filter_map(|one| one.started);
    let (first, last) = (starts().min(), starts().max());
    let length = last
        .zip(first)
        .map(|(last, first)| last.saturating_sub(first));
    length.unwrap_or_default()
}
