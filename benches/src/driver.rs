//! Driver: a browser without `WebDriver` and developer tools attached, like a reader's.
//!
//! A script in the page ([`driver.js`](./driver.js)) gets calls from a [mailbox](super::mailbox) and answers them.

use super::{mailbox::Mailbox, server::Server};
use end_to_end::browser::{driver::scratch_folder, engine};
use serde_json::{Value, json};
use std::{
    env,
    fs::{self, File},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};
use tokio::time::timeout;

/// The time after which a call without an answer fails; what works takes far less.
const PATIENCE: Duration = Duration::from_secs(600);

/// A running browser that shows the page. It ends when it is dropped.
pub(crate) struct Driver {
    process: Child,
    scratch: PathBuf,
    mailbox: Mailbox,
}

impl Driver {
    pub(crate) fn start(server: &Server) -> Self {
        let scratch = scratch_folder();
        Self {
            process: browser(&scratch, &server.url("/driven.html")),
            scratch,
            mailbox: server.mailbox(),
        }
    }

    /// Calls a function of the script and returns its result.
    pub(crate) async fn call(&self, call: &str, args: Value) -> Value {
        let answer = async {
            let message = json!({ "call": call, "args": args });
            self.mailbox.calls.put(message).await;
            self.mailbox.answers.take().await
        };
        let answer = timeout(PATIENCE, answer).await;
        let mut answer = answer.unwrap_or_else(|_| panic!("{call} is never answered"));
        if let Some(error) = answer.get("error") {
            panic!("{call}: {error}");
        }
        answer["value"].take()
    }

    /// Calls a function that returns a number.
    pub(crate) async fn number(&self, call: &str, args: Value) -> f64 {
        let value = self.call(call, args).await;
        value
            .as_f64()
            .unwrap_or_else(|| panic!("{call}: no number but {value}"))
    }

    /// The pauses for garbage collection within each call, in milliseconds. Each call begins with a collection that the
    /// script requests.
    ///
    /// The browser writes them in blocks of 4 KiB: some more calls fill the last block.
    pub(crate) async fn garbage_pauses(&self) -> Vec<Vec<f64>> {
        for _ in 0..40 {
            self.call("nothing", json!({})).await;
        }
        let trace = fs::read_to_string(trace_file(&self.scratch)).expect("the trace");
        pauses_by_call(&trace).expect("lines of V8's --trace-gc")
    }
}

/// The file to which the browser writes every garbage collection.
fn trace_file(scratch: &Path) -> PathBuf {
    scratch.join("collections")
}

/// Reads lines like `[123:0x1] 7954 ms: Mark-Compact 5.9 (9.2) -> 1.3 (9.0) MB, pooled: 0.2 MB, 41.54 / 4.40 ms …`. Lines
/// of other pages have another beginning.
fn pauses_by_call(trace: &str) -> Option<Vec<Vec<f64>>> {
    let page = trace.lines().find(|line| line.contains(REQUESTED))?;
    let page = page.split(']').next()?;
    let mut calls = Vec::new();
    for line in trace.lines().filter(|line| line.starts_with(page)) {
        if line.contains(REQUESTED) {
            calls.push(Vec::new());
        } else if let Some((before, _)) = line.split_once(" / ")
            && let Some(pauses) = calls.last_mut()
        {
            pauses.push(before.rsplit(' ').next()?.parse().ok()?);
        }
    }
    Some(calls)
}

/// The reason in the line of a collection that a script requests.
const REQUESTED: &str = "testing";

impl Drop for Driver {
    fn drop(&mut self) {
        // On this signal, it first ends its other processes, which could still write into the folder.
        let process = self.process.id().to_string();
        if Command::new("kill").arg(process).status().is_err() {
            self.process.kill().ok();
        }
        self.process.wait().ok();
        fs::remove_dir_all(&self.scratch).ok();
    }
}

/// Starts the browser that a variable names, or else the first one that is installed. Its arguments let a script collect
/// the garbage, trace every collection, and accept a certificate that nobody has signed.
fn browser(scratch: &Path, url: &str) -> Child {
    let named = env::var("CHROMIUM").ok();
    let programs = match &named {
        Some(program) => vec![program.as_str()],
        None => vec!["chromium", "google-chrome"],
    };
    let start = |program: &&str| {
        let trace = File::create(trace_file(scratch)).expect("a file");
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
            .stdout(trace)
            .stderr(Stdio::null())
            .spawn()
            .ok()
    };
    programs.iter().find_map(start).expect("Chromium")
}
