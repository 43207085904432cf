//! An origin that answers wrongly, to the byte: raw sockets, where a server of HTTP would be too polite.
//!
//! Each connection carries one request. Whatever begins with `/fine/` is answered as it should be.

use crate::origin::record::{Connection, Ledger, Record, Serving};
use std::{io, net::SocketAddr, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpSocket, TcpStream},
    time::sleep,
};

/// How a client begins that wants to speak TLS. It is hung up on: that it came is all that can be seen.
const TLS: &[u8] = &[0x16];

/// What becomes of a request.
#[derive(Clone, Debug)]
pub enum Fault {
    /// Nobody listens.
    Refused,
    /// These bytes, and then this end.
    Answer(Vec<u8>, End),
}

/// What follows the bytes of an answer.
#[derive(Clone, Copy, Debug)]
pub enum End {
    /// The connection is closed.
    Close,
    /// The connection is reset.
    Reset,
    /// Nothing, for as long as the client will wait.
    Silence,
    /// One byte more every time, for as long as the client will wait.
    Drip(Duration),
    /// So many bytes more, as fast as the client takes them.
    Flood(usize),
}

/// An origin with one fault; it ends with the test's runtime.
#[derive(Debug)]
pub struct Faulty {
    address: SocketAddr,
    ledger: Ledger,
    /// Where nobody listens: bound, so that no other origin is given the port meanwhile.
    _bound: Option<TcpSocket>,
}

impl Faulty {
    pub fn start(fault: Fault) -> Self {
        let anywhere = SocketAddr::from(([127, 0, 0, 1], 0));
        let ledger = Ledger::default();
        let socket = TcpSocket::new_v4().expect("a socket");
        socket.bind(anywhere).expect("a free port");
        // What the client does not read soon shall not count as written.
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

    /// An `endpoint` setting: this origin, beneath a folder.
    pub fn endpoint(&self, folder: &str) -> String {
        format!("http://{}/{folder}/{{id}}", self.address)
    }

    pub fn port(&self) -> u16 {
        self.address.port()
    }

    pub fn record(&self) -> Record {
        self.ledger.read()
    }

    /// Waits until the record fulfils a condition; `what` completes the sentence "the origin never saw …".
    pub async fn until(&self, what: &str, holds: impl FnMut(&Record) -> bool) -> Record {
        self.ledger.until(what, holds).await
    }
}

async fn accept(listener: TcpListener, bytes: Vec<u8>, end: End, ledger: Ledger) {
    while let Ok((stream, _)) = listener.accept().await {
        stream.set_nodelay(true).ok();
        let visit = Visit {
            _open: ledger.connect(),
            ledger: ledger.clone(),
            stream,
        };
        let bytes = bytes.clone();
        // A client that hangs up in the middle is what many tests are about.
        tokio::spawn(async move { visit.answer(&bytes, end).await.ok() });
    }
}

/// One connection. Its fields are dropped in this order: the socket is closed before that is noted.
struct Visit {
    stream: TcpStream,
    ledger: Ledger,
    _open: Connection,
}

impl Visit {
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

    /// What comes after the first bytes; an error when the client hangs up meanwhile.
    async fn end(&mut self, end: End) -> io::Result<()> {
        match end {
            End::Close | End::Reset => Ok(()),
            End::Silence => self.hung_up().await,
            End::Drip(pause) => loop {
                tokio::select! {
                    gone = self.hung_up() => return gone,
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

    /// Until the client hangs up, which is an error, for it does not want the answer any more.
    async fn hung_up(&mut self) -> io::Result<()> {
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

/// A whole answer that any page may read, and whose length is right.
pub fn answer(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let open =
        "Access-Control-Allow-Origin: *\r\nConnection: close\r\nContent-Type: application/json\r\n";
    let head = format!("HTTP/1.1 {status}\r\n{open}{headers}Content-Length: {length}\r\n\r\n");
    [head.as_bytes(), body].concat()
}

/// The beginning of a good answer, up to its body's first bytes; the connection is kept.
pub fn beginning(headers: &str, body: &str) -> Vec<u8> {
    let open = "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\n";
    format!("{open}{headers}\r\n\r\n{body}").into_bytes()
}
