//! A driver of one's own, that never outlives the test, not even one that panics.

use crate::browser::engine::Engine;
use std::{
    env, fs,
    io::{self, BufRead, BufReader, Read, Write},
    net::{Ipv4Addr, TcpListener, TcpStream},
    path::PathBuf,
    process::{self, Child, Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
    thread,
    time::Duration,
};

/// A running chromedriver or geckodriver on a free port.
#[derive(Debug)]
pub struct Driver {
    process: Child,
    port: u16,
    scratch: PathBuf,
    session: OnceLock<String>,
    engine: Engine,
}

impl Driver {
    pub fn start(engine: Engine) -> Self {
        let (program, hint) = engine.driver();
        let scratch = scratch_folder();
        let port = free_port();
        let mut process = Command::new(&program)
            .arg(format!("--port={port}"))
            .args(engine.driver_flags())
            .env("TMPDIR", &scratch)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("`{program}` does not start ({error}): {hint}"));
        let mut output = BufReader::new(process.stdout.take().expect("the output was piped"));
        wait_until_it_listens(&mut output);
        // What it says later is of no interest, but it must not block on a full pipe.
        thread::spawn(move || io::copy(&mut output, &mut io::sink()));
        Self {
            process,
            port,
            scratch,
            session: OnceLock::new(),
            engine,
        }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Its process, above those of its browser.
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// The folder for its browser's downloads.
    pub fn downloads(&self) -> PathBuf {
        self.scratch.join("downloads")
    }

    /// Keeps in mind which session is to be ended with it. Killed without that, it would leave the browser behind.
    pub fn keep(&self, session: String) {
        self.session.set(session).expect("one session");
    }

    /// Asks it to close its browser. Chromedriver then ends by itself, once nothing of the browser is left that
    /// might still write into the scratch folder; geckodriver answers when the browser has ended, and stays.
    fn shut_down(&mut self) -> io::Result<()> {
        match self.engine {
            Engine::Chromium => self.send("GET", "shutdown", "").map(drop),
            Engine::Firefox => {
                self.ask("DELETE", "", "")?;
                self.process.kill()
            }
        }
    }

    /// Sends a command to the session and waits for the answer, where nothing can be awaited: in a destructor.
    pub fn ask(&self, method: &str, path: &str, body: &str) -> io::Result<String> {
        let session = self.session.get().ok_or(io::ErrorKind::NotConnected)?;
        self.send(method, &format!("session/{session}{path}"), body)
    }

    fn send(&self, method: &str, path: &str, body: &str) -> io::Result<String> {
        let mut connection = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        connection.set_read_timeout(Some(Duration::from_secs(20)))?;
        let length = body.len();
        let host = format!("127.0.0.1:{}", self.port); // geckodriver insists on the port
        let head = format!("{method} /{path} HTTP/1.1\r\nHost: {host}\r\n");
        write!(connection, "{head}Content-Length: {length}\r\n\r\n{body}")?;
        let mut connection = BufReader::new(connection);
        let heads = connection.by_ref().lines().map_while(Result::ok);
        let length = heads
            .take_while(|line| !line.is_empty())
            .filter_map(|line| {
                line.to_lowercase()
                    .strip_prefix("content-length:")?
                    .trim()
                    .parse()
                    .ok()
            })
            .last();
        // It does not close the connection, whatever it was asked for.
        let mut answer = String::new();
        connection
            .take(length.unwrap_or_default())
            .read_to_string(&mut answer)?;
        Ok(answer)
    }
}

/// A folder for the profile and the sockets of one browser, which does not remove all of them itself. It is not
/// in the build's folder because the path of a socket may not be long.
pub fn scratch_folder() -> PathBuf {
    static STARTED: AtomicU32 = AtomicU32::new(0);
    let number = STARTED.fetch_add(1, Ordering::Relaxed);
    let folder = env::temp_dir().join(format!("inflight-{}-{number}", process::id()));
    fs::create_dir_all(folder.join("downloads")).expect("a folder for temporary files");
    folder
}

/// A port for a driver. Left to itself (`--port=0`) it is given one on IPv6 and then wants the same on IPv4, where
/// an outgoing connection may have it. Below 32768 systems give no port to outgoing connections.
fn free_port() -> u16 {
    static TRIED: AtomicU32 = AtomicU32::new(0);
    loop {
        let tried = TRIED.fetch_add(1, Ordering::Relaxed);
        let port = 20_000 + (process::id().wrapping_mul(97).wrapping_add(tried)) % 10_000;
        let port = u16::try_from(port).expect("a port below 30000");
        if TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return port;
        }
    }
}

/// Until it says that it was started successfully on its port (chromedriver) or is listening (geckodriver).
fn wait_until_it_listens(output: &mut impl BufRead) {
    let mut lines = output.lines().map_while(Result::ok);
    let signs = ["started successfully on port", "Listening on"];
    let announced = lines.any(|line| signs.iter().any(|sign| line.contains(sign)));
    assert!(announced, "the driver does not say that it listens");
}

impl Drop for Driver {
    fn drop(&mut self) {
        if self.shut_down().is_err() {
            self.process.kill().ok();
        }
        self.process.wait().ok();
        fs::remove_dir_all(&self.scratch).ok();
    }
}
