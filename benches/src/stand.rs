//! A browser with nothing attached, neither a driver nor developer tools: as a reader's is.
//!
//! What is to be done lies on a desk at the server, and a script in the page ([`driver.js`](./driver.js)) fetches it.

use super::server::Server;
use axum::{
    Json, Router,
    extract::State,
    response::Html,
    routing::{get, post},
};
use end_to_end::{
    browser::{driver::scratch_folder, engine},
    origin::site,
};
use serde_json::{Value, json};
use std::{
    env,
    fs::{self, File},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::Arc,
    time::Duration,
};
use tokio::{
    sync::{
        Mutex,
        mpsc::{Receiver, Sender, channel},
    },
    time::timeout,
};

/// How long an answer may take: far beyond anything that works.
const PATIENCE: Duration = Duration::from_secs(600);

/// Where the bench leaves what is to be done, and the page what came of it.
#[derive(Clone)]
pub(crate) struct Desk {
    pub(crate) asked: Arc<Slot>,
    pub(crate) told: Arc<Slot>,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self {
            asked: Arc::new(Slot::new()),
            told: Arc::new(Slot::new()),
        }
    }
}

/// Where the script in the page asks what is to be done, and tells what came of it; and the page with that script.
pub(crate) fn routes(desk: Desk) -> Router {
    Router::new()
        .route("/peers/next", get(next))
        .route("/peers/told", post(told))
        .route("/driven.html", get(driven))
        .with_state(desk)
}

/// Waits until there is something to do.
async fn next(State(desk): State<Desk>) -> Json<Value> {
    Json(desk.asked.take().await)
}

async fn told(State(desk): State<Desk>, body: String) {
    let told = serde_json::from_str(&body).expect("what the driver's script tells");
    desk.told.put(told).await;
}

async fn driven() -> Html<String> {
    let path = site::folder().join("index.html");
    let text = tokio::fs::read_to_string(path).await.expect("the page");
    let driver = "<script type=\"module\" src=\"/peers/driver.js\"></script>";
    Html(text.replacen("</head>", &format!("{driver}</head>"), 1))
}

/// A place for one message.
pub(crate) struct Slot {
    sender: Sender<Value>,
    receiver: Mutex<Receiver<Value>>,
}

impl Slot {
    fn new() -> Self {
        let (sender, receiver) = channel(1);
        Self {
            sender,
            receiver: Mutex::new(receiver),
        }
    }

    pub(crate) async fn put(&self, message: Value) {
        self.sender.send(message).await.expect("a slot");
    }

    pub(crate) async fn take(&self) -> Value {
        self.receiver.lock().await.recv().await.expect("a slot")
    }
}

/// A running browser that shows the page; it ends when dropped.
pub(crate) struct Stand {
    process: Child,
    scratch: PathBuf,
    desk: Desk,
}

impl Stand {
    pub(crate) fn open(server: &Server) -> Self {
        let scratch = scratch_folder();
        Self {
            process: browser(&scratch, &server.url("/driven.html")),
            scratch,
            desk: server.desk(),
        }
    }

    /// Has one of the script's functions called.
    pub(crate) async fn ask(&self, call: &str, args: Value) -> Value {
        let told = async {
            let message = json!({ "call": call, "args": args });
            self.desk.asked.put(message).await;
            self.desk.told.take().await
        };
        let told = timeout(PATIENCE, told).await;
        let mut told = told.unwrap_or_else(|_| panic!("{call} is never answered"));
        if let Some(error) = told.get("error") {
            panic!("{call}: {error}");
        }
        told["value"].take()
    }

    /// The same of a function that answers with a number.
    pub(crate) async fn number(&self, call: &str, args: Value) -> f64 {
        let value = self.ask(call, args).await;
        value
            .as_f64()
            .unwrap_or_else(|| panic!("{call}: no number but {value}"))
    }

    /// How long the page stood still, in milliseconds, for each of the times that its garbage was collected; by
    /// calls, in their order, of which each begins with a collection that the driver's script asks for.
    ///
    /// It is written in blocks of 4 KiB: some more calls fill the last one.
    pub(crate) async fn pauses(&self) -> Vec<Vec<f64>> {
        for _ in 0..40 {
            self.ask("nothing", json!({})).await;
        }
        let said = fs::read_to_string(collections(&self.scratch)).expect("what the browser says");
        by_calls(&said).expect("lines of V8's --trace-gc")
    }
}

/// Where the browser says when it has collected garbage.
fn collections(scratch: &Path) -> PathBuf {
    scratch.join("collections")
}

/// From lines like `[123:0x1] 7954 ms: Mark-Compact 5.9 (9.2) -> 1.3 (9.0) MB, pooled: 0.2 MB, 41.54 / 4.40 ms …`, of
/// which those of other pages begin otherwise.
fn by_calls(said: &str) -> Option<Vec<Vec<f64>>> {
    let page = said.lines().find(|line| line.contains(ASKED_FOR))?;
    let page = page.split(']').next()?;
    let mut calls = Vec::new();
    for line in said.lines().filter(|line| line.starts_with(page)) {
        if line.contains(ASKED_FOR) {
            calls.push(Vec::new());
        } else if let Some((before, _)) = line.split_once(" / ")
            && let Some(pauses) = calls.last_mut()
        {
            pauses.push(before.rsplit(' ').next()?.parse().ok()?);
        }
    }
    Some(calls)
}

/// Why garbage is collected when a script asks for it.
const ASKED_FOR: &str = "testing";

impl Drop for Stand {
    fn drop(&mut self) {
        // Asked to end, it ends its other processes first, which might still write into the folder.
        let process = self.process.id().to_string();
        if Command::new("kill").arg(process).status().is_err() {
            self.process.kill().ok();
        }
        self.process.wait().ok();
        fs::remove_dir_all(&self.scratch).ok();
    }
}

/// The browser that the variable names, or else the first one there is. That a script may have the garbage
/// collected, that it is to tell of each time, and that one server's certificate is vouched for by nobody, it has
/// to be told.
fn browser(scratch: &Path, url: &str) -> Child {
    let named = env::var("CHROMIUM").ok();
    let programs = match &named {
        Some(program) => vec![program.as_str()],
        None => vec!["chromium", "google-chrome"],
    };
    let start = |program: &&str| {
        let said = File::create(collections(scratch)).expect("a file");
        Command::new(program)
            .args(engine::FLAGS)
            .args([
                "--js-flags=--expose-gc --trace-gc",
                "--ignore-certificate-errors",
            ])
            .arg(format!(
                "--user-data-dir={}",
                scratch.join("profile").display()
            ))
            .arg(url)
            .env("TMPDIR", scratch)
            .stdout(said)
            .stderr(Stdio::null())
            .spawn()
            .ok()
    };
    programs.iter().find_map(start).expect("Chromium")
}
