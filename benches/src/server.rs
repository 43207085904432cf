//! Server of the bench: the page, the loops by hand, and todos after a delay, over HTTP/1.1 or over HTTP/2 with TLS.

use super::{
    mailbox::{self, Mailbox},
    programs, results,
};
use axum::{
    Router,
    extract::{Path, Query},
    http::{StatusCode, Uri, header},
    response::{IntoResponse, Response},
    routing::get,
    serve::Listener,
};
use end_to_end::{
    browser::Browser,
    machine_lock::MachineLock,
    origin::site::{Site, content_type, folder},
    page::Page,
    project,
};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use serde::Deserialize;
use std::{io, net::SocketAddr, path::PathBuf, sync::Arc, time::Duration};
use tokio::{
    net::{TcpListener, TcpStream},
    time::sleep,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{ServerConfig, pki_types::PrivateKeyDer},
    server::TlsStream,
};

/// A running server. It ends with the bench.
pub(crate) struct Server {
    root: String,
    mailbox: Mailbox,
}

impl Server {
    pub(crate) async fn start() -> Self {
        let (listener, address) = bind().await;
        let mailbox = Mailbox::new();
        let routes = routes(mailbox.clone());
        tokio::spawn(async move { axum::serve(NoDelay(listener), routes).await });
        Self {
            root: format!("http://{address}"),
            mailbox,
        }
    }

    /// A server for HTTP/2. Browsers speak it over TLS only, so it has a certificate that nobody has signed.
    pub(crate) async fn start_http2() -> Self {
        let (listener, address) = bind().await;
        let encrypted = Encrypted {
            listener: NoDelay(listener),
            acceptor: acceptor(),
        };
        let mailbox = Mailbox::new();
        let routes = routes(mailbox.clone());
        tokio::spawn(async move { axum::serve(encrypted, routes).await });
        Self {
            root: format!("https://{address}"),
            mailbox,
        }
    }

    /// The address of a file, such as the page's own `/`.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.root)
    }

    /// The page, in a browser with `WebDriver`.
    pub(crate) async fn page(&self) -> Page {
        let browser = Browser::start(MachineLock::exclusive().await).await;
        Page::open_in(browser, &self.url("/")).await
    }

    /// The mailbox of the page at `/driven.html`.
    pub(crate) fn mailbox(&self) -> Mailbox {
        self.mailbox.clone()
    }

    /// An `endpoint` setting whose answers take this many milliseconds.
    pub(crate) fn endpoint(&self, delay: u32) -> String {
        format!("{}/api/todos/{{id}}?delay={delay}", self.root)
    }
}

async fn bind() -> (TcpListener, SocketAddr) {
    assert!(
        folder().join("index.html").exists(),
        "there is no built page: run `make dist` first"
    );
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("the port");
    (listener, address)
}

fn routes(mailbox: Mailbox) -> Router {
    let peers = project();
    let (loops, bodies, driver, node) = (
        peers.join("benches/peers/loops.js"),
        peers.join("benches/peers/bodies.js"),
        peers.join("benches/src/driver.js"),
        peers.join(".tools/peers/node_modules"),
    );
    Router::new()
        .route("/api/todos/{id}", get(todo))
        .route("/peers/loops.js", get(move || script(loops)))
        .route("/peers/bodies.js", get(move || script(bodies)))
        .route("/peers/driver.js", get(move || script(driver)))
        .route(
            "/peers/node/{*path}",
            get(move |Path(path): Path<String>| script(node.join(path))),
        )
        .route("/peers/by_hand/{file}", get(program))
        .route("/plain.html", get(|| generated("plain.html")))
        .route("/least.html", get(|| generated("least.html")))
        .merge(mailbox::routes(mailbox))
        .fallback(|uri: Uri| Site::default().file(uri))
}

#[derive(Deserialize)]
struct TodoOptions {
    #[serde(default)]
    delay: u64,
    /// The number of characters that are added to the title.
    #[serde(default)]
    size: usize,
    /// The number of characters in a field that is no todo's.
    more: Option<usize>,
}

async fn todo(Path(id): Path<u32>, Query(options): Query<TodoOptions>) -> Response {
    if options.delay > 0 {
        sleep(Duration::from_millis(options.delay)).await;
    }
    let title = format!("todo {id}{}", ".".repeat(options.size));
    let more = options
        .more
        .map(|size| format!(r#","more":"{}""#, ".".repeat(size)));
    let more = more.unwrap_or_default();
    let body = format!(r#"{{"userId":1,"id":{id},"title":"{title}","completed":false{more}}}"#);
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, body).into_response()
}

/// A module, whose import by name becomes one by path, as a bundler does it.
async fn script(path: PathBuf) -> Response {
    match tokio::fs::read_to_string(path).await {
        Ok(text) => {
            let text = text.replace("'yocto-queue'", "'/peers/node/yocto-queue/index.js'");
            ([(header::CONTENT_TYPE, "text/javascript")], text).into_response()
        }
        Err(error) => (StatusCode::NOT_FOUND, error.to_string()).into_response(),
    }
}

/// A file of the program `by_hand`, if it is built.
async fn program(Path(file): Path<String>) -> Response {
    let kind = content_type(&file);
    match tokio::fs::read(programs::folder("by_hand").join(file)).await {
        Ok(bytes) => ([(header::CONTENT_TYPE, kind)], bytes).into_response(),
        Err(error) => (StatusCode::NOT_FOUND, error.to_string()).into_response(),
    }
}

/// A page that a part of the bench made from the built one.
async fn generated(name: &str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    let text = tokio::fs::read_to_string(results::folder().join(name)).await;
    (headers, text.expect("a generated page")).into_response()
}

/// A listener whose connections send small packets without a delay.
struct NoDelay(TcpListener);

impl Listener for NoDelay {
    type Io = TcpStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (TcpStream, SocketAddr) {
        let (stream, address) = Listener::accept(&mut self.0).await;
        stream.set_nodelay(true).ok();
        (stream, address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

/// The same with TLS. Connections without TLS are dropped.
struct Encrypted {
    listener: NoDelay,
    acceptor: TlsAcceptor,
}

impl Listener for Encrypted {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, SocketAddr) {
        loop {
            let (stream, address) = self.listener.accept().await;
            if let Ok(stream) = self.acceptor.accept(stream).await {
                return (stream, address);
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

fn acceptor() -> TlsAcceptor {
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(["127.0.0.1".to_owned()]).expect("a certificate");
    let key = PrivateKeyDer::try_from(signing_key.serialize_der()).expect("a key");
    let mut config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![cert.into()], key)
        .expect("a certificate with its key");
    config.alpn_protocols = vec![b"h2".to_vec()];
    TlsAcceptor::from(Arc::new(config))
}
