//! The server that the end-to-end tests talk to: the built page, an API with faults, and a record of both.
//!
//! Plain HTTP/1.1 on a free port of the loopback address. Two of them are two origins.

pub mod api;
pub mod record;
pub mod schedule;
pub mod site;

use self::{
    record::{Connection, Ledger, Record},
    schedule::{Moment, Score},
    site::Site,
};
use axum::{
    Router,
    extract::{Query, Request, State, connect_info::Connected},
    http::{Uri, header},
    middleware::{self, Next},
    response::{AppendHeaders, Html, IntoResponse, Response},
    routing::get,
    serve::{IncomingStream, Listener},
};
use serde::Deserialize;
use std::{io, net::SocketAddr, time::Instant};
use tokio::net::{TcpListener, TcpStream};

/// A running origin; it ends with the test's runtime.
#[derive(Debug)]
pub struct Origin {
    address: SocketAddr,
    site: Site,
    ledger: Ledger,
}

impl Origin {
    pub async fn start() -> Self {
        Self::serving(Site::default()).await
    }

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

    /// An `endpoint` setting: this origin's API, asked for `wish`, such as `delay=20&status=500`.
    pub fn endpoint(&self, wish: &str) -> String {
        format!("{}/api/todos/{{id}}?{wish}", self.root())
    }

    /// An address with `{id}` whose todos are answered as a score has it.
    pub fn scored(&self, score: &Score) -> String {
        let score = score.to_string();
        let score = form_urlencoded::byte_serialize(score.as_bytes());
        format!(
            "{}/scored/{{id}}?score={}",
            self.root(),
            score.collect::<String>()
        )
    }

    /// What happened to the requests that follow a score.
    pub fn moments(&self) -> Vec<Moment> {
        self.ledger.read().moments
    }

    /// Notes what it is told of a program that has no other way to say so.
    pub fn note(&self, moment: Moment) {
        self.ledger.note(moment);
    }

    /// A page of this origin, on a host of another site, that embeds `src` in a frame.
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

    /// A page of this origin, on a host of another site, that consists of this HTML; `policy` is its
    /// Content-Security-Policy.
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

    /// Path and query of each hit whose path starts with `prefix`, in the order of arrival.
    pub fn hits(&self, prefix: &str) -> Vec<String> {
        self.ledger
            .read()
            .hits
            .into_iter()
            .filter(|hit| hit.starts_with(prefix))
            .collect()
    }

    /// When each of these hits arrived.
    pub fn arrivals(&self, prefix: &str) -> Vec<Instant> {
        let Record { hits, arrived, .. } = self.ledger.read();
        let all = hits.iter().zip(arrived);
        all.filter(|(hit, _)| hit.starts_with(prefix))
            .map(|(_, when)| when)
            .collect()
    }

    pub fn peak_in_flight(&self) -> usize {
        self.ledger.read().peak_in_flight
    }

    pub fn reset(&self) {
        self.ledger.reset();
    }

    /// Waits until the record fulfils a condition; `what` completes the sentence "the origin never saw …".
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
        .route("/snippets/{language}/{file}", get(site::snippet))
        .merge(schedule::routes())
        .fallback(move |uri: Uri| site.file(uri))
        .layer(middleware::from_fn_with_state(ledger.clone(), note))
        .with_state(ledger.clone())
}

async fn note(State(ledger): State<Ledger>, request: Request, next: Next) -> Response {
    ledger.hit(request.uri().to_string());
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

/// Has the browser forget what it keeps for this origin, its service worker included.
async fn forget() -> impl IntoResponse {
    AppendHeaders([("clear-site-data", r#""storage""#)])
}

/// A service worker that takes every page which it may, and answers to nothing.
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

/// A listener whose connections are counted: each is handed a [`Connection`] in place of an address, and
/// its service keeps that for as long as it lives.
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
