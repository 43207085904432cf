//! The simulated network's two ways to wait: a service worker, or a timer in
//! the page. The plan is the same, and so are the answers.

use form_urlencoded::byte_serialize;

use super::{clock, fetch};
use crate::{
    format::decimal,
    world::{
        answer::{Failure, Response},
        network::Fate,
        todo,
    },
};

/// A real fetch of `sim/todos/…`, answered by the service worker. `None` where
/// something else has answered: while one worker takes another's place, a
/// browser may let a request through to the page's host.
///
/// # Errors
/// As for any fetch.
pub async fn by_worker(id: usize, fate: Fate) -> Result<Option<Response>, Failure> {
    let delay = decimal(fate.latency.as_secs_f64() * 1e3, 1);
    let sent = decimal(clock::precise_unix_ms(), 1);
    let planned = todo::response(id, fate.status);
    let text: String = byte_serialize(&planned.body).collect();
    // Always 200: a browser writes each failed answer into its console, which
    // is for what is wrong with the page.
    let url = format!("sim/todos/{id}?delay={delay}&sent={sent}&status=200&body={text}");
    let body = fetch::get_own(&url).await?;
    Ok((body == planned.body).then_some(planned))
}

/// A timer, then a real fetch of a `data:` URL.
///
/// # Errors
/// As for any fetch.
pub async fn in_page(id: usize, fate: Fate) -> Result<Response, Failure> {
    clock::sleep(fate.latency).await;
    let planned = todo::response(id, fate.status);
    // A space is a plus in a query, but not in a `data:` URL.
    let text: String = byte_serialize(&planned.body)
        .collect::<String>()
        .replace('+', "%20");
    let body = fetch::get_own(&format!("data:application/json,{text}")).await?;
    Ok(Response { body, ..planned })
}
