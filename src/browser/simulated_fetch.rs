//! Fetches on the simulated network: answered by the service worker, or in the
//! page after a timer. Both give the same answers after the same latencies.

use form_urlencoded::byte_serialize;

use super::{clock, fetch};
use crate::{
    format::decimal,
    world::{
        answer::{Failure, Response},
        network::Fate,
    },
};

/// Fetches `.inflight/sim/todos/…`, which the service worker answers. `None` if
/// the answer is not the worker's: while one worker replaces another, a browser
/// may let a request through to the page's server.
///
/// # Errors
/// As for [`fetch::get_own`].
pub async fn by_worker(id: usize, fate: Fate) -> Result<Option<Response>, Failure> {
    let delay = decimal(fate.latency.as_secs_f64() * 1e3, 1);
    let sent = decimal(clock::precise_unix_ms(), 1);
    let planned = fate.answer(id);
    let text: String = byte_serialize(&planned.body).collect();
    // Always 200, because a browser writes other statuses into its console, which should show only
    // errors of the page itself.
    let url = format!(".inflight/sim/todos/{id}?delay={delay}&sent={sent}&status=200&body={text}");
    let body = fetch::get_own(&url).await?;
    Ok((body == planned.body).then_some(planned))
}

/// Waits for the latency, then fetches a `data:` URL.
///
/// # Errors
/// As for [`fetch::get_own`].
pub async fn in_page(id: usize, fate: Fate) -> Result<Response, Failure> {
    clock::sleep(fate.latency).await;
    let planned = fate.answer(id);
    // A plus means a space in a query, but not in a `data:` URL.
    let text: String = byte_serialize(&planned.body)
        .collect::<String>()
        .replace('+', "%20");
    let body = fetch::get_own(&format!("data:application/json,{text}")).await?;
    Ok(Response { body, ..planned })
}
