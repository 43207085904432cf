//! Where it was measured, read back.

use super::{At, Environment, Unreadable};
use crate::report::{TRANSPORTS, ms};

pub(super) fn environment(at: &At) -> Result<Environment, Unreadable> {
    let transport = at.field("transport")?;
    let known = TRANSPORTS.into_iter().find(|word| transport.value == *word);
    let protocol = at.field("protocol")?;
    let protocol = if protocol.value.is_null() {
        None
    } else {
        Some(protocol.text()?.to_owned())
    };
    Ok(Environment {
        transport: known
            .ok_or_else(|| transport.refused(&format!("one of {}", TRANSPORTS.join(", "))))?,
        protocol,
        user_agent: at.field("userAgent")?.text()?.to_owned(),
        clock_resolution_ms: ms(at.field("clockResolutionMs")?.time()?),
        was_hidden: at.field("wasHidden")?.flag()?,
    })
}
