//! Where it was measured, read back.

use super::{Cursor, Environment, Unreadable};
use crate::{
    report::environment::{from_word, word},
    world::transport::Transport,
};

pub(super) fn environment(at: &Cursor) -> Result<Environment, Unreadable> {
    let transport = at.field("transport")?;
    let known = transport.value.as_str().and_then(from_word);
    let protocol = at.field("protocol")?;
    let protocol = if protocol.value.is_null() {
        None
    } else {
        Some(protocol.text()?.to_owned())
    };
    Ok(Environment {
        transport: known.ok_or_else(|| {
            transport.refused(&format!("one of {}", Transport::ALL.map(word).join(", ")))
        })?,
        protocol,
        user_agent: at.field("userAgent")?.text()?.to_owned(),
        clock_resolution: at.field("clockResolutionMs")?.time()?,
        was_hidden: at.field("wasHidden")?.flag()?,
        went_offline: false,
        worker_lost: false,
    })
}
