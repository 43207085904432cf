//! Reading the sendings of a request.

use std::time::Duration;

use super::{Cursor, Unreadable, instant, status};
use crate::{analysis::timeline::Try, strategy::Strategy};

/// Reads the sendings of a request: as many as its attempts.
pub(super) fn tries_in(list: &Cursor, attempts: usize) -> Result<Vec<Try>, Unreadable> {
    let mut tries = Vec::new();
    for entry in list.items(attempts..=attempts)? {
        let first = entry.field("startedMs")?;
        tries.push(Try {
            started: first.time()?,
            finished: instant(&entry, "finishedMs", Some(first.time()?))?,
            status: status(&entry.field("status")?)?,
        });
    }
    Ok(tries)
}

/// Checks that sendings come one after the other, from the start of their request to
/// its end. Those of a function may overlap, and may go on after it.
pub(super) fn check_tries(
    list: &Cursor,
    tries: &[Try],
    strategy: Strategy,
    [started, finished]: [Option<Duration>; 2],
) -> Result<(), Unreadable> {
    let follows = |pair: &[Try]| {
        let earliest = if strategy.is_asked() {
            Some(pair[0].started)
        } else {
            pair[0].finished
        };
        earliest.is_some_and(|earliest| pair[1].started >= earliest)
    };
    let begins = tries.first().map(|first| first.started) == started;
    if !begins || !tries.windows(2).all(follows) {
        return Err(list.mismatch("a list in which each sending follows the one before it"));
    }
    let candidates = if strategy.is_asked() { tries.len() } else { 1 };
    let ends = tries.iter().rev().take(candidates);
    let mut ends = ends.map(|one| one.finished);
    if finished.is_some() && !ends.any(|end| end == finished) {
        return Err(list.mismatch("a list whose last sending ends with the request"));
    }
    Ok(())
}
