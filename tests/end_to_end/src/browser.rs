//! Headless browser with an empty profile.
//!
//! Clicks and steps in the history are commands of the driver (`WebDriver`); everything else is a command of the browser
//! itself (`bidi`). Both browsers are driven in the same way.

mod bidi;
mod console;
mod devtools;
pub mod driver;
pub mod engine;
mod layout_shifts;
mod security_policy;

use self::{
    bidi::{Bidi, Events},
    driver::Driver,
    engine::{Engine, Scripts},
};
use crate::{machine_lock::MachineLock, origin::record::PATIENCE, project};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::Mutex,
    time::Duration,
};
use tokio::time::timeout;

pub use self::engine::STRANGER;

/// The time after which a script that has not ended fails the test; what works takes far less.
const SCRIPT_TIMEOUT: Duration = Duration::from_secs(600);

/// A running browser. When it is dropped, its processes end before the lock on the machine is released.
#[derive(Debug)]
pub struct Browser {
    pub(crate) engine: Engine,
    pub(crate) driver: Driver,
    pub(crate) client: Client,
    pub(crate) bidi: Bidi,
    /// The window, then the frames that were entered, from the outermost to the innermost.
    contexts: Mutex<Vec<String>>,
    _lock: MachineLock,
}

impl Browser {
    /// Starts a browser.
    pub async fn start(lock: MachineLock) -> Self {
        Self::start_with(lock, Scripts::Run).await
    }

    /// Starts a browser that runs no scripts of pages.
    pub async fn start_without_script(lock: MachineLock) -> Self {
        Self::start_with(lock, Scripts::Blocked).await
    }

    async fn start_with(lock: MachineLock, scripts: Scripts) -> Self {
        let engine = Engine::chosen();
        let driver = Driver::start(engine);
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(engine.capabilities(&driver.downloads(), scripts))
            .connect(&driver.url())
            .await
            .expect("a browser's session");
        let session = client.session_id().await.ok().flatten();
        driver.set_session(session.expect("a session with an id"));
        let socket = client
            .capabilities()
            .and_then(|all| all["webSocketUrl"].as_str());
        let bidi = Bidi::connect(socket.expect("a browser that speaks BiDi")).await;
        let window = client.window().await.expect("a window");
        let browser = Self {
            engine,
            driver,
            client,
            bidi,
            contexts: Mutex::new(vec![String::from(window)]),
            _lock: lock,
        };
        browser.before_each_page(security_policy::WATCH).await;
        browser.console().await; // Chromium reports its BiDi connection there
        browser
    }

    /// The client of the driver.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// The folder for downloads, and for files that the page is given.
    pub fn downloads(&self) -> PathBuf {
        self.driver.downloads()
    }

    /// Loads an address. The driver is not asked, because chromedriver reads no other command until the page is loaded,
    /// not even whether a request that is held back may continue.
    pub async fn go(&self, url: &str) {
        self.contexts.lock().expect("the contexts").truncate(1);
        let address = json!({ "context": self.context(), "url": url, "wait": "complete" });
        let loaded = self.bidi.command("browsingContext.navigate", address);
        let loaded = timeout(PATIENCE, loaded).await;
        loaded.unwrap_or_else(|_| panic!("{url} is never loaded"));
    }

    /// Enters the first frame of the current document: from now on, clicks and scripts go there.
    pub async fn enter_frame(&self) {
        self.enter_frame_number(0).await;
    }

    /// Enters the frame with this number, counted from 0.
    pub async fn enter_frame_number(&self, number: u16) {
        let client = self.client.clone();
        client.enter_frame(number).await.expect("a frame");
        let within = json!({ "root": self.context(), "maxDepth": 1 });
        let tree = self.bidi.command("browsingContext.getTree", within).await;
        let frame = &tree["contexts"][0]["children"][usize::from(number)]["context"];
        let frame = frame.as_str().expect("a frame with an id").to_owned();
        self.contexts.lock().expect("the contexts").push(frame);
    }

    /// Returns to the page that embeds the frame.
    pub async fn leave_frame(&self) {
        let client = self.client.clone();
        client.enter_parent_frame().await.expect("a parent");
        self.contexts.lock().expect("the contexts").pop();
    }

    pub(crate) fn context(&self) -> String {
        let contexts = self.contexts.lock().expect("the contexts");
        contexts.last().cloned().expect("a window")
    }

    /// Runs the body of an asynchronous function in the page, with `args` as its arguments. An exception fails the test.
    pub async fn script(&self, body: &str, args: Value) -> Value {
        let function = format!(
            "async (text) => {{
                 const run = async (args) => {{ {body} }};
                 const result = await run(JSON.parse(text)).then(
                     (value) => ({{ value: value ?? null }}),
                     (error) => ({{ error: String(error) }}));
                 return JSON.stringify(result);
             }}"
        );
        let call = json!({
            "functionDeclaration": function, "awaitPromise": true, "target": { "context": self.context() },
            "arguments": [{ "type": "string", "value": args.to_string() }],
        });
        let answer = timeout(
            SCRIPT_TIMEOUT,
            self.bidi.command("script.callFunction", call),
        )
        .await;
        let answer = answer.unwrap_or_else(|_| panic!("never ends: {body}"));
        let result = answer["result"]["value"]
            .as_str()
            .unwrap_or_else(|| panic!("{answer}, from {body}"));
        let mut result: Value = serde_json::from_str(result).expect("JSON");
        if let Some(error) = result.get("error") {
            panic!("in the page: {error}, from {body}");
        }
        result["value"].take()
    }

    /// From now on, runs a script in each document before its own scripts.
    pub async fn before_each_page(&self, script: &str) {
        let function = json!({ "functionDeclaration": format!("() => {{ {script} }}") });
        self.bidi.command("script.addPreloadScript", function).await;
    }

    /// From now on, requests fail if their address contains one of these; all others succeed.
    pub async fn block(&self, parts: &[&str]) {
        self.bidi.block(parts).await;
    }

    /// Hides the page behind a new tab.
    pub async fn hide(&self) {
        let tab = json!({ "type": "tab" });
        self.bidi.command("browsingContext.create", tab).await;
    }

    /// Shows the page again.
    pub async fn show(&self) {
        let tab = json!({ "context": self.context() });
        self.bidi.command("browsingContext.activate", tab).await;
    }

    /// Takes the network away from the page.
    pub async fn go_offline(&self) {
        self.set_network(json!({ "type": "offline" })).await;
    }

    /// Gives the network back to the page.
    pub async fn go_online(&self) {
        self.set_network(Value::Null).await;
    }

    async fn set_network(&self, conditions: Value) {
        let params = json!({ "networkConditions": conditions, "contexts": [self.context()] });
        self.bidi
            .command("emulation.setNetworkConditions", params)
            .await;
    }

    /// Presses these keys, one after the other, at the element with the focus. A key that is already down repeats.
    pub async fn keys(&self, actions: &[(&str, char)]) {
        let actions = actions
            .iter()
            .map(|(kind, key)| json!({ "type": kind, "value": key }));
        let keyboard =
            json!({ "type": "key", "id": "keyboard", "actions": actions.collect::<Vec<_>>() });
        let params = json!({ "context": self.context(), "actions": [keyboard] });
        self.bidi.command("input.performActions", params).await;
    }

    /// Waits until a file with this name is downloaded, and returns its path.
    pub async fn downloaded(&self, name: &str) -> PathBuf {
        let path = self.downloads().join(name);
        let complete = |events: &Events| events.downloads.iter().any(|one| Path::new(one) == path);
        let ended = timeout(PATIENCE, self.bidi.until(complete)).await;
        ended.unwrap_or_else(|_| panic!("{name} is never downloaded"));
        self.bidi.forget_downloads(); // the next file may have the same name
        path
    }

    /// From now on, reading a property of an object throws a `SecurityError` in each document.
    pub async fn throw_on_access(&self, object: &str, property: &str) {
        let get = "get() { throw new DOMException('denied', 'SecurityError'); }";
        let script = format!("Object.defineProperty({object}, '{property}', {{ {get} }});");
        self.before_each_page(&script).await;
    }

    /// Gives the page the size of a phone.
    pub async fn resize_to_phone(&self) {
        self.resize(390, 844, 2).await;
    }

    /// Gives the page the size of a desktop window.
    pub async fn resize_to_desktop(&self) {
        self.resize(1280, 800, 1).await;
    }

    /// Gives the page a size, in CSS pixels.
    pub async fn resize(&self, width: u32, height: u32, ratio: u32) {
        let screen = json!({
            "context": self.context(), "viewport": { "width": width, "height": height }, "devicePixelRatio": ratio,
        });
        self.bidi
            .command("browsingContext.setViewport", screen)
            .await;
    }

    /// Saves the visible part of the page as `target/end-to-end/<name>.png`.
    pub async fn screenshot(&self, name: &str) {
        let folder = project().join("target/end-to-end");
        fs::create_dir_all(&folder).expect("a folder for screenshots");
        let image = self.client.screenshot().await.expect("a screenshot");
        fs::write(folder.join(name).with_extension("png"), image)
            .expect("a screenshot that is saved");
    }
}
