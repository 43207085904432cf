//! Server with a fault: it writes bytes to raw sockets, because an HTTP library refuses to send broken answers.
//!
//! Each connection carries one request. Paths that begin with `/fine/` get a correct answer.

use crate::origin::record::{Connection, Ledger, Record, Serving};
use std::{io, net::SocketAddr, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpSocket, TcpStream},
    time::sleep,
};

/// The first byte of a client that speaks TLS. The server closes such a connection; only its arrival is recorded.
const TLS: &[u8] = &[0x16];

/// The fate of a request.
#[derive(Clone, Debug)]
pub enum Fault {
    /// No process listens on the port.
    Refused,
    /// The server sends these bytes, then ends the connection in this way.
    Answer(Vec<u8>, End),
}

/// What follows the bytes of an answer.
#[derive(Clone, Copy, Debug)]
pub enum End {
    /// The connection is closed.
    Close,
    /// The connection is reset.
    Reset,
    /// Nothing follows until the client gives up.
    Silence,
    /// One more byte after each pause, until the client gives up.
    Drip(Duration),
    /// This many more bytes, as fast as the client reads them.
    Flood(usize),
}

/// A running server with one fault. It ends with the test's runtime.
#[derive(Debug)]
pub struct FaultyOrigin {
    address: SocketAddr,
    ledger: Ledger,
    /// A bound port on which no process listens, so that no other server gets it.
    _bound: Option<TcpSocket>,
}

impl FaultyOrigin {
    /// Starts a server.
    pub fn start(fault: Fault) -> Self {
        let anywhere = SocketAddr::from(([127, 0, 0, 1], 0));
        let ledger = Ledger::default();
        let socket = TcpSocket::new_v4().expect("a socket");
        socket.bind(anywhere).expect("a free port");
        // A small buffer: bytes that the client does not read must not count as written.
        socket
            .set_send_buffer_size(1 << 16)
            .expect("a small buffer");
        let address = socket.local_addr().expect("the port");
        let bound = match fault {
            Fault::Refused => Some(socket),
            Fault::Answer(bytes, end) => {
                let listener = socket.listen(64).expect("a port to listen on");
                tokio::spawn(accept(listener, bytes, end, ledger.clone()));
                None
            }
        };
        Self {
            address,
            ledger,
            _bound: bound,
        }
    }

    /// An `endpoint` setting: a folder of this server.
    pub fn endpoint(&self, folder: &str) -> String {
        format!("http://{}/{folder}/{{id}}", self.address)
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// The record as it is now.
    pub fn record(&self) -> Record {
        self.ledger.read()
    }

    /// Waits until the record meets a condition; `what` completes the sentence "the origin never saw …".
    pub async fn until(&self, what: &str, holds: impl FnMut(&Record) -> bool) -> Record {
        self.ledger.until(what, holds).await
    }
}

async fn accept(listener: TcpListener, bytes: Vec<u8>, end: End, ledger: Ledger) {
    while let Ok((stream, _)) = listener.accept().await {
        stream.set_nodelay(true).ok();
        let exchange = Exchange {
            _open: ledger.connect(),
            ledger: ledger.clone(),
            stream,
        };
        let bytes = bytes.clone();
        // An error is a client that closed the connection, which many tests want.
        tokio::spawn(async move { exchange.answer(&bytes, end).await.ok() });
    }
}

/// One connection. The fields are dropped in this order, so that the socket closes before the record says so.
struct Exchange {
    stream: TcpStream,
    ledger: Ledger,
    _open: Connection,
}

impl Exchange {
    async fn answer(mut self, bytes: &[u8], end: End) -> io::Result<()> {
        let path = self.request().await?;
        self.ledger.hit(path.clone());
        let fine = path.starts_with("/fine/");
        let serving = self.ledger.serve(path);
        if fine {
            let todo = answer("200 OK", "", br#"{"title":"fine"}"#);
            self.write(&todo).await?;
            return self.finish(serving, End::Close).await;
        }
        self.write(bytes).await?;
        self.end(end).await?;
        self.finish(serving, end).await
    }

    /// Path and query of the request, once it is complete.
    async fn request(&mut self) -> io::Result<String> {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(self.stream.read_u8().await?);
            if head == TLS {
                return Err(io::ErrorKind::Unsupported.into());
            }
        }
        let head = String::from_utf8_lossy(&head);
        let path = head.split(' ').nth(1);
        path.map(str::to_owned)
            .ok_or_else(|| io::ErrorKind::InvalidData.into())
    }

    async fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.write_all(bytes).await?;
        self.ledger.wrote(bytes.len());
        Ok(())
    }

    /// Does what follows the first bytes; fails if the client closes the connection.
    async fn end(&mut self, end: End) -> io::Result<()> {
        match end {
            End::Close | End::Reset => Ok(()),
            End::Silence => self.client_closes().await,
            End::Drip(pause) => loop {
                tokio::select! {
                    gone = self.client_closes() => return gone,
                    () = sleep(pause) => {}
                }
                self.write(b" ").await?;
            },
            End::Flood(bytes) => {
                let piece = vec![b' '; 1 << 16];
                for _ in 0..bytes / piece.len() {
                    self.write(&piece).await?;
                }
                Ok(())
            }
        }
    }

    /// Waits until the client closes the connection, which is an error here.
    async fn client_closes(&mut self) -> io::Result<()> {
        while self.stream.read(&mut [0; 1024]).await? > 0 {}
        Err(io::ErrorKind::UnexpectedEof.into())
    }

    async fn finish(mut self, serving: Serving, end: End) -> io::Result<()> {
        serving.complete();
        if matches!(end, End::Reset) {
            return self.stream.set_zero_linger();
        }
        self.stream.shutdown().await
    }
}

/// A complete answer with the right length, which pages of any origin may read.
pub fn answer(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let open =
        "Access-Control-Allow-Origin: *\r\nConnection: close\r\nContent-Type: application/json\r\n";
    let head = format!("HTTP/1.1 {status}\r\n{open}{headers}Content-Length: {length}\r\n\r\n");
    [head.as_bytes(), body].concat()
}

/// The beginning of a good answer, up to the first bytes of its body.
pub fn beginning(headers: &str, body: &str) -> Vec<u8> {
    let open = "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\n";
    format!("{open}{headers}\r\n\r\n{body}").into_bytes()
}
