//! Browsers that the servers of the tests treat specially: they insert scripts into its documents, and break off some of
//! its requests.
//!
//! In other browsers, `WebDriver` `BiDi` does both. A browser is recognised by its `User-Agent`.

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::Request,
    http::header,
    middleware::Next,
    response::{IntoResponse, Response},
};
use futures::stream;
use std::{
    collections::BTreeMap,
    io,
    sync::{
        Mutex, MutexGuard,
        atomic::{AtomicU32, Ordering},
    },
};

/// How to treat a browser.
#[derive(Clone, Debug, Default)]
struct Orders {
    /// The elements that come first in each document.
    scripts: String,
    /// A request is broken off if its address contains one of these.
    blocked: Vec<String>,
}

/// The orders of each running browser, by its `User-Agent`.
static VISITORS: Mutex<BTreeMap<String, Orders>> = Mutex::new(BTreeMap::new());

fn visitors() -> MutexGuard<'static, BTreeMap<String, Orders>> {
    VISITORS.lock().expect("the browsers")
}

/// A browser of the tests.
#[derive(Debug)]
pub(crate) struct Visitor {
    agent: String,
}

impl Visitor {
    /// A browser that differs from all others by the end of its `User-Agent`.
    pub(crate) fn new(agent: &str) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let agent = format!("{agent} Inflight/{number}");
        visitors().insert(agent.clone(), Orders::default());
        Self { agent }
    }

    /// The header `User-Agent` of its requests.
    pub(crate) fn agent(&self) -> &str {
        &self.agent
    }

    /// From now on, each document begins with this script. It stands before the document's own policy, which therefore
    /// does not apply to it.
    pub(crate) fn run_first(&self, script: &str) {
        let element = format!(
            "<script>{{ document.currentScript.remove(); (() => {{ {script} }})(); }}</script>"
        );
        self.order(|orders| orders.scripts.push_str(&element));
    }

    /// From now on, requests fail if their address contains one of these; all others succeed.
    pub(crate) fn block(&self, parts: &[&str]) {
        self.order(|orders| orders.blocked = parts.iter().map(|part| (*part).to_owned()).collect());
    }

    fn order(&self, change: impl FnOnce(&mut Orders)) {
        change(visitors().entry(self.agent.clone()).or_default());
    }
}

impl Drop for Visitor {
    fn drop(&mut self) {
        visitors().remove(&self.agent);
    }
}

/// Follows the orders for the browser that sent a request.
pub(crate) async fn serve(request: Request, next: Next) -> Response {
    let agent = request.headers().get(header::USER_AGENT);
    let agent = agent.and_then(|agent| agent.to_str().ok());
    let Some(orders) = agent.and_then(|agent| visitors().get(agent).cloned()) else {
        return next.run(request).await;
    };
    let address = request.uri().to_string();
    if orders.blocked.iter().any(|part| address.contains(part)) {
        return broken_off();
    }
    let response = next.run(request).await;
    if is_document(&response) {
        return insert(&orders.scripts, response).await;
    }
    response
}

/// The server closes the connection before it sends anything, because the body fails at once.
fn broken_off() -> Response {
    let failure = Err::<Bytes, _>(io::Error::from(io::ErrorKind::ConnectionAborted));
    Body::from_stream(stream::iter([failure])).into_response()
}

fn is_document(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

/// Inserts elements before the first one of the head, which is `meta` in all documents of the tests.
async fn insert(elements: &str, response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.expect("a document");
    let mut text = String::from_utf8(body.to_vec()).expect("a document in UTF-8");
    if let Some(at) = text.find("<meta") {
        text.insert_str(at, elements);
    }
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(text))
}
