//! The bench's server: the page, the loops by hand beside it, and todos after a delay; over HTTP/1.1, or over
//! HTTP/2 and TLS.

use super::{
    part, programs,
    stand::{self, Desk},
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

/// A running server; it ends with the bench.
pub(crate) struct Server {
    root: String,
    desk: Desk,
}

impl Server {
    pub(crate) async fn start() -> Self {
        let (listener, address) = bind().await;
        let desk = Desk::new();
        let routes = routes(desk.clone());
        tokio::spawn(async move { axum::serve(Prompt(listener), routes).await });
        Self {
            root: format!("http://{address}"),
            desk,
        }
    }

    /// With a certificate that nobody vouches for: browsers speak HTTP/2 over TLS only.
    pub(crate) async fn start_http2() -> Self {
        let (listener, address) = bind().await;
        let encrypted = Encrypted {
            listener: Prompt(listener),
            acceptor: acceptor(),
        };
        let desk = Desk::new();
        let routes = routes(desk.clone());
        tokio::spawn(async move { axum::serve(encrypted, routes).await });
        Self {
            root: format!("https://{address}"),
            desk,
        }
    }

    /// The address of a file, such as the page's own `/`.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.root)
    }

    /// The page, in a browser that is driven.
    pub(crate) async fn page(&self) -> Page {
        let browser = Browser::start(MachineLock::exclusive().await).await;
        Page::open_in(browser, &self.url("/")).await
    }

    /// What lies there for a page at `/driven.html`.
    pub(crate) fn desk(&self) -> Desk {
        self.desk.clone()
    }

    /// Where todos are answered after so many milliseconds.
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

fn routes(desk: Desk) -> Router {
    let peers = project();
    let (loops, driver, node) = (
        peers.join("benches/peers/loops.js"),
        peers.join("benches/src/driver.js"),
        peers.join(".tools/peers/node_modules"),
    );
    Router::new()
        .route("/api/todos/{id}", get(todo))
        .route("/peers/loops.js", get(move || script(loops)))
        .route("/peers/driver.js", get(move || script(driver)))
        .route(
            "/peers/node/{*path}",
            get(move |Path(path): Path<String>| script(node.join(path))),
        )
        .route("/peers/by_hand/{file}", get(program))
        .route("/plain.html", get(|| made("plain.html")))
        .route("/least.html", get(|| made("least.html")))
        .merge(stand::routes(desk))
        .fallback(|uri: Uri| Site::default().file(uri))
}

#[derive(Deserialize)]
struct Task {
    #[serde(default)]
    delay: u64,
    /// A title at least so long.
    #[serde(default)]
    size: usize,
}

async fn todo(Path(id): Path<u32>, Query(wish): Query<Task>) -> Response {
    if wish.delay > 0 {
        sleep(Duration::from_millis(wish.delay)).await;
    }
    let title = format!("todo {id}{}", ".".repeat(wish.size));
    let body = format!(r#"{{"userId":1,"id":{id},"title":"{title}","completed":false}}"#);
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, body).into_response()
}

/// A module; what it imports by name it is given by path, as bundlers do.
async fn script(path: PathBuf) -> Response {
    match tokio::fs::read_to_string(path).await {
        Ok(text) => {
            let text = text.replace("'yocto-queue'", "'/peers/node/yocto-queue/index.js'");
            ([(header::CONTENT_TYPE, "text/javascript")], text).into_response()
        }
        Err(error) => (StatusCode::NOT_FOUND, error.to_string()).into_response(),
    }
}

/// A file of the program by hand, if it has been built.
async fn program(Path(file): Path<String>) -> Response {
    let kind = content_type(&file);
    match tokio::fs::read(programs::folder("by_hand").join(file)).await {
        Ok(bytes) => ([(header::CONTENT_TYPE, kind)], bytes).into_response(),
        Err(error) => (StatusCode::NOT_FOUND, error.to_string()).into_response(),
    }
}

/// A page that a part of the bench has made of the built one.
async fn made(name: &str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    let text = tokio::fs::read_to_string(part::folder().join(name)).await;
    (headers, text.expect("a page that was made")).into_response()
}

/// A listener whose connections send what they have at once.
struct Prompt(TcpListener);

impl Listener for Prompt {
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

/// The same with TLS; who cannot agree on it is no connection.
struct Encrypted {
    listener: Prompt,
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
