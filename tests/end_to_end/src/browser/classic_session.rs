//! Commands to a browser whose driver does not speak `BiDi`.
//!
//! What `WebDriver` alone lacks is done by the tests' own servers: they insert scripts into documents, one of which keeps
//! the messages of the console, and break off requests ([`Visitor`]).

use crate::origin::visitor::Visitor;
use fantoccini::{
    Client,
    actions::{InputSource, KeyAction, KeyActions},
};
use serde_json::{Value, json};
use std::{fs, path::Path, sync::Mutex, time::Duration};
use tokio::time::sleep;

/// The pause between two looks at a file that is being downloaded.
const PAUSE: Duration = Duration::from_millis(5);

/// Script in each document: keeps the messages of its console, and its errors. A frame also gives its messages to the
/// outermost document.
const KEEP_CONSOLE: &str = r#"
    const kept = (window.keptMessages = []);
    const keep = (level, text) => {
        kept.push(`${level}: ${text}`);
        if (window !== top) top.postMessage({ keptMessage: kept.at(-1) }, "*");
    };
    for (const level of ["debug", "log", "info", "warn", "error"]) {
        const write = console[level];
        console[level] = (...given) => { keep(level, given.map(String).join(" ")); write.apply(console, given); };
    }
    addEventListener("error", (event) => keep("error", event.message));
    addEventListener("unhandledrejection", (event) => keep("error", `not handled: ${event.reason}`));
    addEventListener("message", ({ data }) => { if (data?.keptMessage) kept.push(data.keptMessage); });"#;

/// Script that takes these messages.
pub(crate) const TAKE_CONSOLE: &str = "return window.keptMessages?.splice(0) ?? [];";

/// Script that returns the size of the page: as soon as it is the wanted one, or after a while.
const REACH_SIZE: &str = "
    const [[width, height], done] = arguments, end = performance.now() + 300;
    const look = () => (innerWidth === width && innerHeight === height) || performance.now() > end
        ? done([innerWidth, innerHeight]) : setTimeout(look, 5);
    look();";

/// A session with one window.
#[derive(Debug)]
pub(crate) struct ClassicSession {
    client: Client,
    visitor: Visitor,
    /// The messages of documents that were left.
    console: Mutex<Vec<String>>,
    /// The size of the window.
    size: Mutex<(u32, u32)>,
}

impl ClassicSession {
    /// A session of the driver, with a browser that the servers recognise.
    pub(crate) fn new(client: Client, visitor: Visitor) -> Self {
        visitor.run_first(KEEP_CONSOLE);
        Self {
            client,
            visitor,
            console: Mutex::default(),
            size: Mutex::default(),
        }
    }

    /// Loads an address.
    pub(crate) async fn load(&self, url: &str) {
        let messages = self.console_of_document().await;
        self.console.lock().expect("the messages").extend(messages);
        self.client.goto(url).await.expect("a page that is loaded");
    }

    /// Calls an asynchronous function that takes and returns text.
    pub(crate) async fn call(&self, function: &str, argument: String) -> Value {
        let call = format!("({function})(arguments[0]).then(arguments[1]);");
        let called = self
            .client
            .execute_async(&call, vec![json!(argument)])
            .await;
        called.unwrap_or_else(|error| panic!("{error}, from {function}"))
    }

    /// From now on, runs a script in each document of the tests' servers before its own scripts.
    pub(crate) fn before_each_page(&self, script: &str) {
        self.visitor.run_first(script);
    }

    /// From now on, requests to the tests' servers fail if their address contains one of these; all others succeed.
    pub(crate) fn block(&self, parts: &[&str]) {
        self.visitor.block(parts);
    }

    /// Hides the page: its window is minimized.
    pub(crate) async fn hide(&self) {
        let hidden = self.client.minimize_window().await;
        hidden.expect("a window that can be minimized");
    }

    /// Shows the page again: with a size, the window comes back.
    pub(crate) async fn show(&self) {
        let size = *self.size.lock().expect("the size");
        self.set_window(size).await;
    }

    /// Presses keys.
    pub(crate) async fn keys(&self, actions: &[(&str, char)]) {
        let press = |keyboard: KeyActions, (kind, value): &(&str, char)| {
            let value = *value;
            keyboard.then(match *kind {
                "keyDown" => KeyAction::Down { value },
                _ => KeyAction::Up { value },
            })
        };
        let keyboard = KeyActions::new("keyboard".to_owned());
        let keyboard = actions.iter().fold(keyboard, press);
        let pressed = self.client.perform_actions(keyboard).await;
        pressed.expect("keys that can be pressed");
    }

    /// Waits until a file is downloaded: it exists, and no process writes to it any more.
    pub(crate) async fn downloaded(&self, path: &Path) {
        while !path.exists() || is_open(path) {
            sleep(PAUSE).await;
        }
    }

    /// Gives the page a size, in CSS pixels. The window also has a toolbar, whose height is found by trying.
    pub(crate) async fn resize(&self, width: u32, height: u32) {
        let mut window = (width, height);
        for _ in 0..20 {
            self.set_window(window).await;
            let reached = json!([width, height]);
            let reached = self.client.execute_async(REACH_SIZE, vec![reached]).await;
            let reached = reached.expect("a size");
            let now: (u32, u32) = serde_json::from_value(reached).expect("two numbers");
            if now == (width, height) {
                *self.size.lock().expect("the size") = window;
                return;
            }
            window.0 = (window.0 + width).saturating_sub(now.0);
            window.1 = (window.1 + height).saturating_sub(now.1);
        }
        panic!("the page is never {width} × {height}");
    }

    async fn set_window(&self, (width, height): (u32, u32)) {
        let resized = self.client.set_window_rect(0, 0, width, height).await;
        resized.expect("a window that can be resized");
    }

    /// Takes the messages of the console.
    pub(crate) async fn console(&self) -> Vec<String> {
        let mut messages = std::mem::take(&mut *self.console.lock().expect("the messages"));
        messages.extend(self.console_of_document().await);
        messages
    }

    /// Takes the messages of the current document, and of the frames in it.
    async fn console_of_document(&self) -> Vec<String> {
        let messages = self.client.execute(TAKE_CONSOLE, vec![]).await;
        messages.map_or_else(|_| vec![], texts) // without scripts there are no messages
    }

    /// The same as [`console`](Self::console) without awaiting: for the destructor. `answer` is what the driver answers
    /// to [`TAKE_CONSOLE`].
    pub(crate) fn remaining_console(&self, answer: &str) -> Vec<String> {
        let mut messages = std::mem::take(&mut *self.console.lock().expect("the messages"));
        let answer: Value = serde_json::from_str(answer).unwrap_or_default();
        messages.extend(texts(answer["value"].clone()));
        messages
    }
}

fn texts(list: Value) -> Vec<String> {
    serde_json::from_value(list).unwrap_or_default()
}

/// Whether any process has opened a file.
fn is_open(path: &Path) -> bool {
    let entries = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten();
    let processes = entries(Path::new("/proc"));
    let mut files = processes.flat_map(|process| entries(&process.path().join("fd")));
    files.any(|file| fs::read_link(file.path()).is_ok_and(|target| target == path))
}
