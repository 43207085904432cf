//! Reading the environment of a run.

use super::{Cursor, Environment, Unreadable};
use crate::{
    report::environment::{from_word, word},
    world::transport::Transport,
};

/// Reads the environment. A report does not say whether the browser went offline
/// or lost its service worker.
pub(super) fn environment(entry: &Cursor) -> Result<Environment, Unreadable> {
    let transport = entry.field("transport")?;
    let known = transport.value.as_str().and_then(from_word);
    let protocol = entry.field("protocol")?;
    let protocol = if protocol.value.is_null() {
        None
    } else {
        Some(protocol.text()?.to_owned())
    };
    Ok(Environment {
        transport: known.ok_or_else(|| {
            transport.mismatch(&format!("one of {}", Transport::ALL.map(word).join(", ")))
        })?,
        protocol,
        user_agent: entry.field("userAgent")?.text()?.to_owned(),
        clock_resolution: entry.field("clockResolutionMs")?.time()?,
        was_hidden: entry.field("wasHidden")?.flag()?,
        went_offline: false,
        worker_lost: false,
    })
}
