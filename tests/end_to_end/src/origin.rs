//! Server of the tests: it serves the built page and an API with faults, and records every request.
//!
//! It speaks HTTP/1.1 on a free port of the loopback address. Two servers are two origins.

pub mod api;
pub mod json;
pub mod record;
pub mod schedule;
pub mod site;
pub(crate) mod visitor;

use self::{
    record::{Connection, Ledger, Record},
    schedule::{Event, Schedule},
    site::Site,
};
use axum::{
    Router,
    extract::{Query, Request, State, connect_info::Connected},
    http::{StatusCode, Uri, header},
    middleware::{self, Next},
    response::{AppendHeaders, Html, IntoResponse, Response},
    routing::get,
    serve::{IncomingStream, Listener},
};
use serde::Deserialize;
use std::{io, net::SocketAddr, time::Instant};
use tokio::net::{TcpListener, TcpStream};

/// A running server. It ends with the test's runtime.
#[derive(Debug)]
pub struct Origin {
    address: SocketAddr,
    site: Site,
    ledger: Ledger,
}

impl Origin {
    /// Starts a server that serves the page at `/`.
    pub async fn start() -> Self {
        Self::serving(Site::default()).await
    }

    /// Starts a server that serves the page in a given way.
    pub async fn serving(site: Site) -> Self {
        assert!(
            site::folder().join("index.html").exists(),
            "there is no built page: run `make dist` first"
        );
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("the port");
        let ledger = Ledger::default();
        let service = routes(site, &ledger).into_make_service_with_connect_info::<Connection>();
        let listener = Counted {
            listener,
            ledger: ledger.clone(),
        };
        tokio::spawn(async move { axum::serve(listener, service).await });
        Self {
            address,
            site,
            ledger,
        }
    }

    /// `http://127.0.0.1:<port>`, as a page sees it in `location.origin`.
    pub fn root(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The page's address.
    pub fn url(&self) -> String {
        format!("{}{}", self.root(), self.site.mount)
    }

    /// An `endpoint` setting: this origin's API, with options such as `delay=20&status=500`.
    pub fn endpoint(&self, options: &str) -> String {
        format!("{}/api/todos/{{id}}?{options}", self.root())
    }

    /// An `endpoint` setting whose todos are answered in the order of a schedule.
    pub fn scheduled(&self, schedule: &Schedule) -> String {
        let schedule = schedule.to_string();
        let schedule = form_urlencoded::byte_serialize(schedule.as_bytes());
        format!(
            "{}/scheduled/{{id}}?schedule={}",
            self.root(),
            schedule.collect::<String>()
        )
    }

    /// The events of the scheduled requests, in order.
    pub fn events(&self) -> Vec<Event> {
        self.ledger.read().events
    }

    /// Records an event for a program that cannot report it by a request.
    pub fn note(&self, event: Event) {
        self.ledger.note(event);
    }

    /// A page of another site that embeds `src` in a frame: the same server under another host name.
    pub fn embedding(&self, src: &str, sandbox: Option<&str>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("src", src);
        if let Some(permissions) = sandbox {
            query.append_pair("sandbox", permissions);
        }
        format!(
            "http://localhost:{}/embedding?{}",
            self.address.port(),
            query.finish()
        )
    }

    /// A page of another site that consists of this HTML, with a Content-Security-Policy.
    pub fn publishing(&self, html: &str, policy: &str) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query
            .append_pair("html", html)
            .append_pair("policy", policy);
        format!(
            "http://localhost:{}/published?{}",
            self.address.port(),
            query.finish()
        )
    }

    /// Path and query of each request whose path starts with `prefix`, in the order of arrival.
    pub fn hits(&self, prefix: &str) -> Vec<String> {
        self.ledger
            .read()
            .hits
            .into_iter()
            .filter(|hit| hit.starts_with(prefix))
            .collect()
    }

    /// The arrival times of these requests.
    pub fn arrivals(&self, prefix: &str) -> Vec<Instant> {
        let Record { hits, arrived, .. } = self.ledger.read();
        let all = hits.iter().zip(arrived);
        all.filter(|(hit, _)| hit.starts_with(prefix))
            .map(|(_, when)| when)
            .collect()
    }

    /// The most requests to the API that were in flight at once.
    pub fn peak_in_flight(&self) -> usize {
        self.ledger.read().peak_in_flight
    }

    /// Clears the record.
    pub fn reset(&self) {
        self.ledger.reset();
    }

    /// From now on, files with these names are missing: 404.
    pub fn withhold(&self, files: &[&'static str]) {
        self.ledger.withhold(files);
    }

    /// Waits until the record meets a condition; `what` completes the sentence "the origin never saw …".
    pub async fn until(&self, what: &str, holds: impl FnMut(&Record) -> bool) -> Record {
        self.ledger.until(what, holds).await
    }
}

fn routes(site: Site, ledger: &Ledger) -> Router {
    Router::new()
        .route("/api/todos/{id}", get(api::todo))
        .route("/embedding", get(embedding))
        .route("/forget", get(forget))
        .route("/theirs.js", get(theirs))
        .route("/published", get(published))
        .merge(schedule::routes())
        .merge(json::routes())
        .fallback(move |uri: Uri| site.file(uri))
        .layer(middleware::from_fn_with_state(ledger.clone(), note))
        .layer(middleware::from_fn(visitor::serve))
        .with_state(ledger.clone())
}

async fn note(State(ledger): State<Ledger>, request: Request, next: Next) -> Response {
    ledger.hit(request.uri().to_string());
    let path = request.uri().path();
    let withheld = ledger.read().withheld;
    if withheld.iter().any(|name| path.ends_with(name)) {
        return StatusCode::NOT_FOUND.into_response();
    }
    next.run(request).await
}

#[derive(Deserialize)]
struct Frame {
    src: String,
    sandbox: Option<String>,
}

async fn embedding(Query(frame): Query<Frame>) -> Html<String> {
    let quoted = |text: &str| text.replace('&', "&amp;").replace('"', "&quot;");
    let sandbox = frame
        .sandbox
        .map(|permissions| format!(r#" sandbox="{}""#, quoted(&permissions)));
    Html(format!(
        r#"<!doctype html><meta charset="utf-8"><title>A blog</title><link rel="icon" href="data:,">
        <iframe src="{}"{} width="1100" height="700"></iframe>"#,
        quoted(&frame.src),
        sandbox.unwrap_or_default(),
    ))
}

/// Makes the browser delete all data of this origin, and its service worker.
async fn forget() -> impl IntoResponse {
    AppendHeaders([("clear-site-data", r#""storage""#)])
}

/// A service worker of another project: it takes control of every page that it may, and answers no request.
async fn theirs() -> impl IntoResponse {
    let worker = "addEventListener('install', () => skipWaiting());
        addEventListener('activate', (event) => event.waitUntil(clients.claim()));";
    ([(header::CONTENT_TYPE, "text/javascript")], worker)
}

#[derive(Deserialize)]
struct Article {
    html: String,
    policy: String,
}

async fn published(Query(article): Query<Article>) -> Response {
    let page = format!(
        r#"<!doctype html><html lang="en"><meta charset="utf-8"><title>A blog</title><link rel="icon" href="data:,">{}"#,
        article.html
    );
    let policy = [(header::CONTENT_SECURITY_POLICY, article.policy)];
    (policy, Html(page)).into_response()
}

/// A listener that counts its connections: each has a [`Connection`] in place of an address, which its service holds
/// until the connection ends.
struct Counted {
    listener: TcpListener,
    ledger: Ledger,
}

impl Listener for Counted {
    type Io = TcpStream;
    type Addr = Connection;

    async fn accept(&mut self) -> (TcpStream, Connection) {
        let (stream, _) = Listener::accept(&mut self.listener).await;
        stream.set_nodelay(true).ok();
        (stream, self.ledger.connect())
    }

    fn local_addr(&self) -> io::Result<Connection> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

impl Connected<IncomingStream<'_, Counted>> for Connection {
    fn connect_info(stream: IncomingStream<'_, Counted>) -> Self {
        stream.remote_addr().clone()
    }
}
