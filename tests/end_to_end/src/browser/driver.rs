//! Driver process of a browser. It never outlives its test, not even a test that panics.

use crate::{
    browser::{display::Display, engine::Engine, webkit_home},
    origin::record::PATIENCE,
};
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
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

/// A running driver on a free port.
#[derive(Debug)]
pub struct Driver {
    process: Child,
    port: u16,
    scratch: PathBuf,
    session: OnceLock<String>,
    engine: Engine,
    /// The thread that reads the output: it ends with the last process that can write there.
    output: JoinHandle<()>,
    display: Option<Display>,
}

impl Driver {
    /// Starts the driver of a browser.
    pub fn start(engine: Engine) -> Self {
        let (program, hint) = engine.driver();
        let scratch = scratch_folder();
        let port = free_port();
        let display = (engine == Engine::WebKit).then(Display::start);
        let mut command = Command::new(&program);
        command
            .arg(format!("--port={port}"))
            .args(engine.driver_flags())
            .env("TMPDIR", &scratch);
        if let Some(display) = &display {
            webkit_home::furnish(&scratch);
            command.envs(webkit_home::environment(&scratch, display));
        }
        let mut process = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("`{program}` does not start ({error}): {hint}"));
        let mut output = BufReader::new(process.stdout.take().expect("the output was piped"));
        match engine {
            Engine::Chromium | Engine::Firefox => wait_until_it_says_so(&mut output),
            Engine::WebKit => wait_for_port(port),
        }
        // The rest of the output is read and dropped, because a full pipe would block the driver.
        let output = thread::spawn(move || drop(io::copy(&mut output, &mut io::sink())));
        Self {
            process,
            port,
            scratch,
            session: OnceLock::new(),
            engine,
            output,
            display,
        }
    }

    /// The address for new sessions.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// The id of the process. The browser's processes descend from it.
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// The folder for the browser's downloads.
    pub fn downloads(&self) -> PathBuf {
        self.scratch.join("downloads")
    }

    /// Sets the session that ends with the driver. A driver that is killed with an open session leaves the browser
    /// running.
    pub fn set_session(&self, session: String) {
        self.session.set(session).expect("one session");
    }

    /// Closes the browser and ends the driver. Chromedriver ends by itself, once no process of the browser can write into
    /// the scratch folder any more; geckodriver answers when the browser has ended, and is then killed.
    fn shut_down(&mut self) -> io::Result<()> {
        match self.engine {
            Engine::Chromium => self.send("GET", "shutdown", "").map(drop),
            Engine::Firefox | Engine::WebKit => {
                self.send_to_session("DELETE", "", "")?;
                self.process.kill()
            }
        }
    }

    /// Ends the display of `WebKit`, and waits until the browser's processes have ended too.
    fn end_display(&mut self) {
        if self.display.take().is_none() {
            return;
        }
        let began = Instant::now();
        while !self.output.is_finished() && began.elapsed() < PATIENCE {
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Sends a command to the session and blocks until its answer is there: for destructors.
    pub(crate) fn send_to_session(
        &self,
        method: &str,
        path: &str,
        body: &str,
    ) -> io::Result<String> {
        let session = self.session.get().ok_or(io::ErrorKind::NotConnected)?;
        self.send(method, &format!("session/{session}{path}"), body)
    }

    fn send(&self, method: &str, path: &str, body: &str) -> io::Result<String> {
        let mut connection = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        connection.set_read_timeout(Some(Duration::from_secs(20)))?;
        let length = body.len();
        let host = format!("127.0.0.1:{}", self.port); // geckodriver requires the port
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
        // The driver does not close the connection, even if it is asked to.
        let mut answer = String::new();
        connection
            .take(length.unwrap_or_default())
            .read_to_string(&mut answer)?;
        Ok(answer)
    }
}

/// A new folder for the profile and the sockets of one browser, which does not remove all of them itself. It is not
/// in the target directory, because the path of a socket must be short.
pub fn scratch_folder() -> PathBuf {
    static STARTED: AtomicU32 = AtomicU32::new(0);
    let number = STARTED.fetch_add(1, Ordering::Relaxed);
    let folder = env::temp_dir().join(format!("inflight-{}-{number}", process::id()));
    fs::create_dir_all(folder.join("downloads")).expect("a folder for temporary files");
    folder
}

/// A free port for a driver. With `--port=0`, the driver takes a port of IPv6 and then needs the same port of IPv4,
/// which an outgoing connection may hold. Systems give outgoing connections no port below 32768.
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

/// Waits until the driver says that it started successfully on its port (chromedriver) or is listening (geckodriver).
fn wait_until_it_says_so(output: &mut impl BufRead) {
    let mut lines = output.lines().map_while(Result::ok);
    let signs = ["started successfully on port", "Listening on"];
    let announced = lines.any(|line| signs.iter().any(|sign| line.contains(sign)));
    assert!(announced, "the driver does not say that it listens");
}

/// Waits until a driver that says nothing listens on its port.
fn wait_for_port(port: u16) {
    let began = Instant::now();
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
        assert!(began.elapsed() < PATIENCE, "the driver does not listen");
        thread::sleep(Duration::from_millis(5));
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if self.shut_down().is_err() {
            self.process.kill().ok();
        }
        self.process.wait().ok();
        self.end_display();
        fs::remove_dir_all(&self.scratch).ok();
    }
}
